/** Merge, link, and forward: in a real terminal, and what the daemon then holds. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Daemon, type Installation, install } from "../peers/gotrs.ts";
import { terminalAbsent } from "../peers/terminal.ts";
import { deliver, mails, openDesk } from "./desk.ts";

const absent = await terminalAbsent();
if (absent !== undefined && process.env.CI === "true") throw new Error(absent);

interface Listed {
  readonly tickets: readonly { readonly number: string; readonly title: string; readonly state: string }[];
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
    await terminal.see("Undone: linked with");
    await terminal.press("F");
    await terminal.see("Nobody would receive it");
    await terminal.press("expert@partner.test");
    await terminal.see("Goes to expert@partner.test");
    await terminal.press("C-s");
    await terminal.see("forwarded");
    await terminal.press("M", "000", "Enter");
    await terminal.see("there is no ticket");
    await terminal.press("C-u", welcome, "Enter");
    await terminal.see(`Merge it into ${welcome}? It cannot be taken back`);
    await terminal.press("yes", "Enter");
    await terminal.see(`merged into ${welcome}`);
    expect((await titled("Printer on fire"))?.state).toBe("merged");
    await terminal.press("#", (await titled("Printer on fire"))?.number ?? "", "Enter");
    await terminal.see("was merged into ticket");
    await terminal.press("r");
    await terminal.see(`It was merged into ${welcome}, which is the one to answer`);
    await terminal.press("Enter");
    await terminal.see(`${welcome} · `);
    await terminal.press("r");
    await terminal.see("^S send");
  }, 90_000);
});
