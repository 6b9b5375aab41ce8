/** The HTTP application without a listener: requests are injected, so that a test asks a thousand of them quickly. */
import { Registry } from "prom-client";
import { TicketTail } from "../../daemon/http/api/events.ts";
import { buildHttp } from "../../daemon/http/server.ts";
import type { Desk } from "../../src/desk.ts";

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
      const headers = {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(language === undefined ? {} : { "accept-language": language }),
      };
      return (await app.inject({ method: "GET", url: `/api/v1${path}`, headers })).body;
    },
    async ask(method, path, token, body, language) {
      const answer = await app.inject({
        // Fastify's list of methods is closed; a test's is what routes have.
        method: method as "GET",
        url: `/api/v1${path}`,
        headers: {
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(language === undefined ? {} : { "accept-language": language }),
        },
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
