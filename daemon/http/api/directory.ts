/** Customers and companies as resources for agents. */
import { z } from "zod";
import { companies, company, customer, customers } from "../../../src/people/directory.ts";
import { type Route, route } from "./route.ts";

const wanted = z.strictObject({
  search: z.string().max(200).exactOptional(),
  limit: z.coerce.number().int().min(1).max(1000).exactOptional(),
});

export const directoryRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/customers",
    summary: "Customers by name, all or those with some words",
    scope: "tickets:read",
    query: wanted,
    handle: ({ desk, query }) => customers(desk, query),
  }),
  route({
    method: "GET",
    path: "/customers/{login}",
    summary: "What is known of a customer",
    scope: "tickets:read",
    handle: ({ desk, params }) => customer(desk, params.login ?? ""),
  }),
  route({
    method: "GET",
    path: "/companies",
    summary: "Companies by name, all or those with some words",
    scope: "tickets:read",
    query: wanted,
    handle: ({ desk, query }) => companies(desk, query),
  }),
  route({
    method: "GET",
    path: "/companies/{id}",
    summary: "What is known of a company, and who belongs to it",
    scope: "tickets:read",
    handle: ({ desk, params }) => company(desk, params.id ?? ""),
  }),
];
