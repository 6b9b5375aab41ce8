/** What is being written is set aside for something else, found again and gone on with, also another day. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TicketDetail, TicketPage } from "../../src/api/ticket.ts";
import { type Daemon, type Installation, install } from "../peers/gotrs.ts";
import { terminalAbsent } from "../peers/terminal.ts";
import { deliver, mails, newHome, openDesk } from "./desk.ts";

const absent = await terminalAbsent();
if (absent !== undefined && process.env.CI === "true") throw new Error(absent);

describe.skipIf(absent !== undefined)(`drafts ${absent ?? ""}`, () => {
  let installation: Installation;
  let daemon: Daemon;
  beforeAll(async () => {
    installation = await install();
    daemon = await installation.serve();
    await deliver(daemon, mails.printer);
  });
  afterAll(async () => {
    await daemon?.[Symbol.asyncDispose]();
    await installation?.[Symbol.asyncDispose]();
  });
  const numberOf = async (title: string) =>
    (await installation.json<TicketPage>("ticket", "list")).tickets.find((one) => one.title === title)?.number ?? "";

  it("are kept by Esc and k, marked in the list, listed, and gone on with after the terminal was left", async () => {
    const home = await newHome(installation.folder, "undoSeconds: 0\n");
    {
      await using terminal = await openDesk(installation, { columns: 100, home });
      await terminal.see("Printer on fire");
      await terminal.press("g", "g", "r");
      await terminal.see("> Please help");
      await terminal.press("We look into it.", "Escape");
      await terminal.see("k keeps it as a draft");
      await terminal.press("k");
      await terminal.see("Kept as a draft · gd lists your drafts");
      expect(await terminal.screen()).toMatch(/D \d+ .*Printer on fire/);
      await terminal.press("q");
    }
    await using terminal = await openDesk(installation, { columns: 100, home });
    await terminal.see(/D \d+ .*Printer on fire/);
    await terminal.press("g", "d");
    await terminal.see(/Reply {2}\d+ {2}Printer on fire/);
    await terminal.see("We look into it.");
    await terminal.press("Enter");
    await terminal.see("Goes to ann@customer.test");
    expect(await terminal.screen()).toContain("We look into it.");
    await terminal.press("C-s");
    await terminal.see("reply queued");
    await terminal.press("g", "d");
    await terminal.see("No drafts");
    const { articles } = await installation.json<TicketDetail>("ticket", "show", await numberOf("Printer on fire"));
    expect(articles.filter(({ body }) => body.includes("We look into it."))).toHaveLength(1);
  }, 60_000);

  it("of new tickets know their queue, and are thrown away by a key that asks", async () => {
    await using terminal = await openDesk(installation, { columns: 100 });
    await terminal.see("Printer on fire");
    await terminal.press("+");
    await terminal.see("New ticket by a note");
    await terminal.press("note", "Enter");
    await terminal.see("In which queue");
    await terminal.press("Misc", "Enter");
    await terminal.see("New ticket by a note · Misc");
    await terminal.press("Tab", "Order toner", "Tab", "Two of them", "Escape", "k");
    await terminal.see("Kept as a draft");
    await terminal.press("g", "d");
    await terminal.see(/New ticket by a note {2}Order toner/);
    await terminal.press("Enter");
    await terminal.see("New ticket by a note · Misc");
    await terminal.see("Two of them");
    await terminal.press("Escape", "k");
    await terminal.see("Kept as a draft");
    await terminal.press("D");
    await terminal.see("Throw this draft away?");
    await terminal.press("yes", "Enter");
    await terminal.see("No drafts");
    expect(await numberOf("Order toner")).toBe("");
  }, 60_000);
});
