/** What a resource of the API is: method, path, what goes in, and the action. Validation and OpenAPI derive from it. */

import type { z } from "zod";
import type { Actor, Desk } from "../../../src/desk.ts";
import type { Access } from "../../../src/people/access.ts";
import type { CustomerActor } from "../../../src/people/customers.ts";
import type { Scope } from "../../../src/people/scopes.ts";

/** A call of a resource for which nobody needs to be logged in. */
export interface OpenCall {
  readonly desk: Desk;
  /** Where it comes from; empty over the Unix socket. */
  readonly address: string;
  /** The program, as it calls itself. */
  readonly client: string;
  /** The languages that it wants to be told in: RFC 9110 §12.5.4. */
  readonly acceptLanguage: string | undefined;
  readonly params: Readonly<Record<string, string>>;
  /** Validated by `query` and `body`. */
  readonly query: unknown;
  readonly body: unknown;
}

export interface Call extends OpenCall {
  readonly actor: Actor;
  readonly access: Access;
  /** What the agent was known by; undefined over the Unix socket. */
  readonly token: string | undefined;
}

/** A call of a customer. */
export interface CustomerCall extends OpenCall {
  readonly customer: CustomerActor;
  readonly token: string;
  readonly sessionId: number;
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

interface Shape {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** With `{name}` for parameters, as OpenAPI writes it. */
  readonly path: string;
  readonly summary: string;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** JSON Schema of the body for the document, where `body` leaves the checks to the action. */
  readonly described?: object;
}

/** What a token has to be for; `any` is content with every token. */
export type RouteScope = Scope | "any";

/** `handle`: undefined answers 204. */
export type Route = Shape &
  (
    | { readonly who: "agent"; readonly scope: RouteScope; readonly handle: (call: Call) => Promise<unknown> }
    | { readonly who: "customer"; readonly handle: (call: CustomerCall) => Promise<unknown> }
    | { readonly who: "anybody"; readonly handle: (call: OpenCall) => Promise<unknown> }
  );

type Parts<Query, Body, Each> = Pick<Shape, "method" | "path" | "summary" | "described"> & {
  readonly query?: z.ZodType<Query>;
  readonly body?: z.ZodType<Body>;
  readonly handle: (call: Omit<Each, "query" | "body"> & { query: Query; body: Body }) => Promise<unknown>;
};

/** Ties the types of a route's input to its schemas. */
export function route<Query, Body>(parts: Parts<Query, Body, Call> & { readonly scope: RouteScope }): Route {
  // What arrives was parsed by the very schemas that give Query and Body their types.
  return { ...parts, who: "agent", handle: (call) => parts.handle(call as typeof call & { query: Query; body: Body }) };
}

/** A route for everybody. */
export function openRoute<Query, Body>(parts: Parts<Query, Body, OpenCall>): Route {
  // As above.
  return {
    ...parts,
    who: "anybody",
    handle: (call) => parts.handle(call as typeof call & { query: Query; body: Body }),
  };
}

/** A route for customers. */
export function customerRoute<Query, Body>(parts: Parts<Query, Body, CustomerCall>): Route {
  // As above.
  return {
    ...parts,
    who: "customer",
    handle: (call) => parts.handle(call as typeof call & { query: Query; body: Body }),
  };
}
