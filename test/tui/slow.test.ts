/** A server that takes its time: the agent is told, may give up by Esc and Ctrl-C, and has what was typed. */
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TicketDetail, TicketPage } from "../../src/api/ticket.ts";
import { eventually } from "../peers/eventually.ts";
import { type Daemon, type Installation, install } from "../peers/gotrs.ts";
import { type JsonProxy, startJsonProxy } from "../peers/jsonProxy.ts";
import { terminalAbsent } from "../peers/terminal.ts";
import { deliver, mail, mails, openDesk } from "./desk.ts";

const absent = await terminalAbsent();
if (absent !== undefined && process.env.CI === "true") throw new Error(absent);

const waiting = "Waiting for the daemon";
/** Octets of a large attachment. */
const large = 25_000_000;

describe.skipIf(absent !== undefined)(`a slow server ${absent ?? ""}`, () => {
  let installation: Installation;
  let daemon: Daemon;
  let proxy: JsonProxy;
  let token: string;
  beforeAll(async () => {
    installation = await install();
    token = (await installation.run(["admin", "token", "add", "--user", "root@localhost"])).stdout.trim();
    daemon = await installation.serve();
    const file = randomBytes(large).toString("base64").replace(/.{76}/g, "$&\r\n");
    const heavy = [
      ...["From: ann@customer.test", "Subject: Heavy", "Message-ID: <heavy@x.test>", "MIME-Version: 1.0"],
      ...["Content-Type: multipart/mixed; boundary=b", "", "--b", "", "Look at this.", "--b"],
      ...[
        "Content-Transfer-Encoding: base64",
        'Content-Disposition: attachment; filename="film.bin"',
        "",
        file,
        "--b--",
      ],
    ].join("\r\n");
    await deliver(daemon, mails.printer, Buffer.from(heavy));
    proxy = await startJsonProxy(daemon.http);
  }, 120_000);
  afterAll(async () => {
    await proxy?.[Symbol.asyncDispose]();
    await daemon?.[Symbol.asyncDispose]();
    await installation?.[Symbol.asyncDispose]();
  });
  const open = async () => {
    proxy.delay = () => 0;
    const terminal = await openDesk(installation, {
      arguments: ["--server", proxy.url],
      environment: { GOTRS_TOKEN: token },
      columns: 100,
    });
    await terminal.see("Heavy");
    return terminal;
  };
  const slowly = (slow: RegExp): void => {
    proxy.delay = (route) => (slow.test(route) ? 5000 : 0);
  };

  it("can be left alone while it searches, with what was typed", async () => {
    await using terminal = await open();
    slowly(/^GET \/search/);
    await terminal.press("/", "burning printer", "Enter");
    await terminal.see(waiting);
    await terminal.press("Escape");
    await terminal.see("stopped waiting");
    await terminal.see("burning printer");
  }, 60_000);

  it("is given up by Ctrl-C on a page and behind a choice, and nothing comes later", async () => {
    await using terminal = await open();
    slowly(/\/raw$|^GET \/admin/);
    await terminal.press("g", "g", "Enter");
    await terminal.see("Look at this.");
    await terminal.press("v", "r");
    await terminal.see(waiting);
    await terminal.press("C-c");
    await terminal.see("Stopped waiting");
    await terminal.press("g", "s");
    await terminal.see(waiting);
    await terminal.press("Escape");
    await terminal.see("Stopped waiting");
    await setTimeout(5500);
    expect(await terminal.screen()).toContain("Look at this.");
  }, 60_000);

  it("saves nothing of an attachment that was given up, and all of it else", async () => {
    await using terminal = await open();
    const file = join(installation.folder, "film.bin");
    slowly(/attachments/);
    await terminal.press("g", "g", "Enter");
    await terminal.see("+ film.bin");
    await terminal.press("d", "Enter");
    await terminal.see("Save as");
    await terminal.press("C-u", file, "Enter");
    await terminal.see(waiting);
    await terminal.press("Escape");
    await terminal.see("stopped waiting");
    await terminal.see(file);
    expect(existsSync(file)).toBe(false);
    proxy.delay = () => 0;
    await terminal.press("Enter");
    await terminal.see(/Saved/i);
    expect(existsSync(file)).toBe(true);
  }, 60_000);

  it("is given up while it sends, and the reply with its file is there to be sent", async () => {
    await using terminal = await open();
    const file = join(installation.folder, "large.bin");
    await writeFile(file, randomBytes(large));
    await terminal.press("g", "g", "j", "r");
    await terminal.see("> Please help");
    await terminal.press("C-t");
    await terminal.see("Attach");
    await terminal.press(file, "Enter");
    await terminal.see("large.bin (25.0 MB)");
    await terminal.press("Unlost");
    slowly(/reply$/);
    await terminal.press("C-s");
    await terminal.see("All of it is sent, waiting for the daemon");
    await setTimeout(1000);
    await terminal.press("C-c");
    await terminal.see("Stopped waiting. It may have been done all the same");
    await terminal.see("Unlost");
    await terminal.see("large.bin (25.0 MB)");
    // It was done: the same, sent again, is not sent twice.
    proxy.delay = () => 0;
    await terminal.press("C-s");
    await terminal.see("reply queued");
    const { tickets } = await installation.json<TicketPage>("ticket", "list");
    const number = tickets.find(({ title }) => title === "Printer on fire")?.number ?? "";
    const { articles } = await installation.json<TicketDetail>("ticket", "show", number);
    expect(articles.filter(({ body }) => body.includes("Unlost"))).toHaveLength(1);
  }, 60_000);

  it("says how much of a large file is sent, and is broken off with nothing done and nothing lost", async () => {
    await using terminal = await open();
    const file = join(installation.folder, "larger.bin");
    await writeFile(file, randomBytes(large));
    await terminal.press("g", "g", "j", "n");
    await terminal.see("Internal note");
    await terminal.press("With the film.", "C-t");
    await terminal.see("Attach");
    await terminal.press(file, "Enter");
    await terminal.see("larger.bin (25.0 MB)");
    const notes = async () =>
      (await installation.json<TicketDetail>("ticket", "show", number)).articles.filter(
        ({ body }) => body === "With the film.",
      );
    const { tickets } = await installation.json<TicketPage>("ticket", "list");
    const number = tickets.find(({ title }) => title === "Printer on fire")?.number ?? "";
    proxy.taken = (route) => (route.endsWith("/notes") ? 5_000_000 : Number.POSITIVE_INFINITY);
    await terminal.press("C-s");
    const screen = await terminal.see(/Sending … [1-9]\d?%/);
    expect(screen).toContain("Esc stops");
    // Until the line is full; then it stands still, and whoever waits knows it.
    const shown = async () => /Sending … (\d+)%/.exec(await terminal.screen())?.[1];
    let before: string | undefined;
    await eventually("the line to stand still", async () => {
      const now = await shown();
      const still = now !== undefined && now === before;
      before = now;
      if (!still) await setTimeout(500);
      return still;
    });
    await terminal.press("Escape");
    await terminal.see("Stopped before all of it was sent: nothing was done");
    const left = await terminal.screen();
    expect(left).toContain("With the film.");
    expect(left).toContain("larger.bin (25.0 MB)");
    expect(await notes()).toEqual([]);
    proxy.taken = () => Number.POSITIVE_INFINITY;
    await terminal.press("C-s");
    await terminal.see("note added");
    expect(await notes()).toMatchObject([{ attachments: [{ filename: "larger.bin", size: large }] }]);
  }, 90_000);

  it("opens the source of a large mail", async () => {
    await using terminal = await open();
    await terminal.press("g", "g", "Enter");
    await terminal.see("Look at this.");
    await terminal.press("v", "r");
    await terminal.see("Message-ID: <heavy@x.test>");
    await terminal.press("G");
    await terminal.see("--b--");
  }, 60_000);

  it("is left at once while what was asked stands still", async () => {
    proxy.delay = () => 0;
    await using terminal = await openDesk(installation, {
      arguments: ["--server", proxy.url],
      environment: { GOTRS_TOKEN: token },
      columns: 100,
      shell: true,
    });
    await terminal.see("Heavy");
    const asked = new Set<string>();
    proxy.delay = (route) => {
      asked.add(route);
      return 60_000;
    };
    await deliver(daemon, mail("ann@customer.test", "Looked for", "Where is it?"));
    await eventually("the list to be asked for", async () => asked.has("GET /tickets"));
    await terminal.press("q");
    // What is typed before would be the program's.
    await eventually(
      "the shell's prompt",
      async () => /\nbash-[\d.]+[#$]$/.test((await terminal.screen()).trimEnd()),
      8000,
    );
  }, 60_000);

  it("knows what it did to the first of many when the others are not answered, and takes all back", async () => {
    await using terminal = await open();
    const many = Array.from({ length: 60 }, (_, index) => mail("ann@customer.test", `Many ${index}`, "One of many."));
    await deliver(daemon, ...many);
    await terminal.see("All open: 64");
    let bulks = 0;
    proxy.delay = (route) => (route === "POST /bulk" && ++bulks === 2 ? 60_000 : 0);
    await terminal.press("X", "p");
    await terminal.see("5 very high");
    await terminal.press("5 very high", "Enter");
    const high = async () =>
      (await installation.json<TicketPage>("ticket", "list", "--limit", "200")).tickets.filter(
        ({ priority }) => priority === "5 very high",
      ).length;
    // Twenty seconds without a sign.
    await eventually(
      "the agent to be told",
      async () => /\d+ of \d+ may or may not be changed; no answer/.test(await terminal.screen()),
      40_000,
    );
    expect(bulks).toBe(2);
    expect(await high()).toBeGreaterThan(60);
    proxy.delay = () => 0;
    await terminal.press("u");
    await terminal.see("Undone");
    expect(await high()).toBe(0);
  }, 120_000);
});
