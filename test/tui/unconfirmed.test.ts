/** What is sent again because no answer came has the key of the first time, until it is answered or taken back. */
import { createServer } from "node:http";
import { expect, it } from "vitest";
import { Client } from "../../tui/client/client.ts";
import { listen } from "../peers/listen.ts";

it("gives the same words one key until they are answered, and a new one when something was taken back", async () => {
  const keys: unknown[] = [];
  let answers = false;
  const server = createServer((asked, answer) => {
    if (asked.url?.endsWith("/notes")) keys.push(asked.headers["idempotency-key"]);
    if (!answers) return void asked.socket.destroy();
    answer.writeHead(200, { "content-type": "application/json" }).end('{"articleId":7}');
  });
  const port = await listen(server);
  try {
    const client = new Client({ kind: "http", url: `http://127.0.0.1:${port}`, token: "x" });
    const note = (body: string) => client.note(1, { body });
    await expect(note("Called back.")).rejects.toThrow();
    await expect(note("Called back.")).rejects.toThrow();
    await expect(note("Another.")).rejects.toThrow();
    answers = true;
    await note("Called back.");
    await note("Called back.");
    const [first, again, other, answered, afterwards] = keys;
    expect(first).toMatch(/^[\da-f-]{36}$/);
    expect([again, answered]).toEqual([first, first]);
    expect(new Set([first, other, afterwards]).size).toBe(3);
    await client.recall(7);
    await note("Another.");
    expect(keys.at(-1)).not.toBe(other);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
