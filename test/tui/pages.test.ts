/** From every page every other place is one go-to away, and what is done on a page can be taken back there. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TicketDetail, TicketPage } from "../../src/api/ticket.ts";
import { type Daemon, type Installation, install } from "../peers/gotrs.ts";
import { terminalAbsent } from "../peers/terminal.ts";
import { deliver, mails, openDesk } from "./desk.ts";

const absent = await terminalAbsent();
if (absent !== undefined && process.env.CI === "true") throw new Error(absent);

describe.skipIf(absent !== undefined)(`pages ${absent ?? ""}`, () => {
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
  const numberOf = async (title: string) => {
    const { tickets } = await installation.json<TicketPage>("ticket", "list", "--state-type", "all");
    return tickets.find((one) => one.title === title)?.number ?? "";
  };

  it("leads from every page straight to every other, and to lists, tickets and commands", async () => {
    const welcome = await numberOf("Welcome to gotrs");
    await using terminal = await openDesk(installation);
    await terminal.see("Printer on fire");
    await terminal.press("g", "g", "Enter");
    await terminal.see("Please help, it burns.");
    const pages = [
      ["v h", "History of"],
      ["v r", "Source, "],
      ["v f", "Changed"],
      ["v d", "Fields of"],
      ["v c", "Customer ann@customer.test"],
      ["v l", "is linked with"],
    ] as const;
    for (const [keys, title] of pages) {
      await terminal.press(...keys.split(" "));
      await terminal.see(title);
      await terminal.press("g", "r");
      await terminal.see("the last 30 days");
      await terminal.press("q");
      await terminal.see("Please help, it burns.");
    }
    await terminal.press("v", "h");
    await terminal.see("History of");
    await terminal.press("g", "q");
    await terminal.see("Outbound mail");
    await terminal.press("g", "l");
    await terminal.see("What was told");
    await terminal.press("g", "m");
    await terminal.see("Mine: 2");
    await terminal.press("g", "q", "#");
    await terminal.see("Ticket number");
    await terminal.press(welcome, "Enter");
    await terminal.see(`${welcome} · Raw`);
    await terminal.press("g", "r", ":");
    await terminal.see("Command: ");
    await terminal.press("escalating", "Enter");
    await terminal.see("Breaching within 4 hours");
    await terminal.press("g", "l", "g", "/");
    await terminal.see("Tab: from:");
    await terminal.press("burns", "Enter");
    await terminal.see("/burns: 1");
    await terminal.press("g", "l", "g", "N");
    await terminal.see(/nothing unread|Welcome/i);
  }, 90_000);

  it("takes back on the page what was done on it, and shows how it is then", async () => {
    const number = await numberOf("Printer on fire");
    await using terminal = await openDesk(installation);
    await terminal.see("Printer on fire");
    await terminal.press("g", "g", "Enter");
    await terminal.see("Please help, it burns.");
    await terminal.press("v", "f");
    await terminal.see("Enter choose");
    await terminal.press("Enter");
    await terminal.see("Title: Printer on fire");
    await terminal.press("C-u", "Smoke", "Enter");
    await terminal.see(`${number} Smoke`);
    await terminal.press("u");
    await terminal.see("Undone");
    await terminal.see(`${number} Printer on fire`);
    expect((await installation.json<TicketDetail>("ticket", "show", number)).title).toBe("Printer on fire");
  }, 60_000);

  it("leads nowhere else from what is read while something is written", async () => {
    const number = await numberOf("Printer on fire");
    await using terminal = await openDesk(installation);
    await terminal.see("Printer on fire");
    await terminal.press("g", "g", "r");
    await terminal.see("> Please help");
    const names = ["--first-name", "Bea", "--last-name", "Agent", "--email", "bea@desk.test"];
    await installation.json("admin", "user", "add", "bea", ...names, "--permissions", "users=rw");
    await installation.json("ticket", "note", number, "--body", "I called her.", "--as", "bea");
    await terminal.press("C-s");
    await terminal.see("Written meanwhile");
    await terminal.press("g", "m", "?");
    expect(await terminal.see("Keys (Esc leaves)")).not.toContain("my tickets");
    await terminal.press("Escape");
    await terminal.see("I called her.");
  }, 60_000);
});
