/** The door by which every mail comes in, whatever the road: parse, decide, commit. Returns only after the commit. */
import type { Desk } from "../desk.ts";
import { isExpected } from "../errors.ts";
import type { ParsedMail } from "../mail/message.ts";
import { parseMail } from "../mail/parse.ts";
import type { Spool } from "../mail/spool.ts";
import { reference } from "../store/reference.ts";
import { unreadable } from "./article.ts";
import { commitMail } from "./commit.ts";
import type { Incoming, IntakeResult } from "./types.ts";

/**
 * Stores one mail. When this returns, it is durable; when it throws, nothing of it is stored.
 * @param spool keeps large attachments until they are stored
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
  try {
    return await commit(desk, incoming, mail);
  } catch (error) {
    if (isExpected(error)) throw error;
    // A mail that trips a bug would come back for ever; its source is worth more than its meaning.
    const reason = `the message tripped an error: ${error instanceof Error ? error.message : String(error)}`;
    desk.log.error({ err: error, messageId: mail.messageId }, "mail quarantined: it could not be handled as usual");
    return await commit(desk, incoming, unreadable(incoming.raw, reason), reason);
  }
}

async function commit(desk: Desk, incoming: Incoming, mail: ParsedMail, quarantine?: string): Promise<IntakeResult> {
  const rows = await reference(desk.store);
  return await desk.store.grouped((tx) => commitMail(desk, rows, tx, incoming, mail, quarantine));
}
