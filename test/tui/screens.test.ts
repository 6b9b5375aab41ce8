/** The screens as an agent sees them, in a real terminal before a real daemon; test/golden/ holds them as text. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../peers/eventually.ts";
import { type Daemon, type Installation, install } from "../peers/gotrs.ts";
import { terminalAbsent } from "../peers/terminal.ts";
import { deliver, mails, openDesk } from "./desk.ts";
import { stable } from "./stable.ts";

const absent = await terminalAbsent();
if (absent !== undefined && process.env.CI === "true") throw new Error(absent);

describe.skipIf(absent !== undefined)(`the screens ${absent ?? ""}`, () => {
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
  const golden = (screen: string, name: string) => expect(stable(screen)).toMatchFileSnapshot(`../golden/${name}.txt`);

  it("shows the list, a ticket, the composer and their keys at 80×24", async () => {
    await using terminal = await openDesk(installation);
    await terminal.see("Printer on fire");
    await golden(await terminal.see(/Raw 4 ●/), "list-80x24");
    await terminal.press("?");
    await golden(await terminal.see("reply in $EDITOR"), "list-help-80x24");
    await terminal.press("Escape");
    await terminal.see("Printer on fire");
    await terminal.press("j", "j", "Enter");
    await terminal.see("Please help, it burns.");
    // Its own reading took the mark away.
    await golden(await terminal.see(/ Raw 4 ●3/), "ticket-80x24");
    await terminal.press("?");
    await golden(await terminal.see("save an attachment"), "ticket-help-80x24");
    await terminal.press("Escape", "r");
    await golden(await terminal.see("> Please help"), "reply-80x24");
    await terminal.press("C-g");
    await golden(await terminal.see("go on in $EDITOR"), "composer-help-80x24");
    await terminal.press("Escape", "T", "r", "y", "Escape");
    await golden(await terminal.see("Throw away"), "reply-cancel-80x24");
    await terminal.press("y", "n");
    await golden(await terminal.see("the customer does not see it"), "note-80x24");
  });

  it("lines up wide, joined and combining characters in columns", async () => {
    await using terminal = await openDesk(installation);
    await terminal.see("Printer on fire");
    await terminal.press("j", "Enter");
    await terminal.see("こんにちは");
    await golden(await terminal.see(/ Raw 4 ●2/), "wide-80x24");
  });

  it("lets nothing in a mail steer the terminal, and shows that it was there", async () => {
    await using terminal = await openDesk(installation);
    await terminal.see("Printer on fire");
    await terminal.press("g", "g", "Enter");
    await terminal.see("gone?");
    const screen = await terminal.see(/ Raw 4 ●1/);
    await golden(screen, "hostile-80x24");
    const styled = await terminal.styled();
    for (const steering of ["\u202e", "\u009b", "\u0007"]) expect(styled).not.toContain(steering);
    expect(screen).toContain("\ufffdtxt.exe");
  });

  it("fits every size: a sidebar where there is room, and what it needs where there is none", async () => {
    await using terminal = await openDesk(installation, { columns: 140, rows: 40 });
    await terminal.see("Printer on fire");
    await golden(await terminal.see(/Raw\s+4/), "list-140x40");
    await terminal.press("g", "g", "j", "j", "Enter");
    await terminal.see("Please help");
    await golden(await terminal.see(/Raw\s+4/), "ticket-140x40");
    await terminal.press("r", "M", "y", "Space", "t", "e", "x", "t");
    await golden(await terminal.see("My text"), "reply-140x40");
    await terminal.resize(40, 8);
    expect(await terminal.see("gotrs needs")).toMatch(/^gotrs needs 50×10, this terminal is 40×8\s*$/);
    await terminal.resize(80, 24);
    const again = await terminal.see("My text");
    expect(again.trimEnd().split("\n")).toHaveLength(24);
    expect(again).not.toContain("gotrs needs");
  });

  it("draws without colours where NO_COLOR is set", async () => {
    await using terminal = await openDesk(installation, { environment: { NO_COLOR: "1" } });
    await terminal.see("Printer on fire");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are these
    expect(await terminal.styled()).not.toMatch(/\u001b\[(?:[0-9;]*;)?[34][0-7][;m]/);
  });

  it("takes what is typed ahead, key by key, while the daemon is asked", async () => {
    await using terminal = await openDesk(installation);
    await terminal.see("Printer on fire");
    await terminal.press("g", "g", "2", "j", "Enter", "n", "S", "e", "e", "n", "Enter", "b", "y", "Space", "me", "C-s");
    await terminal.see("note added");
    const screen = await terminal.see("Seen");
    expect(screen).toContain("▒ by me");
    expect(screen).toContain("INTERNAL NOTE");
  });

  it("takes a paste for text, never for keys", async () => {
    await using terminal = await openDesk(installation);
    await terminal.see("Printer on fire");
    await terminal.press("/");
    await terminal.see("Find:");
    await terminal.paste("printer\nq");
    await terminal.see("Find: printer q");
  });

  it("asks before ^X sends and closes, as it is how other editors are left", async () => {
    await using terminal = await openDesk(installation);
    await terminal.see("Welcome to gotrs");
    await terminal.press("G", "n", "D", "o", "n", "e", "C-x");
    await terminal.see("Send it, and close the ticket? (y/n)");
    await terminal.press("n", "C-x", "y");
    await terminal.see("note added, closed");
    await eventually("the ticket to leave the list", async () => !(await terminal.screen()).includes("Welcome"));
  });

  it("goes on to the next ticket when one is closed, and says what was done", async () => {
    await using terminal = await openDesk(installation);
    await terminal.see("Printer on fire");
    await terminal.press("g", "g", "c");
    await terminal.see("closed successful");
    await eventually("the ticket to leave the list", async () => !(await terminal.screen()).includes("red"));
    await terminal.press("Enter");
    await terminal.see("こんにちは");
  });
});
