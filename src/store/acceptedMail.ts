/** SQL of gotrs_mail: every message accepted, by fingerprint, so that the same one makes one article. */
import { toDbTime } from "../clock.ts";
import type { Codec } from "./codec.ts";
import { insertRow } from "./insert.ts";
import { prepared } from "./prepared.ts";
import type { Reader, Tx } from "./store.ts";

export interface AcceptedMail {
  readonly fingerprint: string | undefined;
  readonly messageId: string | undefined;
  readonly road: string;
  readonly outcome: string;
  readonly ticketId: number | null;
  readonly articleId: number | null;
  readonly reason: string;
  /** Only where no article keeps it. */
  readonly raw: Buffer | undefined;
}

export async function recordMail(tx: Tx, codec: Codec, mail: AcceptedMail, now: Date): Promise<void> {
  await insertRow(tx, "gotrs_mail", {
    fingerprint: mail.fingerprint ?? null,
    message_id: mail.messageId ?? null,
    road: mail.road,
    outcome: mail.outcome,
    ticket_id: mail.ticketId,
    article_id: mail.articleId,
    reason: mail.reason,
    raw: mail.raw === undefined ? null : codec.fromBytes(mail.raw),
    create_time: toDbTime(now),
  });
}

export async function mailByFingerprint(
  db: Reader,
  fingerprint: string,
): Promise<{ readonly ticketId: number | null; readonly articleId: number | null } | undefined> {
  return (await byFingerprint(db, fingerprint))[0];
}

const byFingerprint = prepared((db, fingerprint: string) =>
  db
    .selectFrom("gotrs_mail")
    .select(["ticket_id as ticketId", "article_id as articleId"])
    .where("fingerprint", "=", fingerprint),
);
