/** Requests by HTTPS that trust certificate authorities of one's own besides, which the built-in fetch cannot for one caller alone. */
import type { IncomingMessage } from "node:http";
import { request } from "node:https";
import { buffer } from "node:stream/consumers";

interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
}

/** What fetch promises, as far as clients of OAuth use it: redirections are answers, bodies are texts. @throws the socket's own error */
export function trustingFetch(ca: readonly string[]): (url: string, asked?: Asked) => Promise<Response> {
  return async (url, { method = "GET", headers = {}, body, signal } = {}) => {
    const text = bodyOf(body);
    const type = body instanceof URLSearchParams ? "application/x-www-form-urlencoded;charset=UTF-8" : undefined;
    const sent = { ...(type !== undefined && { "content-type": type }), ...headers };
    try {
      const answer = await new Promise<IncomingMessage>((resolve, reject) => {
        const options = { method, headers: sent, ca: [...ca], ...(signal && { signal }) };
        request(url, options, resolve).once("error", reject).end(text);
      });
      const content = await buffer(answer);
      return new Response(content.length === 0 ? null : new Uint8Array(content), {
        status: answer.statusCode ?? 502,
        headers: Object.entries(answer.headersDistinct).flatMap(([name, values = []]) =>
          values.map((value): [string, string] => [name, value]),
        ),
      });
    } catch (error) {
      // As fetch has it: a request that was given up says why.
      throw signal?.aborted ? signal.reason : error;
    }
  };
}

function bodyOf(body: unknown): string | undefined {
  if (body === undefined || body === null) return undefined;
  if (typeof body === "string" || body instanceof URLSearchParams) return body.toString();
  throw new TypeError("a body is a text or a form");
}
