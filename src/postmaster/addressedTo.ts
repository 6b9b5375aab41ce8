/** Every address that a mail came to, by its envelope or, on roads without one, by what its headers kept of it. */
import { parseAddresses } from "../mail/addresses.ts";
import { header, type ParsedMail } from "../mail/message.ts";

export function addressedTo(mail: ParsedMail, envelopeTo: readonly string[]): readonly string[] {
  const kept = ["Delivered-To", "X-Original-To", "Envelope-To"].flatMap((name) =>
    parseAddresses(header(mail, name) ?? "").map(({ address }) => address),
  );
  return [...new Set([...envelopeTo, ...mail.to.map(({ address }) => address), ...kept])];
}
