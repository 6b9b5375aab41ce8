/** What a program asks again because no answer came: Idempotency-Key has it done once. */
import { expect, it } from "vitest";
import { Repeats } from "../../daemon/http/api/repeats.ts";
import type { TicketDetail, TicketPage } from "../../src/api/ticket.ts";
import { TestClock } from "../desk.ts";
import { type Daemon, install } from "../peers/gotrs.ts";

const counted = () => {
  let count = 0;
  return async () => {
    count += 1;
    return count;
  };
};

it("does the same once, also while it is being done", async () => {
  const repeats = new Repeats(new TestClock());
  const act = counted();
  expect(await Promise.all([1, 2, 3].map(() => repeats.once("agent 1 a", ["x"], act)))).toEqual([1, 1, 1]);
  expect(await repeats.once("agent 1 a", ["x"], act)).toBe(1);
  expect(await repeats.once("agent 2 a", ["x"], act)).toBe(2);
});

it("refuses a key that stood for something else", async () => {
  const repeats = new Repeats(new TestClock());
  const act = counted();
  await repeats.once("a", ["x"], act);
  await expect(repeats.once("a", ["y"], act)).rejects.toThrow("this Idempotency-Key was another request's");
  expect(await act()).toBe(2);
});

it("tries again what failed, and remembers nothing for longer than a quarter of an hour", async () => {
  const clock = new TestClock();
  const repeats = new Repeats(clock);
  const act = counted();
  const fail = () => Promise.reject(new Error("no room"));
  await expect(repeats.once("a", ["x"], fail)).rejects.toThrow("no room");
  expect(await repeats.once("a", ["x"], act)).toBe(1);
  clock.advance(14 * 60);
  expect(await repeats.once("a", ["x"], act)).toBe(1);
  clock.advance(2 * 60);
  expect(await repeats.once("a", ["x"], act)).toBe(2);
});

it("writes a note once that is sent twice, and two that are two", async () => {
  await using installation = await install();
  await using daemon = await installation.serve();
  const token = (await installation.run(["admin", "token", "add", "--user", "root@localhost"])).stdout.trim();
  const [ticket] = (await installation.json<TicketPage>("ticket", "list")).tickets;
  const note = (body: string, key?: string) => noteOn(daemon, ticket?.id ?? 0, token, body, key);
  const first = await note("Called back.", "one");
  expect(first.status).toBe(200);
  expect(await note("Called back.", "one")).toEqual(first);
  expect((await note("Called back.", "two")).articleId).not.toBe(first.articleId);
  expect((await note("Another.", "one")).status).toBe(409);
  const { articles } = await installation.json<TicketDetail>("ticket", "show", ticket?.number ?? "");
  expect(articles.filter(({ body }) => body === "Called back.")).toHaveLength(2);
  expect(articles.filter(({ body }) => body === "Another.")).toHaveLength(0);
});

async function noteOn(daemon: Daemon, id: number, token: string, body: string, key?: string) {
  const answer = await fetch(`${daemon.http}/api/v1/tickets/~${id}/notes`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${token}`,
      ...(key === undefined ? {} : { "idempotency-key": key }),
    },
    body: JSON.stringify({ body }),
  });
  const { articleId }: { articleId?: number } = JSON.parse(await answer.text());
  return { status: answer.status, articleId };
}
