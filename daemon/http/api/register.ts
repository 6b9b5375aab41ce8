/** Puts the table of resources onto a Fastify instance: who asks, what they send, what they get. */

import type { FastifyInstance, FastifyRequest } from "fastify";
import type { z } from "zod";
import type { Desk } from "../../../src/desk.ts";
import { AuthenticationError, UserError } from "../../../src/errors.ts";
import { type Access, accessByToken, requireScope } from "../../../src/people/access.ts";
import { customerByToken } from "../../../src/people/customers.ts";
import { actorByLogin } from "../../../src/people/permissions.ts";
import { joined, said } from "../../../src/said.ts";
import { agentLogin } from "../../../src/store/agents.ts";
import { streamEvents, type TicketTail } from "./events.ts";
import { faultOf, unknownIn } from "./fault.ts";
import { apiRoutes } from "./index.ts";
import { openApi } from "./openApi.ts";
import { Repeats } from "./repeats.ts";
import { Download, type OpenCall, type Route } from "./route.ts";

export interface ApiOptions {
  readonly desk: Desk;
  readonly version: string;
  readonly tail: TicketTail;
  /** The Unix socket: whoever may open it is believed who they say they are. */
  readonly trusted: boolean;
}

const base = "/api/v1";

export function registerApi(app: FastifyInstance, options: ApiOptions): void {
  const { desk, version, tail } = options;
  const repeats = new Repeats(desk.clock);
  const routes = apiRoutes(version);
  const document = openApi(routes, version);
  app.get(`${base}/openapi.json`, () => document);
  app.get(`${base}/events`, async (request, answer) => {
    // Asked again before each event: a login that ends hears no more.
    const known = async () => {
      const access = await accessOf(request, options);
      requireScope(access, "tickets:read");
      return access.actor;
    };
    await streamEvents(tail, desk, known, request, answer);
  });
  for (const route of routes) {
    const { method, path, query, body } = route;
    app.route({
      method,
      url: base + path.replaceAll(/\{(\w+)\}/g, ":$1"),
      handler: async (request, reply) => {
        // Who nobody knows learns nothing about what a resource takes.
        const { who, answer } = await knowing(route, request, options);
        const call: OpenCall = {
          desk,
          address: request.ip ?? "",
          client: request.headers["user-agent"] ?? "",
          acceptLanguage: request.headers["accept-language"],
          params: request.params as Record<string, string>,
          query: query === undefined ? undefined : checked(query, request.query, "query"),
          body: body === undefined ? undefined : checked(body, request.body, "body"),
        };
        const key = who === undefined || method === "GET" ? undefined : request.headers["idempotency-key"];
        const result =
          key === undefined
            ? await answer(call)
            : await repeats.once(JSON.stringify([who, key]), [method, request.url, call.body], () => answer(call));
        if (result instanceof Download) {
          reply
            .type(/^[\w.+-]+\/[\w.+-]+/.exec(result.contentType)?.[0] ?? "application/octet-stream")
            .header("content-disposition", `attachment; filename*=UTF-8''${encodeURIComponent(result.filename)}`);
          return result.content;
        }
        if (result === undefined) return reply.status(204).send();
        return result;
      },
    });
  }
}

interface Known {
  /** One name for one asker, however they are known; undefined where it may be anybody. */
  readonly who: string | undefined;
  readonly answer: (call: OpenCall) => Promise<unknown>;
}

/** Who asks, found out before what they send is looked at; then what answers them. @throws AuthenticationError, PermissionError */
async function knowing(route: Route, request: FastifyRequest, options: ApiOptions): Promise<Known> {
  const token = tokenOf(request);
  switch (route.who) {
    case "anybody":
      return { who: undefined, answer: (call) => route.handle(call) };
    case "customer": {
      if (token === undefined)
        throw new AuthenticationError(said`Authorization: Bearer TOKEN is missing`, customersMend);
      const known = await customerByToken(options.desk, token);
      const answer = (call: OpenCall) => route.handle({ ...call, ...known, token });
      return { who: `customer ${known.customer.login}`, answer };
    }
    case "agent": {
      const access = await accessOf(request, options);
      requireScope(access, route.scope);
      const answer = (call: OpenCall) => route.handle({ ...call, access, actor: access.actor, token });
      return { who: `agent ${access.actor.userId}`, answer };
    }
  }
}

const customersMend = { mend: said`Log in: POST /api/v1/customer/session` };

function tokenOf(request: FastifyRequest): string | undefined {
  return /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? "")?.[1];
}

async function accessOf(request: FastifyRequest, { desk, trusted }: ApiOptions): Promise<Access> {
  const token = tokenOf(request);
  if (token !== undefined) return await accessByToken(desk, token);
  if (!trusted) {
    throw new AuthenticationError(said`Authorization: Bearer TOKEN is missing`, {
      mend: said`Make one: gotrs admin token add --user LOGIN`,
    });
  }
  const named = request.headers["x-gotrs-agent"];
  const login =
    typeof named === "string" && named !== ""
      ? named
      : ((await agentLogin(desk.store.db, desk.settings.postmaster.userId)) ?? "");
  return { actor: await actorByLogin(desk, login), scopes: "all", sessionId: undefined };
}

/** @throws UserError naming every field that is wrong */
function checked(schema: z.ZodType, value: unknown, where: string): unknown {
  const { success, data, error } = schema.safeParse(value ?? {});
  if (success) return data;
  const faults = error.issues.map((issue) => faultOf(issue, where, value, schema));
  const unknown = error.issues.flatMap((issue) => unknownIn(issue, where));
  throw new UserError(joined(faults, "; "), {
    mend: said`See /api/v1/openapi.json`,
    ...(unknown.length > 0 && { unknown }),
  });
}
