/** What somebody new to it presses: no key does something else than it looks like; in a real terminal. */
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../peers/eventually.ts";
import { type Daemon, type Installation, install } from "../peers/gotrs.ts";
import { terminalAbsent } from "../peers/terminal.ts";
import { deliver, mails, openDesk } from "./desk.ts";
import { atRest } from "./walk.ts";

const absent = await terminalAbsent();
if (absent !== undefined && process.env.CI === "true") throw new Error(absent);

interface Listed {
  readonly tickets: readonly { readonly number: string; readonly title: string; readonly state: string }[];
}

describe.skipIf(absent !== undefined)(`the first day ${absent ?? ""}`, () => {
  let installation: Installation;
  let daemon: Daemon;
  beforeAll(async () => {
    installation = await install();
    daemon = await installation.serve();
    await deliver(daemon, mails.printer, mails.wide, mails.hostile);
  });
  afterAll(async () => {
    await daemon?.[Symbol.asyncDispose]();
    await installation?.[Symbol.asyncDispose]();
  });
  const ticket = async (title: string) => {
    const { tickets } = await installation.json<Listed>("ticket", "list", "--state-type", "all");
    return tickets.find((one) => one.title === title);
  };

  it("q leaves what was found before it leaves the program, and Esc keeps the cursor where all are shown", async () => {
    await using terminal = await openDesk(installation);
    await terminal.see("Printer on fire");
    await terminal.press("/", "Printer", "Enter");
    await terminal.see("/Printer: 1");
    await terminal.see("q back");
    await terminal.press("q");
    await terminal.see("All open: 4");
    await terminal.see(/· ann@customer\.test/);
    await terminal.press("Escape");
    await terminal.press("Escape");
    expect(await atRest(terminal)).toMatch(/· ann@customer\.test/);
  }, 60_000);

  it("leaves room between the facts and the place in the list", async () => {
    await using terminal = await openDesk(installation, { columns: 50 });
    await terminal.see("Printer on fi");
    await terminal.press("x");
    await terminal.see(/owner root@loc\S*… 1 marked/);
  }, 60_000);

  it("u brings the cursor back to what was taken back", async () => {
    await using terminal = await openDesk(installation);
    await terminal.see("Printer on fire");
    await terminal.press("/", "Printer", "Enter");
    await terminal.see("/Printer: 1");
    await terminal.press("q");
    await terminal.see(/· ann@customer\.test/);
    await terminal.press("c");
    await terminal.see("closed successful");
    expect(await atRest(terminal)).not.toMatch(/· ann@customer\.test/);
    await terminal.press("u");
    await terminal.see("Undone");
    await terminal.see(/· ann@customer\.test/);
  }, 60_000);

  it("u goes on to what was done before a reply that has left, which is told to its end in a narrow terminal", async () => {
    await using terminal = await openDesk(installation, { columns: 56 });
    await terminal.see("Printer on fi");
    await terminal.press("#", (await ticket("Printer on fire"))?.number ?? "", "Enter");
    await terminal.see("Please help, it burns.");
    await terminal.press("p", "5", "Enter");
    await terminal.see("5 very high");
    await terminal.press("r");
    await terminal.see("Goes to");
    await terminal.press("We come.", "C-s");
    await terminal.see("reply queued");
    const outgoing = join(installation.folder, "outgoing", "new");
    await eventually("the mail to leave", async () => (await readdir(outgoing)).length > 0);
    await eventually("the queue to know", async () => {
      const { mails: waiting } = await installation.json<{ mails: readonly object[] }>("queue", "list");
      return waiting.length === 0;
    });
    await terminal.press("u");
    await terminal.see("The mail has left the queue already");
    await terminal.see(/already\. Write a second\n mail that corrects it/);
    await terminal.press("u");
    await terminal.see(/Undone: \d+: priority 5 very high/);
  }, 60_000);

  it("does not take the agent's own change for that of somebody else", async () => {
    await using terminal = await openDesk(installation);
    await terminal.see("Printer on fire");
    await terminal.press("t", "r");
    await terminal.see("Goes to");
    expect(await atRest(terminal)).not.toContain("changed while you write");
    await terminal.press("Escape", "U");
    await terminal.see("unlocked");
  }, 60_000);

  it("forwards with the cursor above what is forwarded", async () => {
    await using terminal = await openDesk(installation);
    await terminal.see("Printer on fire");
    await terminal.press("#", (await ticket("Printer on fire"))?.number ?? "", "Enter");
    await terminal.see("Please help, it burns.");
    await terminal.press("F");
    await terminal.see("Forward ·");
    await terminal.press("supplier@parts.test", "Tab", "Tab", "Tab", "Can you help?");
    const screen = await terminal.see("Can you help?");
    expect(screen.indexOf("Can you help?")).toBeLessThan(screen.indexOf("Forwarded message"));
    await terminal.press("Escape", "y");
    await terminal.see("Please help, it burns.");
  }, 60_000);

  it("merges what is marked into the oldest of it", async () => {
    const another = (id: string) =>
      Buffer.from(mails.printer.toString().replace(/Message-ID: </, `Message-ID: <${id}`));
    await deliver(daemon, another("second"), another("third"));
    await using terminal = await openDesk(installation);
    await terminal.see("All open: 6");
    const oldest = await ticket("Printer on fire");
    await terminal.press("/", "Printer", "Enter");
    await terminal.see("/Printer: 3");
    await terminal.press("X", "M");
    await terminal.see(/Merge into the ticket with the number: +\d{16}/);
    await terminal.press("Enter");
    await terminal.see("It cannot be taken back");
    await terminal.press("y", "Enter");
    await terminal.see("2 tickets: merged into");
    expect(oldest?.number).toBeDefined();
    const { tickets } = await installation.json<Listed>("ticket", "list", "--state-type", "all");
    const printers = tickets.filter(({ title }) => title === "Printer on fire");
    expect(printers.filter(({ state }) => state !== "merged")).toHaveLength(1);
    const [stays] = printers.map(({ number }) => number).toSorted();
    expect(printers.find(({ state }) => state !== "merged")?.number).toBe(stays);
  }, 60_000);

  it("saves into a folder under the name that the file has", async () => {
    const folder = join(installation.folder, "downloads");
    await mkdir(folder);
    await using terminal = await openDesk(installation);
    await terminal.see("日本語の件名");
    await terminal.press("#", (await ticket("日本語の件名 🎉 café"))?.number ?? "", "Enter");
    await terminal.see("こんにちは");
    await terminal.press("d", "Enter");
    const name = /Save as: +(\S+)/.exec(await terminal.see(/Save as: +\S/))?.[1] ?? "";
    await terminal.press("C-u", folder, "Enter");
    await terminal.see("Saved");
    expect(await readFile(join(folder, name), "utf8")).toContain("Content-Type: text/plain");
    await terminal.press("d", "Enter");
    await terminal.see(/Save as: +\S/);
    await terminal.press("C-u", folder, "Enter");
    await terminal.see("exists already");
  }, 60_000);

  it("completes the path of a file, keeps one that is wrong to be mended, and tells every warning before a mail leaves", async () => {
    const folder = join(installation.folder, "papers");
    await mkdir(join(folder, "older"), { recursive: true });
    await writeFile(join(folder, "invoice 7.txt"), "7");
    await using terminal = await openDesk(installation);
    await terminal.see("Welcome to gotrs");
    await terminal.press("#", (await ticket("日本語の件名 🎉 café"))?.number ?? "", "Enter");
    await terminal.see("こんにちは");
    await terminal.press("r");
    await terminal.see("Goes to");
    await terminal.press("C-t", `${folder}/`);
    await terminal.see(/Tab: invoice 7\.txt {2}older\//);
    await terminal.press("old", "Tab", "Enter");
    await terminal.see("is a folder. Name a file");
    await terminal.see(/papers\/older\//);
    await terminal.press("C-u", `${folder}/in`, "Tab", "Enter");
    await terminal.see("Attached invoice 7.txt");
    await terminal.press(
      "BTab",
      "BTab",
      ", somebody@supplier-of-parts.test, else@third-party.test, x@fourth-party.test",
    );
    await terminal.press("C-s");
    const asked = await terminal.see("x@fourth-party.test is not of this conversation.");
    expect(asked).toMatch(/somebody@supplier-of-parts\.test is not\s+of this/);
    expect(asked).toContain("(y/n)");
    await terminal.press("n", "Escape", "y");
    await terminal.see("こんにちは");
  }, 60_000);

  it("finds tickets by what they are, without a word, and shows them as in any list", async () => {
    await using terminal = await openDesk(installation);
    await terminal.see("Welcome to gotrs");
    await terminal.press("/", "owner:root@localhost is:new", "Enter");
    await terminal.see(/\/owner:root@localhost is:new: \d/);
    await terminal.see(/Raw · new · 3 normal · owner root@localhost · \S+/);
    await terminal.press("Enter");
    await terminal.see("customer ·");
    expect(await atRest(terminal)).not.toContain("found 1/");
  }, 60_000);

  it("+ adds where + stands before the list, and a list without entries says so", async () => {
    await using terminal = await openDesk(installation);
    await terminal.see("Printer on fire");
    await terminal.press("g", "s");
    await terminal.see("Administration");
    await terminal.press("j", "j", "Enter");
    await terminal.see("+ add");
    await terminal.see(/\+ add +u undo/);
    await terminal.press("+");
    await terminal.see("New user");
    await terminal.press("9", "j", "Enter");
    await terminal.see("There is none yet.");
    await terminal.press("zzz");
    await terminal.see("nothing like that");
  }, 60_000);

  it("# finds a ticket by how its number ends, and lets choose where several end so", async () => {
    // Of eleven numbers two end in the same digit.
    for (let count = 0; count < 8; count++)
      await deliver(
        daemon,
        Buffer.from(mails.printer.toString().replace("Message-ID: <", `Message-ID: <more${count}`)),
      );
    const { tickets } = await installation.json<Listed>("ticket", "list", "--state-type", "all");
    const ending = (end: string) => tickets.filter(({ number }) => number.endsWith(end));
    const wide = (await ticket("日本語の件名 🎉 café"))?.number ?? "";
    const alone = [4, 5, 6, 16].map((digits) => wide.slice(-digits)).find((end) => ending(end).length === 1) ?? "";
    const shared = [..."0123456789"].find((digit) => ending(digit).length > 1) ?? "";
    await using terminal = await openDesk(installation);
    await terminal.see("Printer on fire");
    await terminal.press("#", alone, "Enter");
    await terminal.see("こんにちは");
    await terminal.press("#", "987654321", "Enter");
    await terminal.see("there is no ticket 987654321");
    await terminal.press("Escape", "#", shared, "Enter");
    const choice = await terminal.see(`…${shared}`);
    for (const { number } of ending(shared)) expect(choice).toContain(number);
    await terminal.press("Enter");
    await terminal.see(`${ending(shared)[0]?.number} · `);
  }, 60_000);
});
