/** Resources of /api/v1/tickets and /api/v1/search: find, open, read, change and delete tickets. */
import { z } from "zod";
import { search } from "../../../src/search/search.ts";
import { create } from "../../../src/ticket/create.ts";
import { deleteTicket } from "../../../src/ticket/delete.ts";
import { list } from "../../../src/ticket/list.ts";
import { show } from "../../../src/ticket/show.ts";
import { update } from "../../../src/ticket/update.ts";
import { attachments, extras, leaving, newTicket, text, ticketName, updateBody } from "./fields.ts";
import { listQuery } from "./listQuery.ts";
import { type Route, route } from "./route.ts";

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
      bcc: text,
      by: z.enum(["mail", "phone", "note"]).exactOptional(),
      ...newTicket,
      visibleForCustomer: z.boolean().exactOptional(),
      ...leaving,
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
    method: "DELETE",
    path: "/tickets/{ticket}",
    summary: "Delete a ticket for good; for administrators, confirmed with its number",
    scope: "tickets:write",
    query: z.strictObject({ confirm: text }),
    handle: ({ desk, actor, params, query }) => deleteTicket(desk, actor, ticketName(params), query.confirm),
  }),
];
