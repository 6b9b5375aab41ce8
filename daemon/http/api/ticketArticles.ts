/** Resources by which an agent writes on a ticket: answers, notes, calls, mail sent on. */
import { z } from "zod";
import { bounce } from "../../../src/ticket/bounce.ts";
import { forward, forwardDraft } from "../../../src/ticket/forward.ts";
import { note } from "../../../src/ticket/note.ts";
import { phone } from "../../../src/ticket/phone.ts";
import { reply } from "../../../src/ticket/reply.ts";
import { replyDraft } from "../../../src/ticket/replyDraft.ts";
import { attachments, extras, leaving, noteBody, text, ticketName } from "./fields.ts";
import { type Route, route } from "./route.ts";

export const ticketArticleRoutes: readonly Route[] = [
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
      ...leaving,
      state: text,
      pendingUntil: text,
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
    path: "/tickets/{ticket}/calls",
    summary: "Write down a call",
    scope: "tickets:write",
    body: noteBody.extend({ caller: z.enum(["customer", "agent"]) }),
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
      ...leaving,
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
];
