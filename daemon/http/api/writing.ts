/** Resources that help with writing on tickets: templates, drafts; and what is done to many tickets at once. */
import { z } from "zod";
import { sentencesOf } from "../../../src/messages/sentences.ts";
import { bulk } from "../../../src/ticket/bulk.ts";
import { deleteDraft, drafts, saveDraft } from "../../../src/ticket/drafts.ts";
import {
  filledTemplate,
  newTicketTemplate,
  newTicketTemplates,
  templates,
  templateTypes,
} from "../../../src/ticket/templates.ts";
import { languageAsked } from "../language.ts";
import { idIn, noteBody, text, ticketName, updateBody } from "./fields.ts";
import { type Route, route } from "./route.ts";

export const writingRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/tickets/{ticket}/templates",
    summary: "Text templates for the ticket's queue",
    scope: "tickets:read",
    query: z.strictObject({ type: z.enum(templateTypes).exactOptional() }),
    handle: async ({ desk, actor, params, query }) => ({
      templates: await templates(desk, actor, ticketName(params), query.type),
    }),
  }),
  route({
    method: "GET",
    path: "/tickets/{ticket}/templates/{template}",
    summary: "A template by name, its tags filled in",
    scope: "tickets:read",
    query: z.strictObject({ article: z.coerce.number().int().exactOptional() }),
    handle: ({ desk, actor, params, query }) =>
      filledTemplate(desk, actor, ticketName(params), params.template ?? "", query.article),
  }),
  route({
    method: "GET",
    path: "/templates",
    summary: "Text templates for a ticket that is about to be opened in a queue",
    scope: "tickets:read",
    query: z.strictObject({ queue: z.string() }),
    handle: async ({ desk, actor, query }) => ({ templates: await newTicketTemplates(desk, actor, query.queue) }),
  }),
  route({
    method: "GET",
    path: "/templates/{template}",
    summary: "One of these by name, its tags filled in as far as they are known",
    scope: "tickets:read",
    query: z.strictObject({ queue: z.string(), title: text, customerUser: text }),
    handle: ({ desk, actor, params, query: { title = "-", ...request } }) =>
      newTicketTemplate(desk, actor, { title, ...request }, params.template ?? ""),
  }),
  route({
    method: "GET",
    path: "/tickets/{ticket}/drafts",
    summary: "What the agent has begun to write",
    scope: "tickets:read",
    handle: async ({ desk, actor, params }) => ({ drafts: await drafts(desk, actor, ticketName(params)) }),
  }),
  route({
    method: "POST",
    path: "/tickets/{ticket}/drafts",
    summary: "Keep what the agent has begun to write, in the place of an earlier draft or as a new one",
    scope: "tickets:write",
    body: z.strictObject({
      id: z.number().int().exactOptional(),
      action: z.enum(["reply", "forward", "note", "call", "create"]),
      title: text,
      content: z.record(z.string(), z.unknown()),
    }),
    handle: ({ desk, actor, params, body }) => saveDraft(desk, actor, ticketName(params), body),
  }),
  route({
    method: "DELETE",
    path: "/tickets/{ticket}/drafts/{draft}",
    summary: "Throw a draft away",
    scope: "tickets:write",
    handle: ({ desk, actor, params }) => deleteDraft(desk, actor, ticketName(params), idIn(params, "draft")),
  }),
  route({
    method: "POST",
    path: "/bulk",
    summary: "Do the same to many tickets, each as a whole or not at all",
    scope: "tickets:write",
    body: z.strictObject({
      tickets: z.array(z.string()),
      update: updateBody.exactOptional(),
      note: noteBody.exactOptional(),
      watch: z.boolean().exactOptional(),
      mergeInto: text,
    }),
    handle: async ({ desk, actor, body, acceptLanguage }) => ({
      results: await bulk(desk, actor, body, await sentencesOf(languageAsked(acceptLanguage))),
    }),
  }),
];
