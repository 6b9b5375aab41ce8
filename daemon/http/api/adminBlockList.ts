/** The resource of senders whose mail nobody wants; needs rw in the group admin. */
import { z } from "zod";
import { block, listBlocks, unblock } from "../../../src/admin/blockList.ts";
import { type Route, route } from "./route.ts";

const sender = z.string().min(1).max(300);

export const blockListRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/admin/block-list",
    summary:
      "Senders whose mail is refused by SMTP and junk by every other road, or only one, named as it would be added",
    scope: "admin",
    query: z.strictObject({ sender: sender.exactOptional() }),
    handle: async ({ desk, actor, query }) => ({ blocks: await listBlocks(desk, actor, query.sender) }),
  }),
  route({
    method: "POST",
    path: "/admin/block-list",
    summary:
      "Block a sender: an address (* stands for anything), a domain with all below it, an IP or a network; the same one again gets the new reason and end",
    scope: "admin",
    body: z.strictObject({
      sender,
      reason: z.string().exactOptional(),
      expires: z.iso.datetime({ offset: true }).nullable().exactOptional(),
    }),
    handle: ({ desk, actor, body: { sender: named, reason = "", expires = null } }) =>
      block(desk, actor, { sender: named, reason, expires: expires === null ? undefined : new Date(expires) }),
  }),
  route({
    method: "DELETE",
    path: "/admin/block-list",
    summary: "Let a sender in again, named as it was added",
    scope: "admin",
    query: z.strictObject({ sender }),
    handle: async ({ desk, actor, query }) => void (await unblock(desk, actor, query.sender)),
  }),
];
