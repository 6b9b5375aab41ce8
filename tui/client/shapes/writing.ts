/** What a mail is written from, and what writing, changing and opening tickets is answered with, as they have to come. */
import type { BulkResult, ForwardDraft, ReplyDraft, ReplyRequest } from "../../../src/api/requests.ts";
import type { FilledTemplate, TemplateSummary } from "../../../src/api/templates.ts";
import { flag, list, maybe, object, orNull, text, whole } from "../shape.ts";
import { attachmentSummary } from "./tickets.ts";

const file = object<NonNullable<ReplyRequest["attachments"]>[number]>({
  ...{ filename: text, contentType: maybe(text), contentBase64: text },
});

export const replyDraft = object<ReplyDraft>({
  ...{ from: text, to: text, cc: text, subject: text, body: text, articleId: whole, version: whole },
  attachments: maybe(list(file)),
});

export const forwardDraft = object<ForwardDraft>({
  ...{ from: text, subject: text, body: text, articleId: whole, attachments: list(attachmentSummary) },
});

const templateFields = { id: whole, name: text, type: text };

export const templateSummary = object<TemplateSummary>(templateFields);
export const filledTemplate = object<FilledTemplate>({ ...templateFields, text, attachments: list(file) });

export const bulkResult = object<BulkResult>({ ticket: text, ok: flag, error: orNull(text) });

/** An older daemon does not tell for how long, in seconds, a mail can be taken back. */
export interface Written {
  readonly articleId: number;
  readonly heldSeconds?: number | undefined;
}
export interface Created extends Written {
  readonly ticketId: number;
  readonly ticketNumber: string;
}

export const written = object<Written>({ articleId: whole, heldSeconds: maybe(whole) });
export const opened = object<{ readonly ticketId: number; readonly ticketNumber: string }>({
  ...{ ticketId: whole, ticketNumber: text },
});
export const created = object<Created>({
  ...{ ticketId: whole, ticketNumber: text, articleId: whole, heldSeconds: maybe(whole) },
});
