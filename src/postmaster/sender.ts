/** Who sent a mail: the address that is looked up among the customers, and the one that is answered. */
import type { Address, ParsedMail } from "../mail/message.ts";
import type { PostmasterSettings } from "./desk.ts";

/** OTRS looks up the last From address when there are several (behaviour §13.3); undefined when there is none. */
export function customerAddress(
  mail: ParsedMail,
  settings: Pick<PostmasterSettings, "customerBy">,
): string | undefined {
  const replyTo = settings.customerBy === "replyTo" ? lastWithAddress(mail.replyTo) : undefined;
  return (replyTo ?? lastWithAddress(mail.from))?.address.toLowerCase();
}

/** Reply-To where there is one, else From (behaviour §4); only what can be written into an envelope. */
export function answerAddresses(mail: ParsedMail): readonly string[] {
  const replyTo = mail.replyTo.filter(isDeliverable);
  const addresses = (replyTo.length > 0 ? replyTo : mail.from.filter(isDeliverable)).map((one) => one.address);
  return [...new Map(addresses.map((address) => [address.toLowerCase(), address])).values()];
}

/** RFC 5321 §4.5.3.1.3 gives a path 256 octets with its brackets. */
const longestAddress = 254;

function isDeliverable({ address }: Address): boolean {
  return address.length <= longestAddress && /^[^\s@,]+@[^\s@,]+$/.test(address);
}

function hasAddress(one: Address): boolean {
  return one.address.includes("@");
}

function lastWithAddress(addresses: readonly Address[]): Address | undefined {
  return addresses.filter(hasAddress).at(-1);
}
