/** The OpenAPI 3.1 document, made from the table of resources. */
import { z } from "zod";
import type { Route } from "./route.ts";

const fault = {
  type: "object",
  properties: {
    field: { type: ["string", "null"], description: "null: the entry itself, or the field that names it" },
    what: { type: "string" },
    mend: { type: ["string", "null"] },
    within: {
      type: "array",
      description: "of a field that holds a structure, the places in it that are wrong",
      items: {
        type: "object",
        properties: {
          path: { type: "array", items: { type: ["string", "integer"] }, description: "names, and indexes from 0" },
          what: { type: "string" },
          mend: { type: ["string", "null"] },
        },
      },
    },
  },
};

export function openApi(routes: readonly Route[], version: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(route) };
  }
  return {
    openapi: "3.1.0",
    info: { title: "gotrs", version, description: "Tickets and mail. Errors are RFC 9457 problem documents." },
    servers: [{ url: "/api/v1" }],
    security: [{ token: [] }],
    components: {
      securitySchemes: { token: { type: "http", scheme: "bearer" } },
      schemas: {
        Problem: {
          type: "object",
          properties: {
            ...Object.fromEntries(["type", "title", "detail"].map((name) => [name, { type: "string" }])),
            status: { type: "integer" },
            unknown: {
              type: "array",
              items: { type: "string" },
              description: "a route or fields that are not known here",
            },
            faults: { type: "array", items: fault, description: "of an administered entry, what is wrong by field" },
          },
        },
      },
    },
    paths,
  };
}

const idempotencyKey = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  schema: { type: "string" },
  description: "the same for a request that is repeated because its answer did not come: it is done once",
};

function operation({ method, path, summary, query, body, described, who }: Route): object {
  const inPath = Array.from(path.matchAll(/\{(\w+)\}/g), ([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
  const problem = { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } };
  return {
    summary,
    ...(who === "anybody" ? { security: [] } : {}),
    parameters: [
      ...inPath,
      ...queryParameters(query),
      ...(who === "anybody" || method === "GET" ? [] : [idempotencyKey]),
    ],
    ...(body === undefined
      ? {}
      : {
          requestBody: { required: true, content: { "application/json": { schema: described ?? jsonSchema(body) } } },
        }),
    responses: { "2XX": { description: "Done" }, default: { description: "What went wrong", content: problem } },
  };
}

interface ObjectSchema {
  readonly properties?: Readonly<Record<string, object>>;
  readonly required?: readonly string[];
}

function queryParameters(query: z.ZodType | undefined): readonly object[] {
  if (query === undefined) return [];
  const { properties = {}, required = [] } = jsonSchema(query);
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: "query",
    required: required.includes(name),
    schema,
  }));
}

function jsonSchema(schema: z.ZodType): ObjectSchema {
  return z.toJSONSchema(schema, { io: "input" }) as ObjectSchema;
}
