/** How many keys typical work takes, what can be taken back, and that nothing typed is lost; in a real terminal. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../peers/eventually.ts";
import { type Daemon, type Installation, install } from "../peers/gotrs.ts";
import { terminalAbsent } from "../peers/terminal.ts";
import { deliver, mails, newHome, openDesk } from "./desk.ts";

const absent = await terminalAbsent();
if (absent !== undefined && process.env.CI === "true") throw new Error(absent);

interface Listed {
  readonly tickets: readonly {
    readonly title: string;
    readonly queue: string;
    readonly state: string;
    readonly lock: string;
    readonly pendingUntil: string | null;
  }[];
}

describe.skipIf(absent !== undefined)(`the hand ${absent ?? ""}`, () => {
  let installation: Installation;
  let daemon: Daemon;
  beforeAll(async () => {
    installation = await install(undefined, { GOTRS_OUTBOUND_UNDO_SECONDS: "600" });
    daemon = await installation.serve();
    await deliver(daemon, mails.printer, mails.wide, mails.hostile);
  });
  afterAll(async () => {
    await daemon?.[Symbol.asyncDispose]();
    await installation?.[Symbol.asyncDispose]();
  });
  const printer = async () => {
    const { tickets } = await installation.json<Listed>("ticket", "list", "--state-type", "all");
    return tickets.find(({ title }) => title === "Printer on fire");
  };

  it("opens the next unread with one key, takes it with one, moves a ticket with three, and takes it back with one", async () => {
    await using terminal = await openDesk(installation);
    await terminal.see("Printer on fire");
    await terminal.press("j", "N");
    await terminal.see("こんにちは");
    await terminal.press("T");
    await terminal.see("Please help, it burns.");
    await terminal.see("yours and locked");
    expect((await printer())?.lock).toBe("lock");
    await terminal.press("m", "j", "Enter");
    await terminal.see("moved to Junk");
    expect((await printer())?.queue).toBe("Junk");
    await terminal.press("u");
    await terminal.see("Undone");
    expect((await printer())?.queue).toBe("Raw");
    await terminal.press("u");
    await terminal.see("Undone");
    expect((await printer())?.lock).toBe("unlock");
  }, 60_000);

  it("does to all that are marked what is done, and takes all of it back", async () => {
    await using terminal = await openDesk(installation);
    await terminal.see("Printer on fire");
    await terminal.press("g", "g", "x", "x", "p", "5", "Enter");
    await terminal.see("2 tickets: priority 5 very high");
    await terminal.press("u");
    await terminal.see("Undone: 2 tickets");
  }, 60_000);

  it("takes back a closing of a ticket that was pending, with its time, and watching, step by step", async () => {
    await using terminal = await openDesk(installation);
    await terminal.see("Printer on fire");
    await terminal.press("/", "Printer", "Enter");
    await terminal.see("/Printer: 1");
    await terminal.press("s");
    await terminal.see("State:");
    await terminal.press("pending rem", "Enter");
    await terminal.see("Until (");
    await terminal.press("2h", "Enter");
    await terminal.see("pending reminder until");
    const before = await printer();
    expect(before?.pendingUntil).toMatch(/^\d{4}-/);
    await terminal.press("c");
    await terminal.see("closed successful");
    expect(await printer()).toMatchObject({ state: "closed successful", pendingUntil: null });
    await terminal.press("w");
    await terminal.see("watched");
    await terminal.press("u");
    await terminal.see(/Undone: \d+: watched/);
    await terminal.press("u");
    await terminal.see(/Undone: \d+: closed successful/);
    expect(await printer()).toEqual({ ...before, age: expect.any(Number), changed: expect.any(String) });
    await terminal.press("u");
    await terminal.see(/Undone: \d+: pending reminder/);
    expect(await printer()).toMatchObject({ state: "new", pendingUntil: null });
  }, 60_000);

  it("asks before it merges, which cannot be taken back, and says into what", async () => {
    const { tickets } = await installation.json<{ tickets: readonly { number: string; title: string }[] }>(
      ...["ticket", "list"],
    );
    const welcome = tickets.find(({ title }) => title === "Welcome to gotrs")?.number ?? "";
    await using terminal = await openDesk(installation);
    await terminal.see("Printer on fire");
    await terminal.press("/", "Printer", "Enter");
    await terminal.see("/Printer: 1");
    await terminal.press("M", "123", "Enter");
    await terminal.see(/no ticket/i);
    await terminal.press("C-u", `#${welcome}`, "Enter");
    await terminal.see(`Merge it into ${welcome}? It cannot be taken back`);
    await terminal.see("yes  Welcome to gotrs");
    await terminal.press("Enter");
    await terminal.see("/Printer: 1");
    expect((await printer())?.state).toBe("new");
  }, 60_000);

  it("repeats on another ticket what was done to the last", async () => {
    await using terminal = await openDesk(installation);
    await terminal.see("Printer on fire");
    await terminal.press("g", "g", "p", "4", "Enter");
    await terminal.see("priority 4 high");
    await terminal.press("j", ".");
    await eventually("two tickets of priority 4", async () => {
      const { tickets } = await installation.json<{ tickets: readonly { priority: string }[] }>("ticket", "list");
      return tickets.filter(({ priority }) => priority === "4 high").length === 2;
    });
  }, 60_000);

  it("keeps a draft when the terminal is closed under it, warns of what was forgotten, and takes a reply back", async () => {
    const home = await newHome(installation.folder);
    {
      await using terminal = await openDesk(installation, { home });
      await terminal.see("Printer on fire");
      await terminal.press("/", "Printer", "Enter");
      await terminal.see("/Printer: 1");
      await terminal.press("r");
      await terminal.see("> Please help");
      await terminal.press("See what is attached");
      await terminal.see("what is attached");
    }
    await using terminal = await openDesk(installation, { home });
    await terminal.see("Printer on fire");
    await terminal.press("/", "Printer", "Enter");
    await terminal.see("/Printer: 1");
    await terminal.press("r");
    await terminal.see("Your draft is here again");
    await terminal.see("See what is attached");
    await terminal.press("C-s");
    await terminal.see("You write of an attachment, and none is there.");
    await terminal.press("y");
    await terminal.see("reply queued");
    await terminal.press("u");
    await terminal.see("r goes on with its text");
    await terminal.press("r");
    await terminal.see("See what is attached");
    await terminal.press("Escape", "y");
    await terminal.see("Enter open");
    await terminal.press("r");
    await terminal.see("> Please help");
    expect(await terminal.screen()).not.toContain("See what is attached");
  }, 90_000);

  it("goes to views, a number and a command by its name, and comes back to the ticket that was open", async () => {
    const home = await newHome(installation.folder);
    const { tickets } = await installation.json<{ tickets: readonly { number: string; title: string }[] }>(
      "ticket",
      "list",
    );
    const number = tickets.find(({ title }) => title === "Printer on fire")?.number ?? "";
    {
      await using terminal = await openDesk(installation, { home });
      await terminal.see("Printer on fire");
      await terminal.press("g", "o");
      await terminal.see("VIEWS AND QUEUES");
      await terminal.press("g", "m");
      await terminal.see("Mine: ");
      await terminal.press(":", "overv", "Enter");
      await terminal.see("VIEWS AND QUEUES");
      await terminal.press("#", number, "Enter");
      await terminal.see("Please help, it burns.");
      await terminal.press("v", "h");
      await terminal.see("opened in Raw");
      await terminal.press("q", "v", "r");
      await terminal.see("Message-ID: <");
      await terminal.press("q");
      await terminal.see("Please help, it burns.");
      // What is remembered is written a moment later.
      await eventually("the open ticket to be remembered", async () => (await readState(home)).includes('"ticket"'));
    }
    await using again = await openDesk(installation, { home });
    await again.see("Please help, it burns.");
  }, 90_000);

  it("speaks the agent's language and obeys the agent's keys", async () => {
    const home = await newHome(installation.folder);
    await mkdir(join(home, "gotrs"), { recursive: true });
    await writeFile(join(home, "gotrs", "tui.yaml"), "language: de\nkeys:\n  list:\n    help: [F, 'g h']\n");
    await using terminal = await openDesk(installation, { home });
    await terminal.see("Alle offenen");
    await terminal.press("g", "h");
    await terminal.see("Tasten (Esc verlässt)");
  }, 60_000);

  it("is heard as sentences, with the whole list on the screen and one line of the cursor", async () => {
    await using terminal = await openDesk(installation, { arguments: ["--screen-reader"] });
    await terminal.see("Printer on fire");
    await terminal.press("g", "g");
    const screen = await terminal.see(/^> (?:Unread, )?\S.*, \d{16}, /m);
    expect(screen.split("\n").filter((line) => line.startsWith("> "))).toHaveLength(1);
    expect(screen).toMatch(/^ ?gotrs All open/m);
    expect(screen).not.toMatch(/[●│─]\s*,/);
  }, 60_000);

  it("takes back a reply that closed the ticket, with the closing", async () => {
    await using terminal = await openDesk(installation);
    await terminal.see("Printer on fire");
    await terminal.press("/", "Printer", "Enter");
    await terminal.see("/Printer: 1");
    await terminal.press("r");
    await terminal.see("> Please help");
    const before = await printer();
    await terminal.press("Done", "C-x");
    await terminal.see("Send it, and close the ticket?");
    await terminal.press("y");
    await terminal.see("reply queued, closed");
    expect((await printer())?.state).toBe("closed successful");
    await terminal.press("u");
    await terminal.see("Undone");
    expect(await printer()).toMatchObject({ state: before?.state, lock: before?.lock });
  }, 60_000);

  it("asks before it takes back what is held, in the ticket too, and gives its text back", async () => {
    await using terminal = await openDesk(installation);
    await terminal.see("Printer on fire");
    await terminal.press("/", "Printer", "Enter");
    await terminal.see("/Printer: 1");
    await terminal.press("r");
    await terminal.see("> Please help");
    await terminal.press("Held words");
    await terminal.see("Held words");
    await terminal.press("C-s");
    await terminal.see("reply queued");
    await terminal.press("Enter");
    await terminal.see("Held back until");
    await terminal.press("X");
    await terminal.see("Take back the mail to Ann Example <ann@customer.test>?");
    await terminal.press("Enter");
    await terminal.see("Held back until");
    await terminal.press("X", "Down", "Enter");
    await terminal.see("taken back; r goes on with its text");
    await terminal.press("r");
    await terminal.see("Your draft is here again");
    expect(await terminal.see("Goes to ann@customer.test")).toContain("Held words");
  }, 60_000);

  it("splits an article off into the queue that is chosen, and asks before, as it cannot be taken back", async () => {
    await using terminal = await openDesk(installation);
    await terminal.see("Printer on fire");
    await terminal.press("/", "Printer", "Enter");
    await terminal.see("/Printer: 1");
    await terminal.press("Enter", "g", "g");
    await terminal.see("Please help, it burns.");
    await terminal.press("S");
    await terminal.see("Title of the new ticket");
    await terminal.press("C-u", "The second matter", "Enter");
    await terminal.see("In which queue");
    await terminal.press("Enter");
    await terminal.see("Make it a ticket of its own? It cannot be taken back");
    await terminal.press("Enter");
    await terminal.see("Please help, it burns.");
    await terminal.press("S", "C-u", "The second matter", "Enter");
    await terminal.see("In which queue");
    await terminal.press("Misc", "Enter");
    await terminal.see("Misc: The second matter");
    await terminal.press("Down", "Enter");
    await terminal.see(/new ticket \d+ in Misc/);
    await terminal.see("The second matter");
    const { tickets } = await installation.json<Listed>("ticket", "list");
    expect(tickets.find(({ title }) => title === "The second matter")?.queue).toBe("Misc");
  }, 60_000);
});

async function readState(home: string): Promise<string> {
  return await readFile(join(home, "gotrs", "tui.json"), "utf8");
}
