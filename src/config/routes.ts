/** The kind of `outbound.routes`: which mail leaves by which server. Choosing one for a mail is the delivery's. */
import { z } from "zod";
import type { Kind } from "./kinds.ts";
import { listOrJson, uniqueNames } from "./lists.ts";

export const tlsPolicies = ["off", "opportunistic", "require", "verify"] as const;

/** `smtp://USER:PASSWORD@HOST:PORT`, `smtps://…`, or `direct` for the recipients' own servers. */
export function isRoad(value: string): boolean {
  return value === "direct" || (/^smtps?:\/\//.test(value) && URL.canParse(value));
}

const route = z.strictObject({
  name: z.string().regex(/^[\w.-]{1,60}$/),
  queues: z.array(z.string().min(1)).optional(),
  senders: z.array(z.string().min(1)).optional(),
  smarthost: z.string().refine(isRoad),
  tls: z.enum(tlsPolicies).optional(),
  caFile: z.string().min(1).optional(),
  oauth2: z.string().min(1).optional(),
  concurrency: z.number().int().min(1).max(100).optional(),
});

/** One entry of `outbound.routes`. */
export type RouteEntry = Readonly<z.output<typeof route>>;

/** JSON in an environment variable. */
export const routes: Kind<readonly RouteEntry[]> = {
  allowed:
    "a list of {name, queues, senders, smarthost, tls, caFile, oauth2, concurrency}; smarthost is smtp://…, smtps://… or direct; names are unique",
  schema: listOrJson.pipe(z.array(route)).refine(uniqueNames),
};
