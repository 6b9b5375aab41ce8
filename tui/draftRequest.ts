/** A draft as what the API is asked for. Pure. */
import type { CreateRequest } from "../src/api/requests.ts";
import { type Draft, type DraftKind, isShown } from "./draft.ts";
import { addressesOf } from "./text/warnings.ts";

const firstArticles: Partial<Readonly<Record<DraftKind, NonNullable<CreateRequest["by"]>>>> = {
  newMail: "mail",
  newPhone: "phone",
  newNote: "note",
};

export function newTicketOf(draft: Draft, queue: string): CreateRequest {
  const { to, cc, bcc, subject: title } = draft.headers;
  const by = firstArticles[draft.kind] ?? "note";
  const request = { by, title, queue, ...wordsOf(draft) };
  if (by === "mail") return { ...request, to, cc, bcc, ...laterOf(draft) };
  const customer = addressesOf({ to })[0] ?? to.trim();
  return { ...request, visibleForCustomer: isShown(draft), ...(customer === "" ? {} : { customerUser: customer }) };
}

export function mailOf(draft: Draft) {
  const { headers, articleId, separately } = draft;
  return {
    ...headers,
    ...(articleId === 0 ? {} : { articleId }),
    ...(separately === true ? { separately } : {}),
    ...wordsOf(draft),
    ...laterOf(draft),
  };
}

/** Of a note or a call, which has its usual subject where none was written. */
export function articleOf(draft: Draft) {
  const subject = draft.headers.subject.trim();
  return { ...wordsOf(draft), ...(subject === "" ? {} : { subject }), visibleForCustomer: isShown(draft) };
}

function wordsOf({ body, enclosures, timeUnits }: Draft) {
  const attachments = enclosures.map(({ filename, contentType, content }) => ({
    filename,
    contentType,
    contentBase64: content.toString("base64"),
  }));
  return { body, attachments, ...(timeUnits === undefined ? {} : { timeUnits }) };
}

function laterOf({ sendAt }: Draft) {
  return sendAt === undefined ? {} : { sendAt };
}
