/** Resources of /api/v1/tickets. */
import { z } from "zod";
import { search } from "../../../src/search/search.ts";
import { bounce } from "../../../src/ticket/bounce.ts";
import { create } from "../../../src/ticket/create.ts";
import { deleteTicket } from "../../../src/ticket/delete.ts";
import { flag } from "../../../src/ticket/flag.ts";
import { forward, forwardDraft } from "../../../src/ticket/forward.ts";
import { link, unlink } from "../../../src/ticket/link.ts";
import { list } from "../../../src/ticket/list.ts";
import { merge } from "../../../src/ticket/merge.ts";
import { note } from "../../../src/ticket/note.ts";
import { phone } from "../../../src/ticket/phone.ts";
import { reply } from "../../../src/ticket/reply.ts";
import { replyDraft } from "../../../src/ticket/replyDraft.ts";
import { seen } from "../../../src/ticket/seen.ts";
import { show } from "../../../src/ticket/show.ts";
import { split } from "../../../src/ticket/split.ts";
import { accountTime } from "../../../src/ticket/time.ts";
import { update } from "../../../src/ticket/update.ts";
import { unwatch, watch } from "../../../src/ticket/watch.ts";
import { attachments, extras, noteBody, text, ticketName, updateBody } from "./fields.ts";
import { listQuery } from "./listQuery.ts";
import { type Route, route } from "./route.ts";

const newTicket = {
  customerUser: text,
  customerId: text,
  state: text,
  pendingUntil: text,
  priority: text,
  type: text,
  service: text,
  sla: text,
  owner: text,
  responsible: text,
  lock: z.enum(["lock", "unlock"]).exactOptional(),
};

