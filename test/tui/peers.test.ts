/** A daemon that is another's, nobody's, or slow: what the terminal UI says, and that it neither hangs nor breaks. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, it } from "vitest";
import { type Installation, install } from "../peers/gotrs.ts";
import { terminalAbsent } from "../peers/terminal.ts";
import { openDesk } from "./desk.ts";

const absent = await terminalAbsent();
if (absent !== undefined && process.env.CI === "true") throw new Error(absent);

type Answers = Readonly<Record<string, unknown>>;

const ticket = {
  ...{ id: 1, number: "2026010110000018", title: "Over there", queue: "Raw", state: "new", stateType: "new" },
  ...{ priority: "3 normal", type: null, service: null, sla: null, owner: "ann", responsible: "ann", lock: "unlock" },
  ...{ customerId: null, customerUser: "bob@x.test", created: "2026-01-01T00:00:00Z", changed: "2026-01-01T00:00:00Z" },
  ...{
    age: 1,
    pendingUntil: null,
    escalation: { first: null, update: null, solution: null, next: null },
    unread: false,
    articles: 1,
  },
};
const sensible: Answers = {
  "/me": { id: 1, login: "ann", name: "Ann", version: "0.9.9" },
  "/queues": { queues: [] },
  "/tickets": { tickets: [ticket], total: 1, nextCursor: null },
};

/** @param answers path → JSON; what is not named is never answered */
async function daemonThatSays(answers: Answers) {
  const server = createServer((request: IncomingMessage, answer: ServerResponse) => {
    const path = (request.url ?? "").replace("/api/v1", "").replace(/\?.*$/, "");
    if (path === "/events") {
      answer.writeHead(200, { "content-type": "text/event-stream" }).write(": here\n\n");
      return;
    }
    if (!Object.hasOwn(answers, path)) return;
    const said = answers[path];
    answer.writeHead(200, { "content-type": "application/json" });
    answer.end(typeof said === "string" ? said : JSON.stringify(said));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A server that listens on a port has such an address.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

describe.skipIf(absent !== undefined)(`another daemon ${absent ?? ""}`, () => {
  let installation: Installation;
  beforeAll(async () => {
    installation = await install();
  });
  afterAll(async () => {
    await installation?.[Symbol.asyncDispose]();
  });
  const open = (url: string) =>
    openDesk(installation, { arguments: ["--server", url], environment: { GOTRS_TOKEN: "any" }, columns: 140 });

  it("goes on with a daemon of another version, and names both", async () => {
    await using daemon = await daemonThatSays(sensible);
    await using terminal = await open(daemon.url);
    await terminal.see("Over there");
    await terminal.see("The daemon is gotrs 0.9.9, this program 0.1.0");
  }, 60_000);

  it("does not start before a daemon of another generation, and names both", async () => {
    await using daemon = await daemonThatSays({ ...sensible, "/me": { login: "ann", version: "2.0.0" } });
    await using terminal = await open(daemon.url);
    await terminal.see("gotrs: the daemon is gotrs 2.0.0, this program is 0.1.0");
  }, 60_000);

  it.each([
    ["no JSON", "<html>nginx</html>", "does not answer as gotrs does. Check the address"],
    ["JSON that is none of gotrs", { hello: "world" }, "GET /me: the answer is unexpected at answer.login. http"],
    ["nothing at all", null, "GET /me: the answer is unexpected at answer. http"],
  ])(
    "says that %s is no answer of gotrs",
    async (_what, me, told) => {
      await using daemon = await daemonThatSays({ ...sensible, "/me": me });
      await using terminal = await open(daemon.url);
      await terminal.see(told);
    },
    60_000,
  );

  it("goes on where one resource answers nonsense, and says so", async () => {
    await using daemon = await daemonThatSays({ ...sensible, "/queues": [], "/lookups": "[]" });
    await using terminal = await open(daemon.url);
    await terminal.see("Over there");
    await terminal.see("GET /queues: the answer is unexpected at answer. http");
    // In the log, for the queues may be asked for once more when the events are there, and be told last.
    await terminal.press("m", "g", "l");
    await terminal.see("GET /lookups: the answer is unexpected at answer. http");
    await terminal.press("q");
    await terminal.see("Over there");
  }, 60_000);

  it.each<[string, Answers, string]>([
    ["tickets that are no list", { "/tickets": { tickets: "x", total: 1 } }, "GET /tickets: … answer.tickets"],
    ["tickets that are none", { "/tickets": { tickets: [null], total: 1 } }, "GET /tickets: … answer.tickets[0]"],
    [
      "what is wrong deep within",
      { "/tickets": { tickets: [ticket, { ...ticket, unread: "no" }], total: 1, nextCursor: null } },
      "GET /tickets: … answer.tickets[1].unread",
    ],
    ["a number that is none", { "/tickets": { tickets: [], total: "many" } }, "GET /tickets: … answer.total"],
    ["queues that are no list", { "/queues": { queues: "x" } }, "GET /queues: … answer.queues"],
    ["queues that are none", { "/queues": { queues: [null] } }, "GET /queues: … answer.queues[0]"],
  ])(
    "draws on past %s, and says so",
    async (_what, answers, told) => {
      await using daemon = await daemonThatSays({ ...sensible, ...answers });
      await using terminal = await open(daemon.url);
      await terminal.see(`${told.replace("…", "the answer is unexpected at")}. http`);
      await terminal.press("?");
      await terminal.see("Keys (Esc leaves)");
    },
    60_000,
  );

  it("tells whoever waits for a slow daemon so, and lets them stop", async () => {
    await using daemon = await daemonThatSays(sensible);
    await using terminal = await open(daemon.url);
    await terminal.see("Over there");
    await terminal.press("m");
    await terminal.see("Waiting for the daemon");
    await terminal.press("C-c", "?");
    await terminal.see("Keys (Esc leaves)");
  }, 60_000);
});
