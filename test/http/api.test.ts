/** The API as a program meets it: a real daemon, over TCP with a token and over the Unix socket without. */
import { request } from "node:http";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Problem } from "../../src/api/problem.ts";
import type { TicketDetail, TicketPage } from "../../src/api/ticket.ts";
import { eventually } from "../peers/eventually.ts";
import { type Daemon, type Installation, install } from "../peers/gotrs.ts";
import { sendLetter } from "../peers/send.ts";

let installation: Installation;
let daemon: Daemon;
let token: string;

beforeAll(async () => {
  installation = await install();
  daemon = await installation.serve();
  token = (await installation.json<{ token: string }>("admin", "token", "add", "--user", "root@localhost")).token;
});
afterAll(async () => {
  await daemon[Symbol.asyncDispose]();
  await installation[Symbol.asyncDispose]();
});

const ask = (path: string, { headers, ...init }: RequestInit & { headers?: Record<string, string> } = {}) =>
  fetch(`${daemon.http}${path}`, { ...init, headers: { authorization: `Bearer ${token}`, ...headers } });
const post = (path: string, body: unknown, method = "POST") =>
  ask(path, { method, body: JSON.stringify(body), headers: { "content-type": "application/json" } });
const problemOf = async (answer: Response): Promise<Problem> => {
  expect(answer.headers.get("content-type")).toMatch(/^application\/problem\+json/);
  const problem: Problem = JSON.parse(await answer.text());
  expect(problem.status).toBe(answer.status);
  return problem;
};

