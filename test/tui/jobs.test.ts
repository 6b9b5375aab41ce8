/** A job of the generic agent as an administrator meets it in the terminal: which tickets it would select, and why it cannot be told. */
import { expect, it } from "vitest";
import { install } from "../peers/gotrs.ts";
import { terminalAbsent } from "../peers/terminal.ts";
import { deliver, mails, openDesk } from "./desk.ts";

const absent = await terminalAbsent();
if (absent !== undefined && process.env.CI === "true") throw new Error(absent);

it.skipIf(absent !== undefined)(
  `shows the tickets that it would select now, and opens one ${absent ?? ""}`,
  async () => {
    await using installation = await install();
    const add = async (name: string, ...options: readonly string[]): Promise<void> => {
      const added = await installation.run(
        ["admin", "generic-agent", "add", name, "--new-state", "closed successful", ...options],
        {},
      );
      expect([added.code, added.stderr]).toEqual([0, ""]);
    };
    await add("junk", "--queues", "Junk");
    await add("old", "--times", '{"closed":{"start":"before","count":14,"unit":"day"}}');
    await add("printers", "--title", "*printer*");
    const daemon = await installation.serve();
    await deliver(daemon, mails.printer, mails.wide);
    await using terminal = await openDesk(installation);
    await terminal.see("All open: 3");
    await terminal.press("g", "s");
    await terminal.see("Administration");
    await terminal.press("/", "generic-agent", "Enter", "Enter");
    await terminal.see("t test");
    await terminal.press("j", "t");
    await terminal.see("junk: would select now");
    await terminal.see("It would select no ticket now.");
    await terminal.press("q");
    await terminal.see("t test");
    await terminal.press("j", "t");
    await terminal.see('ob "old" selects by what cannot be tried here: closed');
    await terminal.press("j", "t");
    expect(await terminal.see("printers: would select now")).toMatch(/new +Printer on fire/);
    await terminal.press("Enter");
    await terminal.see("Please help, it burns.");
  },
);
