/** SQL of drafts kept on the server (form_draft). Ours have a kind of their own: OTRS's are Perl's, and only OTRS reads them. */
import { type DbTime, toDbTime } from "../clock.ts";
import type { Codec } from "./codec.ts";
import { insertRow } from "./insert.ts";
import type { Reader, Tx } from "./store.ts";
import { cut } from "./tickets.ts";

const ofTickets = "gotrs:Ticket";

export interface StoredDraft {
  readonly id: number;
  readonly action: string;
  readonly title: string | null;
  readonly content: string;
  readonly changed: DbTime;
}

/** Those of one agent on a ticket, the newest last. */
export async function draftsOf(
  db: Reader,
  codec: Codec,
  ticketId: number,
  userId: number,
): Promise<readonly StoredDraft[]> {
  const rows = await db
    .selectFrom("form_draft")
    .select(["id", "action", "title", "content", "change_time as changed"])
    .where("object_type", "=", ofTickets)
    .where("object_id", "=", ticketId)
    .where("create_by", "=", userId)
    .orderBy("id")
    .execute();
  return rows.map(({ content, ...row }) => ({ ...row, content: codec.toBytes(content).toString("utf8") }));
}

export interface NewDraft {
  readonly ticketId: number;
  readonly action: string;
  readonly title: string | null;
  readonly content: string;
}

/** @param id of the draft that it takes the place of; undefined for a new one. @returns undefined when there is no such */
export async function putDraft(
  tx: Tx,
  codec: Codec,
  { ticketId, action, title, content }: NewDraft,
  now: Date,
  userId: number,
  id: number | undefined,
): Promise<number | undefined> {
  const time = toDbTime(now);
  const values = {
    action,
    title: title === null ? null : cut(title, 255),
    content: codec.fromBytes(Buffer.from(content)),
    change_time: time,
    change_by: userId,
  };
  if (id === undefined) {
    const own = { object_type: ofTickets, object_id: ticketId, create_time: time, create_by: userId };
    return await insertRow(tx, "form_draft", { ...own, ...values });
  }
  const { numUpdatedRows } = await tx
    .updateTable("form_draft")
    .set(values)
    .where("id", "=", id)
    .where("object_type", "=", ofTickets)
    .where("object_id", "=", ticketId)
    .where("create_by", "=", userId)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 0n ? undefined : id;
}

/** @returns whether there was such a draft of the agent's */
export async function removeDraft(tx: Tx, ticketId: number, id: number, userId: number): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom("form_draft")
    .where("id", "=", id)
    .where("object_type", "=", ofTickets)
    .where("object_id", "=", ticketId)
    .where("create_by", "=", userId)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}
