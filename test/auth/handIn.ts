/** Hands a mail in as a client out on the internet would: through a proxy that names its address. */
import type { Asked } from "../listeners/desk.ts";
import { dotStuffed } from "../peers/smtpClient.ts";
import { Wire } from "../peers/wire.ts";

/** For the listeners: this machine is the proxy. */
export const behindProxy = { proxyFrom: ["127.0.0.1"] } satisfies Asked["smtp"];

export interface Envelope {
  readonly client?: string;
  readonly helo?: string;
  readonly from?: string;
  readonly to?: string;
}

/** @returns the first answer that is no 2xx or 3xx, or the one to the message */
export async function handIn(
  address: string,
  message: string,
  {
    client = "192.0.2.1",
    helo = "mail.customer.test",
    from = "ann@customer.test",
    to = "support@localhost",
  }: Envelope = {},
): Promise<string> {
  await using wire = await Wire.open(address);
  wire.write(`PROXY TCP4 ${client} 127.0.0.1 4000 25\r\n`);
  const greeting = await wire.hear(/^\d{3} .*\r\n/);
  if (!greeting.startsWith("220")) return greeting.trimEnd();
  for (const line of [`EHLO ${helo}`, `MAIL FROM:<${from}>`, `RCPT TO:<${to}>`, "DATA"]) {
    const answer = await wire.say(line);
    if (!/^[23]/.test(answer)) return answer;
  }
  return await wire.say(dotStuffed(Buffer.from(message)).toString().replace(/\r\n$/, ""));
}
