/** HTTP: health, readiness and metrics, and the API's resources; one instance a listener. Errors are RFC 9457 problems. */
import helmet from "@fastify/helmet";
import fastify, { type FastifyInstance } from "fastify";
import type { Registry } from "prom-client";
import type { Desk } from "../../src/desk.ts";
import {
  AuthenticationError,
  ConflictError,
  isExpected,
  MergedError,
  NotFoundError,
  PermissionError,
  TemporaryError,
  TooOftenError,
  UserError,
} from "../../src/errors.ts";
import { schemaState } from "../../src/store/schemaState.ts";
import type { TicketTail } from "./api/events.ts";
import { registerApi } from "./api/register.ts";

/** Octets of a request's body: a reply with its attachments in base64. */
const bodyLimit = 50_000_000;

export interface HttpOptions {
  readonly desk: Desk;
  /** Whether everything that accepts mail is listening. */
  readonly ready: () => boolean;
  readonly metrics: Registry;
  readonly version: string;
  readonly tail: TicketTail;
}

/** @param trusted the Unix socket, whose permissions are the login */
export async function buildHttp(options: HttpOptions, trusted: boolean): Promise<FastifyInstance> {
  const app = fastify({
    logger: false,
    bodyLimit,
    forceCloseConnections: true,
    trustProxy: [...options.desk.settings.http.trustedProxies],
  });
  await app.register(helmet);
  app.setNotFoundHandler((request, answer) =>
    answer
      .status(404)
      .type("application/problem+json")
      .send(problem(404, `there is no ${request.method} ${request.url}`)),
  );
  app.setErrorHandler((error, request, answer) => {
    const status = statusOf(error);
    if (status >= 500) options.desk.log.error({ err: error, url: request.url }, "an HTTP request failed");
    const detail = status === 500 ? "an error of gotrs itself; its log tells more" : messageOf(error);
    if (error instanceof TooOftenError) answer.header("retry-after", error.retryAfter);
    const missing = error instanceof AuthenticationError ? error.missing : undefined;
    const meanwhile = error instanceof ConflictError ? error.meanwhile : undefined;
    const mergedInto = error instanceof MergedError ? error.into : undefined;
    const faults = error instanceof UserError ? error.faults : undefined;
    const further = {
      ...{ ...(missing && { missing }), ...(meanwhile && { meanwhile }) },
      ...{ ...(mergedInto && { mergedInto }), ...(faults && { faults }) },
    };
    const told = { ...problem(status, detail), ...further };
    return answer.status(status).type("application/problem+json").send(told);
  });
  health(app, options);
  registerApi(app, { ...options, trusted });
  return app;
}

function health(app: FastifyInstance, { desk, ready, metrics }: HttpOptions): void {
  app.get("/healthz", () => ({ status: "alive" }));
  app.get("/readyz", async (_request, answer) => {
    const state = await schemaState(desk.store).catch((error: unknown) => messageOf(error));
    const problems = [
      ...(state === "current" ? [] : [`database: ${state}`]),
      ...(ready() ? [] : ["listeners: starting or stopping"]),
    ];
    if (problems.length > 0) answer.status(503);
    return { status: problems.length === 0 ? "ready" : "not ready", problems };
  });
  app.get("/metrics", async (_request, answer) => {
    answer.type(metrics.contentType);
    return await metrics.metrics();
  });
}

function statusOf(error: unknown): number {
  if (error instanceof NotFoundError) return 404;
  if (error instanceof AuthenticationError) return 401;
  if (error instanceof PermissionError) return 403;
  if (error instanceof TooOftenError) return 429;
  if (error instanceof ConflictError) return 409;
  if (error instanceof UserError) return 422;
  if (error instanceof TemporaryError) return 503;
  // Fastify's own: a body too large, JSON that is none.
  const own = typeof error === "object" && error !== null && "statusCode" in error ? Number(error.statusCode) : 500;
  return own >= 400 && own < 600 ? own : 500;
}

function messageOf(error: unknown): string {
  return isExpected(error) || error instanceof Error ? error.message : String(error);
}

function problem(status: number, detail: string): object {
  const titles: Record<number, string> = {
    400: "Bad request",
    401: "Not logged in",
    403: "Not allowed",
    404: "Not found",
    409: "Changed meanwhile",
    413: "Too large",
    429: "Too often",
    422: "Not acceptable as it is",
    503: "Try again later",
  };
  return { type: "about:blank", title: titles[status] ?? "Error", status, detail };
}
