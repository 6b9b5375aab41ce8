/** The HTTP application without a listener: requests are injected, so that a test asks a thousand of them quickly. */
import { Registry } from "prom-client";
import { TicketTail } from "../../daemon/http/api/events.ts";
import { buildHttp } from "../../daemon/http/server.ts";
import type { Actor, Desk } from "../../src/desk.ts";
import { actorByLogin } from "../../src/people/permissions.ts";
import { newToken } from "../../src/people/tokens.ts";
import { addAgent } from "../ticket/people.ts";

export interface Asked {
  readonly status: number;
  // What a test reads is its own to know.
  // biome-ignore lint/suspicious/noExplicitAny: JSON of an answer
  readonly json: any;
}

export interface TestApp extends AsyncDisposable {
  /** @param token `Bearer` of it; none when absent. @param language of Accept-Language */
  ask(method: string, path: string, token?: string, body?: unknown, language?: string): Promise<Asked>;
  /** What a GET answers, whatever it is. */
  bytes(path: string, token?: string, language?: string): Promise<string>;
}

export async function httpApp(desk: Desk): Promise<TestApp> {
  const tail = new TicketTail(desk);
  const app = await buildHttp({ desk, ready: () => true, metrics: new Registry(), version: "test", tail }, false);
  return {
    async bytes(path, token, language) {
      return (await app.inject({ method: "GET", url: `/api/v1${path}`, headers: headersOf(token, language) })).body;
    },
    async ask(method, path, token, body, language) {
      const answer = await app.inject({
        // Fastify's list of methods is closed; a test's is what routes have.
        method: method as "GET",
        url: `/api/v1${path}`,
        headers: headersOf(token, language),
        ...(body === undefined ? {} : { payload: body as object }),
      });
      // Some routes give files: theirs is no JSON.
      const json = /^application\/(?:problem\+)?json\b/.test(answer.headers["content-type"]?.toString() ?? "");
      return { status: answer.statusCode, json: json && answer.body !== "" ? JSON.parse(answer.body) : undefined };
    },
    async [Symbol.asyncDispose]() {
      tail.stop();
      await app.close();
    },
  };
}

function headersOf(token: string | undefined, language: string | undefined): Readonly<Record<string, string>> {
  return {
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(language === undefined ? {} : { "accept-language": language }),
  };
}

/** Tokens for everything that they may: of the administrator, and of an agent who is none. */
export async function bothTokens(
  desk: Desk,
): Promise<{ readonly root: Actor; readonly admin: string; readonly agent: string }> {
  const root = await actorByLogin(desk, "root@localhost");
  const ofAll = async (actor: Actor): Promise<string> =>
    (await newToken(desk, actor, { name: "all", scopes: "all" })).token;
  return { root, admin: await ofAll(root), agent: await ofAll(await addAgent(desk, "nos.y")) };
}
