/** What a resource of the API is: method, path, what goes in, and the action. Validation and OpenAPI derive from it. */
import type { z } from "zod";
import type { Actor, Desk } from "../../../src/desk.ts";

export interface Call {
  readonly desk: Desk;
  readonly actor: Actor;
  readonly params: Readonly<Record<string, string>>;
  /** Validated by `query` and `body`. */
  readonly query: unknown;
  readonly body: unknown;
}

/** Bytes instead of JSON. */
export class Download {
  readonly content: Buffer;
  readonly contentType: string;
  readonly filename: string;
  constructor(content: Buffer, contentType: string, filename: string) {
    this.content = content;
    this.contentType = contentType;
    this.filename = filename;
  }
}

export interface Route {
  readonly method: "GET" | "POST" | "PATCH";
  /** With `{name}` for parameters, as OpenAPI writes it. */
  readonly path: string;
  readonly summary: string;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** undefined answers 204. */
  handle(call: Call): Promise<unknown>;
}

/** Ties the types of a route's input to its schemas. */
export function route<Query, Body>(parts: {
  readonly method: Route["method"];
  readonly path: string;
  readonly summary: string;
  readonly query?: z.ZodType<Query>;
  readonly body?: z.ZodType<Body>;
  readonly handle: (call: Omit<Call, "query" | "body"> & { query: Query; body: Body }) => Promise<unknown>;
}): Route {
  // What arrives was parsed by the very schemas that give Query and Body their types.
  return { ...parts, handle: (call) => parts.handle(call as typeof call & { query: Query; body: Body }) };
}
