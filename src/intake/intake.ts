/** The door by which every mail comes in, whatever the road: parse, decide, commit. Returns only after the commit. */
import type { Desk } from "../desk.ts";
import { isExpected, RefusedError } from "../errors.ts";
import type { ParsedMail } from "../mail/message.ts";
import { parseMail } from "../mail/parse.ts";
import type { RawSource } from "../mail/rawSource.ts";
import type { Spool } from "../mail/spool.ts";
import { reference } from "../store/reference.ts";
import { unreadable } from "./article.ts";
import { commitMail } from "./commit.ts";
import { type Known, nothingKnown, originOf } from "./origin.ts";
import type { Incoming, IntakeResult } from "./types.ts";

/** A mail on its way to the commit. */
export interface Parsed {
  readonly mail: ParsedMail;
  /** Why nothing but its source could be kept; undefined as a rule. */
  readonly quarantine: string | undefined;
}

/**
 * Stores one mail. When this returns, it is durable; when it throws, nothing of it is stored.
 * @param spool keeps large attachments until they are stored
 * @throws RefusedError when its sender is not wanted and hears of it: answer 550
 * @throws TemporaryError when the database cannot take it now: answer 451, or exit 75
 */
export async function intake(desk: Desk, incoming: Incoming, spool?: Spool): Promise<IntakeResult> {
  return await storeParsed(desk, incoming, await parseIncoming(desk, incoming, spool));
}

/** The first half of `intake`. @throws TemporaryError when the spool cannot keep an attachment now */
export async function parseIncoming(desk: Desk, { raw }: Incoming, spool?: Spool): Promise<Parsed> {
  const arrived = desk.store.announce();
  try {
    return { mail: await parseMail(raw, spool, desk.crypto), quarantine: undefined };
  } catch (error) {
    return quarantined(desk, raw, error);
  } finally {
    arrived();
  }
}

/** The second half of `intake`. */
export async function storeParsed(desk: Desk, incoming: Incoming, parsed: Parsed): Promise<IntakeResult> {
  let origin = nothingKnown;
  try {
    origin = await originOf(desk, incoming, parsed.mail);
    if (origin.treatment.action === "reject") throw new RefusedError(origin.treatment.reason ?? "not wanted");
    return await commit(desk, incoming, parsed, origin);
  } catch (error) {
    return await commit(desk, incoming, quarantined(desk, incoming.raw, error), origin);
  }
}

/** A mail that trips a bug would come back for ever; its source is worth more than its meaning. */
function quarantined(desk: Desk, raw: RawSource, error: unknown): Parsed {
  if (isExpected(error)) throw error;
  desk.log.error({ err: error }, "mail quarantined: it could not be handled as usual");
  const quarantine = `the message tripped an error: ${error instanceof Error ? error.message : String(error)}`;
  return { mail: unreadable(raw, quarantine), quarantine };
}

async function commit(
  desk: Desk,
  incoming: Incoming,
  { mail, quarantine }: Parsed,
  origin: Known,
): Promise<IntakeResult> {
  const rows = await reference(desk.store);
  return await desk.store.grouped((tx) => commitMail(desk, rows, tx, incoming, mail, origin, quarantine));
}
