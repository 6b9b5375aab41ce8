/** Merge, link, forward and bounce: in a real terminal, and what the daemon then holds. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../peers/eventually.ts";
import { type Daemon, type Installation, install } from "../peers/gotrs.ts";
import { terminalAbsent } from "../peers/terminal.ts";
import { deliver, mails, openDesk } from "./desk.ts";

const absent = await terminalAbsent();
if (absent !== undefined && process.env.CI === "true") throw new Error(absent);

interface Listed {
  readonly tickets: readonly { readonly number: string; readonly title: string; readonly state: string }[];
}

interface Shown {
  readonly links: readonly { readonly object: string; readonly id: number; readonly number: string }[];
}

describe.skipIf(absent !== undefined)(`tickets and others ${absent ?? ""}`, () => {
  let installation: Installation;
  let daemon: Daemon;
  beforeAll(async () => {
    installation = await install();
    daemon = await installation.serve();
    await deliver(daemon, mails.printer, mails.wide);
  });
  afterAll(async () => {
    await daemon?.[Symbol.asyncDispose]();
    await installation?.[Symbol.asyncDispose]();
  });
  const titled = async (title: string) => {
    const { tickets } = await installation.json<Listed>("ticket", "list", "--state-type", "all");
    return tickets.find((ticket) => ticket.title === title);
  };

  it("links with another and takes it back, forwards an article, and merges", async () => {
    const welcome = (await titled("Welcome to gotrs"))?.number ?? "";
    await using terminal = await openDesk(installation);
    await terminal.see("Printer on fire");
    await terminal.press("/", "Printer", "Enter");
    await terminal.see("/Printer: 1");
    await terminal.press("Enter");
    await terminal.see("Please help, it burns.");
    await terminal.press("L", `#${welcome}`, "Enter");
    await terminal.see("the parent of the other");
    await terminal.press("rel", "Enter");
    await terminal.see(`linked with ${welcome}`);
    await terminal.press("v", "l");
    await terminal.see("Welcome to gotrs");
    await terminal.press("q", "u");
    await terminal.see(/Undone: \d+: linked with/);
    await terminal.press("F");
    await terminal.see("Nobody would receive it");
    await terminal.press("expert@partner.test");
    await terminal.see("Goes to expert@partner.test");
    await terminal.press("C-s");
    await terminal.see("forwarded");
    await terminal.press("M", "nope", "Enter");
    await terminal.see("there is no ticket nope, or you may not see it");
    await terminal.press("C-u", "000", "Enter");
    await terminal.see("there is no ticket");
    await terminal.press("C-u", welcome, "Enter");
    await terminal.see(`Merge it into ${welcome}? It cannot be taken back`);
    await terminal.press("yes", "Enter");
    await terminal.see(`merged into ${welcome}`);
    expect((await titled("Printer on fire"))?.state).toBe("merged");
    await terminal.press("u");
    await terminal.see(/merged\s+into\s+\d+:\s+that\s+cannot\s+be\s+taken\s+back/);
    await terminal.press("#", (await titled("Printer on fire"))?.number ?? "", "Enter");
    await terminal.see("was merged into ticket");
    await terminal.press("r");
    await terminal.see(`It was merged into ${welcome}, which is the one to answer`);
    await terminal.press("Enter");
    await terminal.see(`${welcome} · `);
    await terminal.press("r");
    await terminal.see("^S send");
  }, 90_000);

  it("takes links away on their page, with articles of the knowledge base too, and brings them back", async () => {
    const welcome = (await titled("Welcome to gotrs"))?.number ?? "";
    const wide = (await titled("日本語の件名 🎉 café"))?.number ?? "";
    await installation.json("ticket", "link", wide, welcome, "--kind", "child");
    const database = new Database(join(installation.folder, "gotrs.db"));
    database.exec("create table faq_item (id integer); insert into faq_item (id) values (3)");
    database.close();
    const links = async () => (await installation.json<Shown>("ticket", "show", wide)).links;
    await using terminal = await openDesk(installation);
    await terminal.see("Welcome to gotrs");
    await terminal.press("#", wide, "Enter");
    await terminal.see("こんにちは");
    await terminal.press("L", "faq 3", "Enter");
    await terminal.see("related");
    await terminal.press("Enter");
    await terminal.see("linked with FAQ 3");
    await terminal.press("v", "l");
    await terminal.see(`parent   ${welcome}  Welcome to gotrs`);
    await terminal.see("D unlink");
    // Links of one second stand in the order of their kinds: which is the first one is not said.
    await terminal.press("/", welcome, "Enter", "D");
    await terminal.see(`no longer linked with ${welcome}`);
    expect(await links()).toMatchObject([{ object: "FAQ", id: 3 }]);
    await terminal.see("related  FAQ 3");
    await terminal.press("Enter", "D");
    await terminal.see("Nothing is linked with it.");
    expect(await links()).toEqual([]);
    await terminal.press("u");
    await terminal.see("related  FAQ 3");
    await terminal.press("u");
    await terminal.see(`parent   ${welcome}`);
    const both = [
      { object: "FAQ", id: 3, direction: "both" },
      { object: "Ticket", number: welcome, direction: "parent" },
    ];
    expect(await links()).toMatchObject(both);
    await terminal.press("q", "e", "l");
    await terminal.see("FAQ 3");
    await terminal.press("faq", "Enter");
    await terminal.see("no longer linked with FAQ 3");
    await terminal.press("u");
    await terminal.see("Undone");
    expect(await links()).toHaveLength(2);
  }, 60_000);

  it("bounces a mail without a word, and with one to its sender", async () => {
    const mails = async () => {
      const folder = join(installation.folder, "outgoing", "new");
      return await Promise.all((await readdir(folder)).map((file) => readFile(join(folder, file), "utf8")));
    };
    /** What the sender was told, in one line each. */
    const toldIn = (all: readonly string[]) =>
      all.filter((mail) => /^To: .*tanaka@kanji\.test/m.test(mail)).map((mail) => mail.replace(/=\r?\n/g, ""));
    const editor = "sh -c 'echo In words of my own > \"$1\"' editor";
    await using terminal = await openDesk(installation, { environment: { EDITOR: editor, VISUAL: "" } });
    await terminal.see("Welcome to gotrs");
    await terminal.press("#", (await titled("日本語の件名 🎉 café"))?.number ?? "", "Enter");
    await terminal.see("こんにちは");
    const bounce = async (to: string) => {
      await terminal.press("B", to, "Enter");
      await terminal.see(`Send it on to ${to}? It cannot be taken back`);
    };
    await bounce("nobody@partner.test");
    await terminal.press("Enter");
    await bounce("quiet@partner.test");
    await terminal.press("Down", "Enter");
    await terminal.see("sent on to quiet@partner.test");
    await bounce("loud@partner.test");
    await terminal.press("Down", "Down");
    await terminal.see("loud@partner.test. Please turn to that address from now on.");
    await terminal.press("Enter");
    await terminal.see("sent on to loud@partner.test, and its sender told");
    await bounce("written@partner.test");
    await terminal.press("words", "Enter");
    await terminal.see("sent on to written@partner.test, and its sender told");
    const sent = await eventually("all of it to be sent", async () => {
      const all = await mails();
      return all.filter((mail) => mail.includes("Resent-To: ")).length === 3 && toldIn(all).length === 2
        ? all
        : undefined;
    });
    const told = toldIn(sent);
    expect(told.filter((mail) => mail.includes("was sent on to loud@partner.test. Please turn"))).toHaveLength(1);
    expect(told.filter((mail) => mail.includes("In words of my own"))).toHaveLength(1);
    const to = (address: string) => sent.filter((mail) => mail.includes(`Resent-To: ${address}`)).length;
    expect(["nobody", "quiet", "loud", "written"].map((name) => to(`${name}@partner.test`))).toEqual([0, 1, 1, 1]);
  }, 60_000);

  it("saves the mail that is read byte for byte", async () => {
    const number = (await titled("日本語の件名 🎉 café"))?.number ?? "";
    const file = join(installation.folder, "saved.eml");
    await using terminal = await openDesk(installation);
    await terminal.see("Welcome to gotrs");
    await terminal.press("#", number, "Enter");
    await terminal.see("こんにちは");
    await terminal.press("g", "g", "Tab", "d");
    await terminal.see(/mail-\d+\.eml {2}the whole mail .* tanaka|mail-\d+\.eml {2}the whole mail .*田中/);
    await terminal.press("Enter");
    await terminal.see(/Save as: mail-\d+\.eml/);
    await terminal.press("C-u", file, "Enter");
    await terminal.see("Saved ");
    expect((await readFile(file)).toString("latin1")).toContain(mails.wide.toString("latin1").trimEnd());
  }, 60_000);
});
