/** Jobs of the generic agent besides their settings: what one would select now. */
import { z } from "zod";
import { selectedByJob } from "../../../src/automation/selection.ts";
import { type Route, route } from "./route.ts";

/** So many tickets when no number is given. */
const usual = 200;

export const jobRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/admin/generic-agent/{key}/test",
    summary: "Which tickets the job would select now, the oldest first, and how many there are; nothing is changed",
    scope: "admin",
    query: z.strictObject({ limit: z.coerce.number().int().min(1).max(1000).exactOptional() }),
    handle: async ({ desk, actor, params: { key = "" }, query: { limit = usual } }) =>
      await selectedByJob(desk, actor, key, limit),
  }),
];
