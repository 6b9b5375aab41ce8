/** Mail that is sent in the terminal can be taken back for some seconds, on a desk where nobody has set anything. */
import { readdir } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import type { TicketPage } from "../../src/api/ticket.ts";
import { Client } from "../../tui/client/client.ts";
import { eventually } from "../peers/eventually.ts";
import { install } from "../peers/gotrs.ts";
import { listen } from "../peers/listen.ts";
import { terminalAbsent } from "../peers/terminal.ts";
import { deliver, mails, openDesk } from "./desk.ts";

const absent = await terminalAbsent();
if (absent !== undefined && process.env.CI === "true") throw new Error(absent);

describe.skipIf(absent !== undefined)(`a reply ${absent ?? ""}`, () => {
  it("comes back into the composer by u, to a ticket that is as it was, and leaves by itself where it is left alone", async () => {
    await using installation = await install();
    await using daemon = await installation.serve();
    await deliver(daemon, mails.printer);
    const left = async () => await readdir(join(installation.folder, "outgoing", "new")).catch(() => []);
    await using terminal = await openDesk(installation, { columns: 80, rows: 24 });
    await terminal.see("Printer on fire");
    await terminal.press("Enter");
    await terminal.see("Please help, it burns.");
    await terminal.press("r");
    await terminal.see("Goes to ann@customer.test");
    await terminal.press("We comme.", "C-s");
    await terminal.see(/reply queued · u takes it back for 10 s/);
    await terminal.press("u");
    await terminal.see("r goes on with its text");
    expect(await left()).toEqual([]);
    const states = async () =>
      (await installation.json<TicketPage>("ticket", "list")).tickets.map(({ title, state }) => [title, state]);
    expect(await states()).toContainEqual(["Printer on fire", "new"]);
    await terminal.press("r");
    await terminal.see("We comme.");
    await terminal.press("C-s");
    await terminal.see(/reply queued · u takes it back for 10 s/);
    await eventually("the mail to leave", async () => (await left()).length === 1, 25_000);
    expect(await states()).toContainEqual(["Printer on fire", "open"]);
  }, 60_000);

  it("is told for as long as the desk holds it, where that is longer", async () => {
    await using installation = await install();
    await using daemon = await installation.serve({ GOTRS_OUTBOUND_UNDO_SECONDS: "45" });
    await deliver(daemon, mails.printer);
    await using terminal = await openDesk(installation, { columns: 80, rows: 24 });
    await terminal.see("Printer on fire");
    await terminal.press("g", "g", "j", "r");
    await terminal.see("Goes to");
    await terminal.press("We come.", "C-s");
    await terminal.see(/reply queued · u takes it back for 45 s/);
  }, 60_000);
});

it("is held back as the desk is set up by a daemon that does not know for how long it can be undone", async () => {
  const bodies: unknown[] = [];
  const server = createServer(async (asked, answer) => {
    const body: object = JSON.parse(await text(asked));
    bodies.push(body);
    const older = "undoSeconds" in body;
    const said = older
      ? { status: 400, detail: "undoSeconds is no field", unknown: ["undoSeconds"] }
      : { articleId: 7 };
    answer.writeHead(older ? 400 : 200, { "content-type": "application/json" }).end(JSON.stringify(said));
  });
  const port = await listen(server);
  try {
    const client = new Client({ kind: "http", url: `http://127.0.0.1:${port}`, token: "x" }, { undoSeconds: 10 });
    await client.reply(1, { body: "We come." });
    expect(client.undoSeconds).toBe(0);
    await client.reply(1, { body: "We came." });
    expect(bodies).toEqual([{ body: "We come.", undoSeconds: 10 }, { body: "We come." }, { body: "We came." }]);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
