/** Stands before a daemon as a web server does, and may change or hold back what it answers. */
import { createServer, request } from "node:http";
import { setTimeout } from "node:timers/promises";
import { listen } from "./listen.ts";

export interface JsonProxy extends AsyncDisposable {
  readonly url: string;
  /** What becomes of the JSON of an answer; nothing by itself. */
  change: (route: string, answer: unknown) => unknown;
  /** Milliseconds that an answer is held back for. */
  delay: (route: string) => number;
  /** What becomes of the path of what is asked, from behind /api/v1 on; nothing by itself. */
  lead: (route: string, path: string) => string;
  /** Octets of what is asked that are taken; nothing of the rest, as on a line that stands still. */
  taken: (route: string) => number;
}

/** @param target the daemon's URL */
export async function startJsonProxy(target: string): Promise<JsonProxy> {
  const server = createServer((asked, answer) => {
    const route = `${asked.method} ${(asked.url ?? "").replace("/api/v1", "").replace(/\?.*$/, "")}`;
    const path = (asked.url ?? "/").replace(
      /^\/api\/v1(.*)$/,
      (_, rest: string) => `/api/v1${proxy.lead(route, rest)}`,
    );
    const passed = request(new URL(path, target), { method: asked.method, headers: asked.headers });
    passed.on("error", () => answer.destroy());
    answer.on("close", () => passed.destroy());
    let taken = 0;
    asked.on("data", (chunk: Buffer) => {
      taken += chunk.length;
      if (taken > proxy.taken(route)) asked.pause();
      else passed.write(chunk);
    });
    asked.on("end", () => passed.end());
    passed.on("response", async (said) => {
      const { statusCode = 500, headers } = said;
      const kind = headers["content-type"] ?? "";
      await setTimeout(proxy.delay(route));
      if (!/^application\/(?:\w+\+)?json/.test(kind)) {
        answer.writeHead(statusCode, headers);
        said.on("error", () => answer.destroy()).pipe(answer);
        return;
      }
      const chunks: Buffer[] = [];
      said.on("error", () => answer.destroy());
      for await (const chunk of said) chunks.push(chunk);
      // Who asked may have gone, and the answer with them.
      if (answer.destroyed || !said.complete) return void answer.destroy();
      const changed = JSON.stringify(proxy.change(route, JSON.parse(Buffer.concat(chunks).toString())));
      answer.writeHead(statusCode, { "content-type": kind }).end(changed);
    });
  });
  const port = await listen(server);
  const proxy: JsonProxy = {
    url: `http://127.0.0.1:${port}`,
    change: (_route, answer) => answer,
    delay: () => 0,
    lead: (_route, path) => path,
    taken: () => Number.POSITIVE_INFINITY,
    [Symbol.asyncDispose]() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return proxy;
}