export const ticketRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/search",
    summary: "Tickets by what was said in them, best first; docs/search.md tells the language of `query`",
    scope: "tickets:read",
    query: z.strictObject({
      query: z.string(),
      limit: z.coerce.number().int().min(1).max(100).exactOptional(),
    }),
    handle: ({ desk, actor, query }) => search(desk, actor, query),
  }),
  route({
    method: "GET",
    path: "/tickets",
    summary: "A page of tickets",
    scope: "tickets:read",
    query: listQuery,
    handle: ({ desk, actor, query }) => list(desk, actor, query),
  }),
  route({
    method: "POST",
    path: "/tickets",
    summary: "Open a ticket",
    scope: "tickets:write",
    body: z.strictObject({
      title: z.string(),
      queue: z.string(),
      body: z.string(),
      to: text,
      cc: text,
      by: z.enum(["mail", "phone", "note"]).exactOptional(),
      ...newTicket,
      sendAt: text,
      attachments,
      ...extras,
    }),
    handle: ({ desk, actor, body }) => create(desk, actor, body),
  }),
  route({
    method: "GET",
    path: "/tickets/{ticket}",
    summary: "A ticket by number, or by id as ~1",
    scope: "tickets:read",
    handle: ({ desk, actor, params }) => show(desk, actor, ticketName(params)),
  }),
  route({
    method: "PATCH",
    path: "/tickets/{ticket}",
    summary: "Change a ticket; all of it or nothing",
    scope: "tickets:write",
    body: updateBody,
    handle: ({ desk, actor, params, body }) => update(desk, actor, ticketName(params), body),
  }),
  route({
    method: "GET",
    path: "/tickets/{ticket}/reply",
    summary: "What a reply would be",
    scope: "tickets:read",
    query: z.strictObject({
      article: z.coerce.number().int().exactOptional(),
      all: z.enum(["true", "false"]).exactOptional(),
      template: text,
    }),
    handle: ({ desk, actor, params, query }) =>
      replyDraft(desk, actor, ticketName(params), {
        articleId: query.article,
        all: query.all === "true",
        template: query.template,
      }),
  }),
  route({
    method: "POST",
    path: "/tickets/{ticket}/reply",
    summary: "Answer the customer by mail",
    scope: "tickets:write",
    body: z.strictObject({
      articleId: z.number().int().exactOptional(),
      to: text,
      cc: text,
      bcc: text,
      subject: text,
      body: z.string(),
      all: z.boolean().exactOptional(),
      separately: z.boolean().exactOptional(),
      sendAt: text,
      state: text,
      attachments,
      ...extras,
      version: z.number().int().exactOptional(),
      anyway: z.boolean().exactOptional(),
    }),
    handle: ({ desk, actor, params, body }) => reply(desk, actor, ticketName(params), body),
  }),
  route({
    method: "POST",
    path: "/tickets/{ticket}/notes",
    summary: "Write a note",
    scope: "tickets:write",
    body: noteBody,
    handle: ({ desk, actor, params, body }) => note(desk, actor, ticketName(params), body),
  }),
  route({
    method: "POST",
    path: "/tickets/{ticket}/seen",
    summary: "The agent has read it",
    scope: "tickets:write",
    handle: ({ desk, actor, params }) => seen(desk, actor, ticketName(params)),
  }),
  route({
    method: "POST",
    path: "/tickets/{ticket}/calls",
    summary: "Write down a call",
    scope: "tickets:write",
    body: z.strictObject({
      caller: z.enum(["customer", "agent"]),
      subject: text,
      body: z.string(),
      visibleForCustomer: z.boolean().exactOptional(),
      state: text,
      pendingUntil: text,
      attachments,
      ...extras,
    }),
    handle: ({ desk, actor, params, body }) => phone(desk, actor, ticketName(params), body),
  }),
  route({
    method: "GET",
    path: "/tickets/{ticket}/forward",
    summary: "What a forwarded article would be",
    scope: "tickets:read",
    query: z.strictObject({ article: z.coerce.number().int().exactOptional() }),
    handle: ({ desk, actor, params, query }) => forwardDraft(desk, actor, ticketName(params), query.article),
  }),
  route({
    method: "POST",
    path: "/tickets/{ticket}/forward",
    summary: "Send an article on to somebody else",
    scope: "tickets:write",
    body: z.strictObject({
      articleId: z.number().int().exactOptional(),
      to: z.string(),
      cc: text,
      bcc: text,
      subject: text,
      body: text,
      withAttachments: z.boolean().exactOptional(),
      attachments,
      visibleForCustomer: z.boolean().exactOptional(),
      sendAt: text,
      state: text,
      pendingUntil: text,
      ...extras,
    }),
    handle: ({ desk, actor, params, body }) => forward(desk, actor, ticketName(params), body),
  }),
  route({
    method: "POST",
    path: "/tickets/{ticket}/bounce",
    summary: "Send a mail on as it came",
    scope: "tickets:write",
    body: z.strictObject({
      articleId: z.number().int().exactOptional(),
      to: z.string(),
      inform: text,
      state: text,
      pendingUntil: text,
    }),
    handle: ({ desk, actor, params, body }) => bounce(desk, actor, ticketName(params), body),
  }),
  route({
    method: "POST",
    path: "/tickets/{ticket}/merge",
    summary: "Merge the ticket into another, which stays",
    scope: "tickets:write",
    body: z.strictObject({ into: z.string() }),
    handle: ({ desk, actor, params, body }) => merge(desk, actor, ticketName(params), body.into),
  }),
  route({
    method: "POST",
    path: "/tickets/{ticket}/split",
    summary: "Make a ticket of an article",
    scope: "tickets:write",
    body: z.strictObject({ articleId: z.number().int(), title: text, queue: text, body: text, ...newTicket }),
    handle: ({ desk, actor, params, body }) => split(desk, actor, ticketName(params), body),
  }),
  route({
    method: "POST",
    path: "/tickets/{ticket}/links",
    summary: "Link the ticket to another, or to a FAQ article",
    scope: "tickets:write",
    body: z.strictObject({
      to: z.string(),
      object: z.enum(["Ticket", "FAQ"]).exactOptional(),
      as: z.enum(["normal", "parent", "child"]).exactOptional(),
    }),
    handle: ({ desk, actor, params, body }) => link(desk, actor, ticketName(params), body),
  }),
  route({
    method: "DELETE",
    path: "/tickets/{ticket}/links",
    summary: "Take a link away",
    scope: "tickets:write",
    query: z.strictObject({ to: z.string(), object: z.enum(["Ticket", "FAQ"]).exactOptional() }),
    handle: ({ desk, actor, params, query }) => unlink(desk, actor, ticketName(params), query),
  }),
  route({
    method: "DELETE",
    path: "/tickets/{ticket}",
    summary: "Delete a ticket for good; for administrators, confirmed with its number",
    scope: "tickets:write",
    query: z.strictObject({ confirm: text }),
    handle: ({ desk, actor, params, query }) => deleteTicket(desk, actor, ticketName(params), query.confirm),
  }),
  route({
    method: "POST",
    path: "/tickets/{ticket}/watch",
    summary: "Watch the ticket, or let a colleague do so",
    scope: "tickets:write",
    body: z.strictObject({ agent: text }),
    handle: ({ desk, actor, params, body }) => watch(desk, actor, ticketName(params), body.agent),
  }),
  route({
    method: "DELETE",
    path: "/tickets/{ticket}/watch",
    summary: "Watch it no longer",
    scope: "tickets:write",
    query: z.strictObject({ agent: text }),
    handle: ({ desk, actor, params, query }) => unwatch(desk, actor, ticketName(params), query.agent),
  }),
  route({
    method: "POST",
    path: "/tickets/{ticket}/flags",
    summary: "Put the agent's own mark on the ticket or one of its articles, or take it away",
    scope: "tickets:write",
    body: z.strictObject({
      flag: z.string(),
      value: z.union([z.string(), z.null()]).exactOptional(),
      articleId: z.number().int().exactOptional(),
    }),
    handle: ({ desk, actor, params, body }) => flag(desk, actor, ticketName(params), body),
  }),
  route({
    method: "POST",
    path: "/tickets/{ticket}/time",
    summary: "Account time on the ticket",
    scope: "tickets:write",
    body: z.strictObject({ timeUnits: z.number() }),
    handle: ({ desk, actor, params, body }) => accountTime(desk, actor, ticketName(params), body.timeUnits),
  }),
];
