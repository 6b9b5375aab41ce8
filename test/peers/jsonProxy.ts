/** Stands before a daemon as a web server does, and may change or hold back what it answers. */
import { once } from "node:events";
import { createServer, request } from "node:http";
import { setTimeout } from "node:timers/promises";

export interface JsonProxy extends AsyncDisposable {
  readonly url: string;
  /** What becomes of the JSON of an answer; nothing by itself. */
  change: (route: string, answer: unknown) => unknown;
  /** Milliseconds that an answer is held back for. */
  delay: (route: string) => number;
}

/** @param target the daemon's URL */
export async function startJsonProxy(target: string): Promise<JsonProxy> {
  const server = createServer((asked, answer) => {
    const route = `${asked.method} ${(asked.url ?? "").replace("/api/v1", "").replace(/\?.*$/, "")}`;
    const passed = request(new URL(asked.url ?? "/", target), { method: asked.method, headers: asked.headers });
    passed.on("error", () => answer.destroy());
    answer.on("close", () => passed.destroy());
    asked.pipe(passed);
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
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("a TCP server without a port");
  const proxy: JsonProxy = {
    url: `http://127.0.0.1:${address.port}`,
    change: (_route, answer) => answer,
    delay: () => 0,
    [Symbol.asyncDispose]() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return proxy;
}
