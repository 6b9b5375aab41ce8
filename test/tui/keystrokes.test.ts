/** How many keys typical work takes from the list, counted as they are pressed in a real terminal. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../peers/eventually.ts";
import { type Daemon, type Installation, install } from "../peers/gotrs.ts";
import { type Terminal, terminalAbsent } from "../peers/terminal.ts";
import { deliver, mails, openDesk } from "./desk.ts";

const absent = await terminalAbsent();
if (absent !== undefined && process.env.CI === "true") throw new Error(absent);

interface Shown {
  readonly state: string;
  readonly queue: string;
  readonly lock: string;
  readonly articles: readonly {
    readonly sender: string;
    readonly body: string;
    readonly attachments: readonly { readonly filename: string }[];
  }[];
}

describe.skipIf(absent !== undefined)(`keystrokes ${absent ?? ""}`, () => {
  let installation: Installation;
  let daemon: Daemon;
  beforeAll(async () => {
    installation = await install(undefined, { GOTRS_OUTBOUND_UNDO_SECONDS: "600" });
    const admin = async (...args: readonly string[]) => await installation.json("admin", ...args);
    await admin("template", "add", "Ask for more", "--text", "Which printer is it?", "--queues", "Raw");
    await admin(
      "template",
      "add",
      "Put out",
      "--text",
      "Dear <OTRS_CUSTOMER_REALNAME>, we are on it.",
      "--queues",
      "Raw",
    );
    await admin("template", "add", "Junk only", "--text", "No.", "--queues", "Junk");
    await admin("template", "add", "Called", "--type", "Note", "--text", "Called back.", "--queues", "Raw");
    daemon = await installation.serve();
    await deliver(daemon, mails.wide, mails.printer);
  });
  afterAll(async () => {
    await daemon?.[Symbol.asyncDispose]();
    await installation?.[Symbol.asyncDispose]();
  });

  /** Presses one key after the other, each when the screen shows what is named after it; what was pressed is counted. */
  const counting = (terminal: Terminal) => {
    let pressed = 0;
    return {
      async press(key: string, shows: string): Promise<string> {
        await terminal.press(key);
        pressed += 1;
        return await terminal.see(shows);
      },
      get pressed() {
        return pressed;
      },
    };
  };
  const ticket = async (title: string): Promise<Shown> => {
    const { tickets } = await installation.json<{ tickets: readonly { number: string; title: string }[] }>(
      ...["ticket", "list", "--state-type", "all"],
    );
    const number = tickets.find((one) => one.title === title)?.number ?? "";
    return await installation.json<Shown>("ticket", "show", number);
  };

  it("takes the next unread with one, and moves to another queue with three", async () => {
    await using terminal = await openDesk(installation);
    await terminal.see("Printer on fire");
    await terminal.press("g", "g", "j");
    const take = counting(terminal);
    await take.press("T", "yours and locked");
    expect(take.pressed).toBe(1);
    expect((await ticket("日本語の件名 🎉 café")).lock).toBe("lock");
    await terminal.press("q");
    await terminal.see("Printer on fire");
    const move = counting(terminal);
    await move.press("m", "Move to");
    await move.press("j", "Move to: j");
    await move.press("Enter", "moved to Junk");
    expect(move.pressed).toBeLessThanOrEqual(3);
    expect((await ticket("日本語の件名 🎉 café")).queue).toBe("Junk");
    await terminal.press("u");
    await terminal.see("Undone");
  }, 60_000);

  it("replies and closes with a template in at most five, having shown how it will read", async () => {
    await using terminal = await openDesk(installation);
    await terminal.see("Printer on fire");
    await terminal.press("g", "g");
    const keys = counting(terminal);
    const picker = await keys.press("i", "Which printer is it?");
    expect(picker).toContain("Put out");
    expect(picker).not.toContain("Junk only");
    expect(picker).not.toContain("Called");
    await keys.press("p", "Dear Ann Example, we are on it.");
    await keys.press("Enter", "> Please help");
    await keys.press("C-x", "Send it, and close the ticket?");
    await keys.press("y", "reply queued, closed");
    expect(keys.pressed).toBeLessThanOrEqual(5);
    const { state, articles } = await ticket("Printer on fire");
    expect(state).toBe("closed successful");
    expect(articles.at(-1)).toMatchObject({ sender: "agent" });
    expect(articles.at(-1)?.body).toContain("Dear Ann Example, we are on it.");
    await eventually("the ticket to leave the list", async () => !(await terminal.screen()).includes("Printer"));
  }, 60_000);

  it("inserts a template where the cursor is, of the kind that is written", async () => {
    await using terminal = await openDesk(installation);
    await terminal.see("日本語の件名");
    await terminal.press("g", "g", "n", "A");
    await terminal.see(" A");
    await terminal.press("C-o");
    await terminal.see("Called back.");
    await terminal.press("Enter");
    await terminal.see("ACalled back.");
    await terminal.press("C-s");
    await terminal.see("note added");
  }, 60_000);

  it("says so where there is no template of the kind", async () => {
    await using terminal = await openDesk(installation);
    await terminal.see("Welcome to gotrs");
    await terminal.press("G", "Enter", "F");
    await terminal.see("Forward · ");
    await terminal.press("C-o");
    await terminal.see("There is no template for this queue");
  }, 60_000);
});
