/** What an edge finds out about a mail before it is stored: who its sender is, and what rspamd says. */
import type { Desk } from "../../src/desk.ts";
import type { FoundOut } from "../../src/intake/types.ts";
import type { RawSource } from "../../src/mail/rawSource.ts";
import { authenticate, type Client, type Resolve } from "./authenticate.ts";
import { Reply } from "./reply.ts";
import { askRspamd } from "./rspamd.ts";

export interface Examined extends Client {
  /** Outside our own networks. */
  readonly direct: boolean;
  readonly loggedIn: boolean;
  /** Whether it hands mail in by SMTP itself; LMTP's comes through a mail server that has taken it already. */
  readonly refusable: boolean;
}

/** @throws Reply 451 when rspamd wants the mail to come again, 550 when it refuses it */
export async function examine(
  desk: Desk,
  resolve: Resolve,
  raw: RawSource,
  envelope: { readonly from: string; readonly to: readonly string[] },
  client: Examined,
): Promise<FoundOut> {
  const { direct, loggedIn, refusable } = client;
  if (loggedIn) return { loggedIn, direct, refusable };
  const { check } = desk.settings.authentication;
  const wanted = refusable && (check === "always" || (check === "public" && direct));
  const [authentication, answer] = await Promise.all([
    wanted ? authenticate(desk, resolve, raw, envelope.from, client) : undefined,
    askRspamd(desk, raw, envelope, client),
  ]);
  if (answer?.kind === "later" && refusable) throw new Reply(451, `4.7.1 ${answer.reason}`);
  const spam = answer?.kind === "finding" ? answer.finding : undefined;
  const { onSpam } = desk.settings.spam;
  const mayRefuse = refusable && (onSpam === "junk" || onSpam === "reject");
  if (answer?.kind === "finding" && answer.refuse && mayRefuse) {
    desk.log.info({ client: client.address, from: envelope.from, spam }, "rspamd refused a mail");
    throw new Reply(550, "5.7.1 this mail is taken for spam");
  }
  return { authentication, spam, direct, loggedIn, refusable };
}

/** The same for a mail that lay in a mailbox: its client is not known, and nobody waits for an answer. */
export async function examineFetched(desk: Desk, raw: RawSource): Promise<FoundOut> {
  const answer = await askRspamd(desk, raw, { from: undefined, to: [] }, { address: "", helo: "" });
  return { spam: answer?.kind === "finding" ? answer.finding : undefined };
}
