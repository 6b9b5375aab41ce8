/** Writes dynamic fields that a mail's headers or the filters set, with OTRS's history for those of the ticket. */
import type { FieldValue } from "../postmaster/wishes.ts";
import { fieldValues, setFieldValue } from "../store/dynamicFields.ts";
import type { Snapshot } from "../store/history.ts";
import { record, type Work } from "./work.ts";

export async function writeTicketFields(work: Work, after: Snapshot, fields: readonly FieldValue[]): Promise<void> {
  for (const { field, value } of fields) {
    const old = await fieldValues(work.tx, field, after.ticketId);
    if (old.length === 1 && old[0] === value) continue;
    if (!(await write(work, { field, value }, after.ticketId))) continue;
    const name = `%%FieldName%%${field.name}%%Value%%${value}%%OldValue%%${old.join(", ")}`;
    await record(work, after, "TicketDynamicFieldUpdate", name);
  }
}

export async function writeArticleFields(work: Work, articleId: number, fields: readonly FieldValue[]): Promise<void> {
  for (const field of fields) await write(work, field, articleId);
}

/** A value that does not fit is logged and left out, as any other steering value that means nothing. */
async function write({ tx, desk, mail }: Work, { field, value }: FieldValue, objectId: number): Promise<boolean> {
  try {
    await setFieldValue(tx, field, objectId, value);
    return true;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    desk.log.warn({ messageId: mail.messageId, reason: error.message }, "a dynamic field was not set");
    return false;
  }
}
