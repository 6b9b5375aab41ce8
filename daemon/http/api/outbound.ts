/** Resources of the outbound mail queue, mail that was given up, and addresses that mail does not reach. */
import { z } from "zod";
import {
  allFailingOutbound,
  clearFailingOutbound,
  deleteOutbound,
  failingOutbound,
  holdOutbound,
  outboundMail,
  outboundQueue,
  pauseOutbound,
  releaseOutbound,
  resumeOutbound,
  retryAllOutbound,
  retryOutbound,
} from "../../../src/ticket/outbound.ts";
import { idIn, text } from "./fields.ts";
import { type Route, route } from "./route.ts";

export const outboundRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/outbound",
    summary: "Mail that waits and mail that was given up, of tickets that the agent sees; all of it for administrators",
    scope: "tickets:read",
    handle: ({ desk, actor }) => outboundQueue(desk, actor),
  }),
  route({
    method: "GET",
    path: "/outbound/failing",
    summary: "Of the named addresses, those that our mail does not reach; all of them for administrators",
    scope: "tickets:read",
    query: z.strictObject({ address: z.union([z.string(), z.array(z.string())]).exactOptional() }),
    handle: async ({ desk, actor, query: { address } }) => ({
      addresses: await (address === undefined
        ? allFailingOutbound(desk, actor)
        : failingOutbound(desk, [address].flat())),
    }),
  }),
  route({
    method: "DELETE",
    path: "/outbound/failing",
    summary: "Forget that mail to an address failed; for administrators",
    scope: "admin",
    query: z.strictObject({ address: z.string().min(1) }),
    handle: ({ desk, actor, query }) => clearFailingOutbound(desk, actor, query.address),
  }),
  route({
    method: "GET",
    path: "/outbound/{mail}",
    summary: "One mail with every try in the server's words, and its headers",
    scope: "tickets:read",
    handle: ({ desk, actor, params }) => outboundMail(desk, actor, idIn(params, "mail")),
  }),
  route({
    method: "POST",
    path: "/outbound/{mail}/retry",
    summary: "Queue again what was given up, or try now what waits",
    scope: "tickets:write",
    handle: ({ desk, actor, params }) => retryOutbound(desk, actor, idIn(params, "mail")),
  }),
  route({
    method: "POST",
    path: "/outbound/retry",
    summary: "Try now all that waits after a failed try, or queue again all that was given up; for administrators",
    scope: "admin",
    body: z.strictObject({ which: z.enum(["waiting", "failed"]) }),
    handle: async ({ desk, actor, body: { which } }) => ({ mails: await retryAllOutbound(desk, actor, which) }),
  }),
  route({
    method: "POST",
    path: "/outbound/{mail}/hold",
    summary: "Keep a mail from being sent until it is released",
    scope: "tickets:write",
    body: z.strictObject({ reason: text }),
    handle: ({ desk, actor, params, body }) => holdOutbound(desk, actor, idIn(params, "mail"), body.reason),
  }),
  route({
    method: "DELETE",
    path: "/outbound/{mail}/hold",
    summary: "Release a mail that is on hold: it is sent",
    scope: "tickets:write",
    handle: ({ desk, actor, params }) => releaseOutbound(desk, actor, idIn(params, "mail")),
  }),
  route({
    method: "DELETE",
    path: "/outbound/{mail}",
    summary: "Delete a mail; it will never be sent",
    scope: "tickets:write",
    handle: ({ desk, actor, params }) => deleteOutbound(desk, actor, idIn(params, "mail")),
  }),
  route({
    method: "POST",
    path: "/outbound/pauses",
    summary: "Send nothing, or nothing to a domain or by a route, until it is ended; for administrators",
    scope: "admin",
    body: z.strictObject({ scope: z.string(), reason: text }),
    handle: ({ desk, actor, body }) => pauseOutbound(desk, actor, body),
  }),
  route({
    method: "DELETE",
    path: "/outbound/pauses",
    summary: "Send again; for administrators",
    scope: "admin",
    query: z.strictObject({ scope: z.string() }),
    handle: ({ desk, actor, query }) => resumeOutbound(desk, actor, query.scope),
  }),
];
