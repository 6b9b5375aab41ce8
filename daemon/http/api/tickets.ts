/** Resources of /api/v1/tickets. */
import { z } from "zod";
import { create } from "../../../src/ticket/create.ts";
import { list } from "../../../src/ticket/list.ts";
import { note } from "../../../src/ticket/note.ts";
import { reply } from "../../../src/ticket/reply.ts";
import { replyDraft } from "../../../src/ticket/replyDraft.ts";
import { seen } from "../../../src/ticket/seen.ts";
import { show } from "../../../src/ticket/show.ts";
import { update } from "../../../src/ticket/update.ts";
import { attachments, text, ticketName } from "./fields.ts";
import { listQuery } from "./listQuery.ts";
import { type Route, route } from "./route.ts";

export const ticketRoutes: readonly Route[] = [
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
      customerUser: text,
      state: text,
      priority: text,
      type: text,
      sendAt: text,
      attachments,
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
    body: z.strictObject({
      queue: text,
      state: text,
      pendingUntil: text,
      priority: text,
      owner: text,
      responsible: text,
      lock: z.enum(["lock", "unlock"]).exactOptional(),
      title: text,
      type: text,
    }),
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
    }),
    handle: ({ desk, actor, params, query }) =>
      replyDraft(desk, actor, ticketName(params), query.article, query.all === "true"),
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
    }),
    handle: ({ desk, actor, params, body }) => reply(desk, actor, ticketName(params), body),
  }),
  route({
    method: "POST",
    path: "/tickets/{ticket}/notes",
    summary: "Write a note",
    scope: "tickets:write",
    body: z.strictObject({
      subject: text,
      body: z.string(),
      visibleForCustomer: z.boolean().exactOptional(),
      state: text,
    }),
    handle: ({ desk, actor, params, body }) => note(desk, actor, ticketName(params), body),
  }),
  route({
    method: "POST",
    path: "/tickets/{ticket}/seen",
    summary: "The agent has read it",
    scope: "tickets:write",
    handle: ({ desk, actor, params }) => seen(desk, actor, ticketName(params)),
  }),
];
