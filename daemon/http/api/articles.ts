/** Resources of /api/v1/articles. */
import { z } from "zod";
import { changeArticleFields } from "../../../src/ticket/fields.ts";
import { recallArticle } from "../../../src/ticket/recall.ts";
import { attachment, rawSource } from "../../../src/ticket/show.ts";
import { fieldValues, idIn } from "./fields.ts";
import { Download, type Route, route } from "./route.ts";

export const articleRoutes: readonly Route[] = [
  route({
    method: "PATCH",
    path: "/articles/{article}",
    summary: "Change an article's dynamic fields; all of it or nothing",
    scope: "tickets:write",
    body: z.strictObject({ dynamicFields: fieldValues }),
    handle: ({ desk, actor, params, body }) =>
      changeArticleFields(desk, actor, idIn(params, "article"), body.dynamicFields),
  }),
  route({
    method: "POST",
    path: "/articles/{article}/recall",
    summary: "Take back a mail that has not left yet",
    scope: "tickets:write",
    handle: ({ desk, actor, params }) => recallArticle(desk, actor, idIn(params, "article")),
  }),
  route({
    method: "GET",
    path: "/articles/{article}/raw",
    summary: "The message byte for byte",
    scope: "tickets:read",
    handle: async ({ desk, actor, params }) =>
      new Download(await rawSource(desk, actor, idIn(params, "article")), "message/rfc822", "message.eml"),
  }),
  route({
    method: "GET",
    path: "/articles/{article}/attachments/{attachment}",
    summary: "An attachment",
    scope: "tickets:read",
    handle: async ({ desk, actor, params }) => {
      const found = await attachment(desk, actor, idIn(params, "article"), idIn(params, "attachment"));
      return new Download(found.content, found.contentType, found.filename);
    },
  }),
];
