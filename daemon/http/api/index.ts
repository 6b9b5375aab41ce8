/** The resources of /api/v1, one table; docs/architecture.md lists the same. */
import { z } from "zod";
import type { Attempts } from "../../../src/people/attempts.ts";
import { create } from "../../../src/ticket/create.ts";
import { list, lookups, queues } from "../../../src/ticket/list.ts";
import { note } from "../../../src/ticket/note.ts";
import { recallArticle } from "../../../src/ticket/recall.ts";
import { reply } from "../../../src/ticket/reply.ts";
import { replyDraft } from "../../../src/ticket/replyDraft.ts";
import { seen } from "../../../src/ticket/seen.ts";
import { attachment, rawSource, show } from "../../../src/ticket/show.ts";
import { update } from "../../../src/ticket/update.ts";
import { peopleRoutes } from "./people.ts";
import { Download, type Route, route } from "./route.ts";

const attachments = z
  .array(
    z.strictObject({
      filename: z.string().min(1),
      contentType: z.string().min(1).exactOptional(),
      contentBase64: z.base64(),
    }),
  )
  .exactOptional();
const text = z.string().exactOptional();

const reference = (params: Readonly<Record<string, string>>): string => params.ticket ?? "";

export function apiRoutes(version: string, attempts: Attempts): readonly Route[] {
  return [
    ...peopleRoutes(version, attempts),
    route({
      method: "GET",
      path: "/queues",
      summary: "Queues with what waits in them",
      scope: "tickets:read",
      handle: async ({ desk, actor }) => ({ queues: await queues(desk, actor) }),
    }),
    route({
      method: "GET",
      path: "/lookups",
      summary: "What an agent can choose from",
      scope: "tickets:read",
      handle: ({ desk, actor }) => lookups(desk, actor),
    }),
    route({
      method: "GET",
      path: "/tickets",
      summary: "A page of tickets",
      scope: "tickets:read",
      query: z.strictObject({
        queue: text,
        state: text,
        stateType: text,
        owner: text,
        lock: text,
        search: text,
        sort: z.enum(["newest", "oldest", "changed", "priority"]).exactOptional(),
        limit: z.coerce.number().int().min(1).max(1000).exactOptional(),
        cursor: text,
        offset: z.coerce.number().int().min(0).max(1_000_000_000).exactOptional(),
      }),
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
      handle: ({ desk, actor, params }) => show(desk, actor, reference(params)),
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
      handle: ({ desk, actor, params, body }) => update(desk, actor, reference(params), body),
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
        replyDraft(desk, actor, reference(params), query.article, query.all === "true"),
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
      handle: ({ desk, actor, params, body }) => reply(desk, actor, reference(params), body),
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
      handle: ({ desk, actor, params, body }) => note(desk, actor, reference(params), body),
    }),
    route({
      method: "POST",
      path: "/tickets/{ticket}/seen",
      summary: "The agent has read it",
      scope: "tickets:write",
      handle: ({ desk, actor, params }) => seen(desk, actor, reference(params)),
    }),
    route({
      method: "POST",
      path: "/articles/{article}/recall",
      summary: "Take back a mail that has not left yet",
      scope: "tickets:write",
      handle: ({ desk, actor, params }) => recallArticle(desk, actor, Number(params.article)),
    }),
    route({
      method: "GET",
      path: "/articles/{article}/raw",
      summary: "The message byte for byte",
      scope: "tickets:read",
      handle: async ({ desk, actor, params }) =>
        new Download(await rawSource(desk, actor, Number(params.article)), "message/rfc822", "message.eml"),
    }),
    route({
      method: "GET",
      path: "/articles/{article}/attachments/{attachment}",
      summary: "An attachment",
      scope: "tickets:read",
      handle: async ({ desk, actor, params }) => {
        const found = await attachment(desk, actor, Number(params.article), Number(params.attachment));
        return new Download(found.content, found.contentType, found.filename);
      },
    }),
  ];
}
