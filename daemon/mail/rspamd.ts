/** Asks an rspamd about a mail (its HTTP protocol, /checkv2). When it does not answer, the mail goes on unasked. */
import { z } from "zod";
import type { Desk } from "../../src/desk.ts";
import type { RawSource } from "../../src/mail/rawSource.ts";
import type { SpamFinding } from "../../src/mail/spamHeaders.ts";
import type { Client } from "./authenticate.ts";

export type RspamdAnswer =
  | { readonly kind: "finding"; readonly finding: SpamFinding; readonly refuse: boolean }
  /** It wants the mail to be tried again: greylisting, or a limit of its own. */
  | { readonly kind: "later"; readonly reason: string };

const answerShape = z.object({
  action: z.string(),
  score: z.number().optional(),
  required_score: z.number().optional(),
  messages: z.object({ smtp_message: z.string().optional() }).optional(),
});

/** undefined when no rspamd is to be asked, or it did not answer in time or not sensibly. */
export async function askRspamd(
  desk: Desk,
  raw: RawSource,
  envelope: { readonly from: string | undefined; readonly to: readonly string[] },
  client: Client,
): Promise<RspamdAnswer | undefined> {
  const { url, password, timeout, maxSize } = desk.settings.spam.rspamd;
  if (url === undefined || raw.size > maxSize) return undefined;
  const headers = new Headers({
    "Content-Type": "application/octet-stream",
    "MTA-Name": desk.settings.system.fqdn,
  });
  if (client.helo !== "") headers.set("Helo", printable(client.helo));
  if (envelope.from !== undefined) headers.set("From", printable(envelope.from));
  if (client.address !== "") headers.set("IP", client.address);
  for (const to of envelope.to) headers.append("Rcpt", printable(to));
  if (password !== undefined) headers.set("Password", password);
  try {
    const response = await fetch(new URL("/checkv2", url), {
      method: "POST",
      headers,
      body: new Uint8Array(raw.bytes()),
      signal: AbortSignal.timeout(timeout * 1000),
    });
    if (!response.ok) throw new Error(`rspamd answered ${response.status} ${response.statusText}`);
    return judged(answerShape.parse(await response.json()));
  } catch (error) {
    desk.log.warn({ err: error, url }, "rspamd was not heard; the mail is taken without it");
    return undefined;
  }
}

function judged({ action, score, required_score: required, messages }: z.infer<typeof answerShape>): RspamdAnswer {
  if (action === "greylist" || action === "soft reject") {
    return { kind: "later", reason: messages?.smtp_message ?? "try again later" };
  }
  const spam = ["reject", "add header", "rewrite subject", "quarantine"].includes(action);
  const finding = { spam, score: rounded(score), required: rounded(required), by: "rspamd" };
  return { kind: "finding", finding, refuse: action === "reject" };
}

function rounded(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Math.round(value * 100) / 100;
}

/** An HTTP header takes no control characters and only Latin-1. */
function printable(text: string): string {
  return encodeURI(text.replace(/[^\x20-\x7e\u0080-\uffff]/g, "")).replaceAll("%20", " ");
}
