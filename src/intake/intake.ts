/** The door by which every mail comes in, whatever the road: parse, decide, commit. Returns only after the commit. */
import type { Desk } from "../desk.ts";
import { isExpected, RefusedError } from "../errors.ts";
import type { ParsedMail } from "../mail/message.ts";
import { parseMail } from "../mail/parse.ts";
import type { Spool } from "../mail/spool.ts";
import { reference } from "../store/reference.ts";
import { unreadable } from "./article.ts";
import { commitMail } from "./commit.ts";
import { type Known, nothingKnown, originOf } from "./origin.ts";
import type { Incoming, IntakeResult } from "./types.ts";

/**
 * Stores one mail. When this returns, it is durable; when it throws, nothing of it is stored.
 * @param spool keeps large attachments until they are stored
 * @throws RefusedError when its sender is not wanted and hears of it: answer 550
 * @throws TemporaryError when the database cannot take it now: answer 451, or exit 75
 */
export async function intake(desk: Desk, incoming: Incoming, spool?: Spool): Promise<IntakeResult> {
  return await storeParsed(desk, incoming, await parseIncoming(desk, incoming, spool));
}

/** The first half of `intake`. */
export async function parseIncoming(desk: Desk, { raw }: Incoming, spool?: Spool): Promise<ParsedMail> {
  const arrived = desk.store.announce();
  try {
    return await parseMail(raw, spool);
  } finally {
    arrived();
  }
}

/** The second half of `intake`. */
export async function storeParsed(desk: Desk, incoming: Incoming, mail: ParsedMail): Promise<IntakeResult> {
  let origin = nothingKnown;
  try {
    origin = await originOf(desk, incoming, mail);
    if (origin.treatment.action === "reject") throw new RefusedError(origin.treatment.reason ?? "not wanted");
    return await commit(desk, incoming, mail, origin);
  } catch (error) {
    if (isExpected(error)) throw error;
    // A mail that trips a bug would come back for ever; its source is worth more than its meaning.
    const reason = `the message tripped an error: ${error instanceof Error ? error.message : String(error)}`;
    desk.log.error({ err: error, messageId: mail.messageId }, "mail quarantined: it could not be handled as usual");
    return await commit(desk, incoming, unreadable(incoming.raw, reason), origin, reason);
  }
}

async function commit(
  desk: Desk,
  incoming: Incoming,
  mail: ParsedMail,
  origin: Known,
  quarantine?: string,
): Promise<IntakeResult> {
  const rows = await reference(desk.store);
  return await desk.store.grouped((tx) => commitMail(desk, rows, tx, incoming, mail, origin, quarantine));
}
