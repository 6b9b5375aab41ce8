/** Tickets, articles, what they are chosen from and what a search finds, as they have to come. */
import type { Hold } from "../../../src/api/outbound.ts";
import type { MarkedWords, SearchHit, SearchPage, SnippetPart } from "../../../src/api/search.ts";
import type {
  ArticleView,
  AttachmentSummary,
  BodySegment,
  FieldDefinition,
  FieldValues,
  HistoryEntry,
  Lookups,
  QueueSummary,
  SelectedTickets,
  TicketDetail,
  TicketPage,
  TicketSummary,
} from "../../../src/api/ticket.ts";
import {
  added,
  amount,
  flag,
  list,
  maybe,
  object,
  oneOf,
  orNull,
  record,
  type Shape,
  text,
  time,
  whole,
} from "../shape.ts";

const ticketFields = {
  ...{ id: whole, number: text, title: text, queue: text, state: text, stateType: text },
  ...{ pendingUntil: orNull(time), priority: text, type: orNull(text), service: orNull(text), sla: orNull(text) },
  ...{ owner: text, responsible: text, lock: text, customerId: orNull(text), customerUser: orNull(text) },
  ...{ created: time, changed: time, age: amount, unread: flag, articles: whole },
  escalation: object<TicketSummary["escalation"]>({
    ...{ first: orNull(time), update: orNull(time), solution: orNull(time), next: orNull(time) },
  }),
};

export const ticketSummary: Shape<TicketSummary> = object<TicketSummary>(ticketFields);

export const selectedTickets = object<SelectedTickets>({ tickets: list(ticketSummary), total: whole });

export const ticketPage = object<TicketPage>({
  ...{ tickets: list(ticketSummary), total: whole, totalExact: maybe(oneOf(false)), nextCursor: orNull(text) },
});

const fieldValue: Shape<FieldValues[string]> = (value) =>
  value === null || typeof value === "boolean" || typeof value === "string" ? undefined : list(text)(value);
const fieldValues: Shape<FieldValues> = record(fieldValue);

export const attachmentSummary = object<AttachmentSummary>({
  ...{ id: whole, filename: text, contentType: text, size: amount },
  ...{ disposition: orNull(text), contentId: orNull(text), inline: flag },
});

export const hold = object<Hold>({ since: time, by: orNull(text), reason: orNull(text) });

const segment = object<BodySegment>({ kind: text, text });

const delivery = object<NonNullable<ArticleView["delivery"]>>({
  ...{ state: text, attempts: whole, message: orNull(text), due: orNull(time), hold: added(orNull(hold), null) },
  waiting: added(whole, 1),
});

const authentication = object<NonNullable<ArticleView["authentication"]>>({
  ...{ spf: text, dkim: text, dmarc: text, arc: text, domain: orNull(text) },
  ...{ aligned: flag, checkedBy: text, reason: text },
});

const article = object<ArticleView>({
  ...{ id: whole, sender: text, channel: text, visibleForCustomer: flag },
  ...{
    from: text,
    to: text,
    cc: text,
    bcc: added(text, ""),
    subject: text,
    body: text,
    bodyHtml: orNull(text),
    segments: list(segment),
  },
  ...{ messageId: orNull(text), inReplyTo: orNull(text), created: time, attachments: list(attachmentSummary) },
  ...{ seen: flag, flags: maybe(record(text)), delivery: orNull(delivery), authentication: orNull(authentication) },
  ...{
    dynamicFields: maybe(fieldValues),
    warnings: list(object<ArticleView["warnings"][number]>({ code: text, message: text })),
  },
});

const historyEntry = object<HistoryEntry>({ type: text, name: text, created: time, by: text });

const link = object<TicketDetail["links"][number]>({
  ...{ type: text, direction: text, object: text, id: whole, number: text, title: text },
});

export const ticketDetail = object<TicketDetail>({
  ...ticketFields,
  ...{ articles: list(article), history: list(historyEntry), links: list(link), dynamicFields: fieldValues },
  ...{ version: whole, archived: flag, watchers: list(text), flags: record(text), timeUnits: amount },
});

export const queueSummary = object<QueueSummary>({
  id: whole,
  name: text,
  open: whole,
  unread: whole,
  escalating: added(whole, 0),
});

const named = object<{ readonly id: number; readonly name: string }>({ id: whole, name: text });

export const lookups = object<Lookups>({
  ...{ newTicketQueues: list(named), queues: list(named), priorities: list(named), types: list(named) },
  services: added(list(named), []),
  slas: added(list(object<Lookups["slas"][number]>({ id: whole, name: text, services: list(whole) })), []),
  states: list(object<Lookups["states"][number]>({ id: whole, name: text, type: text })),
  agents: list(object<Lookups["agents"][number]>({ id: whole, login: text, name: text })),
});

export const fieldDefinition = object<FieldDefinition>({
  ...{ name: text, label: text, type: text },
  values: orNull(list(object<NonNullable<FieldDefinition["values"]>[number]>({ key: text, label: text }))),
});

const searchHit = object<SearchHit>({
  ...ticketFields,
  ...{ articleId: whole, sender: text, from: text, articleCreated: time, rank: whole },
  snippet: list(object<SnippetPart>({ text, hit: flag })),
  foundIn: text,
});

export const searchPage = object<SearchPage>({
  ...{ tickets: list(searchHit), total: whole, more: flag, behind: whole },
  marked: added(list(object<MarkedWords>({ words: list(text), prefix: flag })), []),
});
