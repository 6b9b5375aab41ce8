/** HTTP: health, readiness and metrics, and the API's resources; one instance a listener. Errors are RFC 9457 problems. */
import helmet from "@fastify/helmet";
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import type { Registry } from "prom-client";
import type { Problem } from "../../src/api/problem.ts";
import type { Desk } from "../../src/desk.ts";
import { TooOftenError } from "../../src/errors.ts";
import { sentencesOf } from "../../src/messages/sentences.ts";
import type { Sentences } from "../../src/said.ts";
import { schemaState } from "../../src/store/schemaState.ts";
import type { TicketTail } from "./api/events.ts";
import { registerApi } from "./api/register.ts";
import { languageAsked } from "./language.ts";
import { noSuchRoute, problemOf } from "./problem.ts";

/** Octets of a request's body: a reply with its attachments in base64. */
const bodyLimit = 50_000_000;

/** Characters of a name in a path: 250, each up to nine as paths write it (`%E8%AA%9E`). */
const longestName = 2500;

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
    routerOptions: { maxParamLength: longestName },
    trustProxy: [...options.desk.settings.http.trustedProxies],
  });
  await app.register(helmet);
  app.setNotFoundHandler(async (request, answer) => {
    await tell(request, answer, (sentences) => noSuchRoute(request.method, request.url, sentences));
  });
  app.setErrorHandler(async (error, request, answer) => {
    if (error instanceof TooOftenError) answer.header("retry-after", error.retryAfter);
    const { status } = await tell(request, answer, (sentences) => problemOf(error, sentences));
    if (status >= 500) options.desk.log.error({ err: error, url: request.url }, "an HTTP request failed");
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

async function tell(request: FastifyRequest, answer: FastifyReply, problem: (sentences: Sentences) => Problem) {
  const language = languageAsked(request.headers["accept-language"]);
  const told = problem(await sentencesOf(language));
  answer.status(told.status).type("application/problem+json").header("content-language", language).send(told);
  return told;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
