/** Resources of what a ticket has to do with others and with agents: merged, linked, watched, marked, read, worked on. */
import { z } from "zod";
import { flag } from "../../../src/ticket/flag.ts";
import { link, unlink } from "../../../src/ticket/link.ts";
import { merge } from "../../../src/ticket/merge.ts";
import { seen, unseen } from "../../../src/ticket/seen.ts";
import { split } from "../../../src/ticket/split.ts";
import { accountTime } from "../../../src/ticket/time.ts";
import { unwatch, watch } from "../../../src/ticket/watch.ts";
import { ids, newTicket, text, ticketName } from "./fields.ts";
import { type Route, route } from "./route.ts";

export const ticketRelationRoutes: readonly Route[] = [
  route({
    method: "POST",
    path: "/tickets/{ticket}/seen",
    summary: "The agent has read it",
    scope: "tickets:write",
    handle: ({ desk, actor, params }) => seen(desk, actor, ticketName(params)),
  }),
  route({
    method: "DELETE",
    path: "/tickets/{ticket}/seen",
    summary: "It counts as unread for the agent, and so do the articles named; the newest when none is",
    scope: "tickets:write",
    query: z.strictObject({ article: ids.exactOptional() }),
    handle: ({ desk, actor, params, query }) => unseen(desk, actor, ticketName(params), query.article),
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
