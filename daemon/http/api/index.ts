/** The resources of /api/v1, one table; docs/architecture.md lists the same. */
import { z } from "zod";
import { reportKinds, reportSteps } from "../../../src/api/report.ts";
import { recipients } from "../../../src/people/recipients.ts";
import { fieldDefinitions } from "../../../src/ticket/fields.ts";
import { lookups, queues } from "../../../src/ticket/list.ts";
import { ticketReport } from "../../../src/ticket/report.ts";
import { mostDays } from "../../../src/ticket/reportDays.ts";
import { adminRoutes } from "./admin.ts";
import { articleRoutes } from "./articles.ts";
import { customerRoutes } from "./customer.ts";
import { directoryRoutes } from "./directory.ts";
import { text } from "./fields.ts";
import { loginRoutes } from "./logins.ts";
import { outboundRoutes } from "./outbound.ts";
import { peopleRoutes } from "./people.ts";
import { type Route, route } from "./route.ts";
import { signOnRoutes } from "./signOn.ts";
import { ticketArticleRoutes } from "./ticketArticles.ts";
import { ticketRelationRoutes } from "./ticketRelations.ts";
import { ticketRoutes } from "./tickets.ts";
import { writingRoutes } from "./writing.ts";

export function apiRoutes(version: string): readonly Route[] {
  return [
    ...peopleRoutes(version),
    ...loginRoutes,
    ...signOnRoutes,
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
      path: "/reports/tickets",
      summary:
        "Tickets created, closed and open by time and by queue, owner or state, and how long the first answer took",
      scope: "tickets:read",
      query: z.strictObject({
        days: z.coerce.number().int().min(1).max(mostDays).exactOptional(),
        from: text,
        to: text,
        by: z.enum(reportSteps).exactOptional(),
        of: z.enum(reportKinds).exactOptional(),
      }),
      handle: ({ desk, actor, query }) => ticketReport(desk, actor, query),
    }),
    route({
      method: "GET",
      path: "/fields",
      summary: "Dynamic fields of tickets, or of articles, and what they may hold",
      scope: "tickets:read",
      query: z.strictObject({ object: z.enum(["Ticket", "Article"]).exactOptional() }),
      handle: async ({ desk, query }) => ({ fields: await fieldDefinitions(desk, query.object ?? "Ticket") }),
    }),
    route({
      method: "GET",
      path: "/recipients",
      summary: "Customer users by a part of name, address, login or company",
      scope: "tickets:read",
      query: z.strictObject({ search: z.string(), limit: z.coerce.number().int().min(1).max(50).exactOptional() }),
      handle: async ({ desk, query }) => ({ recipients: await recipients(desk, query) }),
    }),
    ...adminRoutes(),
    ...ticketRoutes,
    ...ticketArticleRoutes,
    ...ticketRelationRoutes,
    ...directoryRoutes,
    ...customerRoutes,
    ...articleRoutes,
    ...writingRoutes,
    ...outboundRoutes,
  ];
}