it("says that it is alive, ready, and how it is", async () => {
  const bare = (path: string) => fetch(`${daemon.http}${path}`);
  expect(await (await bare("/healthz")).json()).toEqual({ status: "alive" });
  expect(await (await bare("/readyz")).json()).toEqual({ status: "ready", problems: [] });
  const metrics = await bare("/metrics");
  expect(metrics.headers.get("content-type")).toContain("openmetrics");
  const text = await metrics.text();
  expect(text).toMatch(/^gotrs_outbound_mails\{state="failed"\} 0$/m);
  expect(text).toMatch(/# EOF\n$/);
});

it("describes itself as OpenAPI 3.1, every route of it", async () => {
  const document: { openapi: string; paths: Record<string, Record<string, { summary: string }>> } = JSON.parse(
    await (await ask("/api/v1/openapi.json")).text(),
  );
  expect(document.openapi).toBe("3.1.0");
  expect(Object.keys(document.paths)).toEqual(
    expect.arrayContaining(["/tickets", "/tickets/{ticket}/reply", "/queues"]),
  );
  for (const operations of Object.values(document.paths)) {
    for (const { summary } of Object.values(operations)) expect(summary).not.toBe("");
  }
});

it.each([
  ["no token", {}],
  ["a wrong token", { authorization: "Bearer gotrs_nonsense" }],
  ["a name without a token", { "x-gotrs-agent": "root@localhost" }],
])("lets nobody in with %s", async (_what, headers) => {
  const answer = await fetch(`${daemon.http}/api/v1/tickets`, { headers: headers as Record<string, string> });
  expect(answer.status).toBe(401);
  expect((await problemOf(answer)).detail).toContain("gotrs admin token add");
});

it.each([
  [{ tittle: "x" }, 'body: there is no field "tittle". Did you mean "title"? There is: queue, state,'],
  [{ lock: "locked" }, 'body.lock: "locked" is not allowed. Did you mean "lock"? Use one of: lock, unlock'],
  [{ archived: "yes" }, 'body.archived: "yes" does not fit. Give a value of the type boolean'],
])("says of %j what is wrong, what is allowed and what is nearest", async (body, words) => {
  const answer = await post("/api/v1/tickets/~1", body, "PATCH");
  expect(answer.status).toBe(422);
  expect((await problemOf(answer)).detail).toContain(words);
});

it("ends a token at once when it is disabled", async () => {
  const other = (await installation.json<{ token: string }>("admin", "token", "add", "--user", "root@localhost")).token;
  const headers = { authorization: `Bearer ${other}` };
  expect((await fetch(`${daemon.http}/api/v1/me`, { headers })).status).toBe(200);
  const { tokens } = await installation.json<{ tokens: { id: number }[] }>("admin", "token", "list");
  expect((await installation.run(["admin", "token", "disable", String(tokens.at(-1)?.id)])).code).toBe(0);
  expect((await fetch(`${daemon.http}/api/v1/me`, { headers })).status).toBe(401);
});

it("believes the Unix socket who they are, and only valid agents", async () => {
  const over = (headers: Record<string, string>): Promise<{ status: number; text: string }> =>
    new Promise((resolve, reject) => {
      const asked = request({ socketPath: daemon.socket, path: "/api/v1/me", headers }, (answer) => {
        let text = "";
        answer.setEncoding("utf8").on("data", (chunk: string) => {
          text += chunk;
        });
        answer.on("end", () => resolve({ status: answer.statusCode ?? 0, text }));
      });
      asked.on("error", reject);
      asked.end();
    });
  expect(JSON.parse((await over({})).text)).toMatchObject({ login: "root@localhost" });
  expect(await over({ "x-gotrs-agent": "nobody" })).toMatchObject({ status: 404 });
});

it("lets a program open, change, note and answer a ticket", async () => {
  const created = await post("/api/v1/tickets", {
    title: "From a program",
    queue: "Misc",
    body: "Hello",
    to: "ann@customer.test",
  });
  expect(created.status).toBe(200);
  const { ticketNumber }: { ticketNumber: string } = JSON.parse(await created.text());
  const path = `/api/v1/tickets/${ticketNumber}`;
  expect((await post(path, { priority: "4 high", state: "open" }, "PATCH")).status).toBe(200);
  expect((await post(`${path}/notes`, { body: "Internal" })).status).toBe(200);
  expect((await post(`${path}/reply`, { body: "Answer" })).status).toBe(200);
  expect((await ask(`${path}/seen`, { method: "POST" })).status).toBe(204);
  const ticket: TicketDetail = JSON.parse(await (await ask(path)).text());
  expect(ticket).toMatchObject({ priority: "4 high", state: "open", unread: false });
  expect(ticket.articles.map(({ channel }) => channel)).toEqual(["Email", "Internal", "Email"]);
  const raw = await ask(`/api/v1/articles/${ticket.articles[2]?.id}/raw`);
  expect(await raw.text()).toContain(`Subject: Re: [Ticket#${ticketNumber}] From a program`);
  const page: TicketPage = JSON.parse(await (await ask("/api/v1/tickets?queue=Misc&limit=1")).text());
  expect(page.tickets[0]).toMatchObject({ number: ticketNumber, articles: 3 });
});

it("names the ticket that a merged one went into, where that one is to be answered", async () => {
  const open = async (title: string): Promise<string> => {
    const made = await post("/api/v1/tickets", { title, queue: "Misc", body: "Hello", by: "note" });
    const { ticketNumber }: { ticketNumber: string } = JSON.parse(await made.text());
    return ticketNumber;
  };
  const [leaving, staying] = [await open("One"), await open("Other")];
  expect((await post(`/api/v1/tickets/${leaving}/merge`, { into: staying })).status).toBe(200);
  const refused = await problemOf(await ask(`/api/v1/tickets/${leaving}/reply`));
  expect(refused).toMatchObject({ status: 422, mergedInto: staying });
  expect(refused.detail).toContain(`Name ticket ${staying}`);
});

it.each([
  ["an unknown ticket", () => ask("/api/v1/tickets/1"), 404, "there is no ticket 1"],
  [
    "a draft whose id is no number",
    () => ask("/api/v1/tickets/~1/drafts/abc", { method: "DELETE" }),
    404,
    'there is no draft "abc"',
  ],
  ["an article whose id is no number", () => ask("/api/v1/articles/x1/raw"), 404, 'there is no article "x1"'],
  ["an unknown path", () => ask("/api/v1/nowhere"), 404, "there is no GET"],
  ["an unknown field", () => post("/api/v1/tickets", { titel: "x" }), 422, "titel"],
  ["an unknown query", () => ask("/api/v1/tickets?color=red"), 422, "color"],
  ["a queue that does not exist", () => ask("/api/v1/tickets?queue=Nope"), 404, "Raw"],
  ["JSON that is none", () => ask("/api/v1/tickets", { method: "POST", body: "{", headers: json }), 400, "JSON"],
])("answers %s with a problem that says what is wrong", async (_what, send, status, words) => {
  const answer = await send();
  expect(answer.status).toBe(status);
  expect((await problemOf(answer)).detail).toContain(words);
});
const json = { "content-type": "application/json" };

it("never lets a browser run what a mail brought", async () => {
  const mail = [
    "From: eve@customer.test",
    "To: support@localhost",
    "Subject: Look",
    'Content-Type: text/html; name="x.html"',
    "Content-Disposition: attachment",
    "",
    "<script>alert(1)</script>",
    "",
  ].join("\n");
  const { code } = await installation.run(["ingest"], { input: mail });
  expect(code).toBe(0);
  const page: TicketPage = JSON.parse(await (await ask("/api/v1/tickets?search=look")).text());
  const ticket: TicketDetail = JSON.parse(await (await ask(`/api/v1/tickets/${page.tickets[0]?.number}`)).text());
  const [article] = ticket.articles;
  const file = await ask(`/api/v1/articles/${article?.id}/attachments/${article?.attachments[0]?.id}`);
  expect(file.headers.get("content-disposition")).toMatch(/^attachment/);
  expect(file.headers.get("x-content-type-options")).toBe("nosniff");
  expect(file.headers.get("content-security-policy")).toContain("default-src");
});

it("tells of changes as they happen, whoever makes them, and resumes after a break", async () => {
  const heard: number[] = [];
  const listen = async (headers: Record<string, string> = {}): Promise<AbortController> => {
    const control = new AbortController();
    const answer = await ask("/api/v1/events", { headers, signal: control.signal });
    expect(answer.headers.get("content-type")).toBe("text/event-stream");
    const reader = answer.body?.getReader();
    const read = async (): Promise<void> => {
      for (let text = ""; ; ) {
        const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
        if (done || value === undefined) return;
        text += Buffer.from(value).toString();
        const events = text.split("\n\n");
        text = events.pop() ?? "";
        for (const event of events) {
          const data = /^data: (.*)$/m.exec(event)?.[1];
          if (data !== undefined) heard.push(JSON.parse(data).sequence);
        }
      }
    };
    read().catch(() => undefined);
    return control;
  };
  const first = await listen();
  const { host, port } = daemon.smtp;
  const letter = { from: "ann@customer.test", to: "support@localhost", subject: "Event", body: "One" };
  await sendLetter(host, port, letter);
  await eventually("an event of a mail", () => heard.length > 0);
  const before = heard.length;
  expect((await installation.run(["ingest"], { input: "From: a@b.test\n\nby another process\n" })).code).toBe(0);
  await eventually("an event of another process", () => heard.length > before);
  first.abort();
  const last = Math.max(...heard);
  await sendLetter(host, port, { ...letter, body: "Two" });
  const missed = heard.length;
  const second = await listen({ "last-event-id": String(last) });
  await eventually("the event that was missed", () => heard.length > missed);
  expect(Math.max(...heard)).toBeGreaterThan(last);
  second.abort();
});

it("tells what is wrong in the language that is asked for, where the values stand as they were", async () => {
  const inLanguage = (path: string, asked: string) => ask(path, { headers: { "accept-language": asked } });
  const german = await inLanguage("/api/v1/tickets?queue=Rwa", "pt-BR, de-AT;q=0.9, en;q=0.5");
  expect(german.headers.get("content-language")).toBe("de");
  expect((await problemOf(german)).detail).toMatch(/^Queue „Rwa“ gibt es nicht\. Meinten Sie „Raw“\? Es gibt: /);
  expect((await problemOf(await inLanguage("/api/v1/tickets/77", "fr"))).detail).toBe(
    "il n'y a pas de ticket 77. Nommez-le par son numéro, ou comme #id",
  );
  expect((await problemOf(await inLanguage("/api/v1/tickets/77", "pt, *;q=0.1"))).detail).toBe(
    "there is no ticket 77. Name it by its number, or as #id",
  );
  const bulk = await ask("/api/v1/bulk", {
    method: "POST",
    headers: { "accept-language": "es", "content-type": "application/json" },
    body: JSON.stringify({ tickets: ["77"], watch: true }),
  });
  expect(await bulk.json()).toEqual({
    results: [{ ticket: "77", ok: false, error: "no existe el ticket 77. Nómbrelo por su número, o como #id" }],
  });
  const queue = await ask("/api/v1/admin/queue", {
    method: "POST",
    headers: { "accept-language": "de", "content-type": "application/json" },
    body: JSON.stringify({ name: "Raw", group: "users", systemAddress: "nobody@example.com" }),
  });
  expect((await problemOf(queue)).faults).toEqual(
    expect.arrayContaining([expect.objectContaining({ what: '"Raw" gibt es schon' })]),
  );
});
