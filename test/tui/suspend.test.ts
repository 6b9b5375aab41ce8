/** ^Z as in every program of a terminal: back to the shell, and with `fg` all is as it was. */
import { expect, it } from "vitest";
import { install } from "../peers/gotrs.ts";
import { terminalAbsent } from "../peers/terminal.ts";
import { deliver, mails, openDesk } from "./desk.ts";
import { atRest } from "./walk.ts";

const absent = await terminalAbsent();
if (absent !== undefined && process.env.CI === "true") throw new Error(absent);

it.skipIf(absent !== undefined)(
  `gives the terminal back to the shell, and goes on with what was typed ${absent ?? ""}`,
  async () => {
    await using installation = await install();
    await using daemon = await installation.serve();
    await deliver(daemon, mails.printer);
    await using terminal = await openDesk(installation, { shell: true });
    await terminal.see("Printer on fire");
    await terminal.press("g", "g", "r");
    await terminal.see("> Please help");
    await terminal.press("Half a sent");
    await terminal.see("Half a sent");
    await terminal.press("C-z");
    await terminal.see("Stopped");
    expect(await terminal.screen()).not.toContain("Half a sent");
    await terminal.press("echo the shell reads; stty -a | grep -o ' -\\?icanon'", "Enter");
    await terminal.see(/^the shell reads\n icanon/m);
    await terminal.press("fg", "Enter");
    await terminal.see("Half a sent");
    await terminal.press("ence.");
    await terminal.see("Half a sentence.");
  },
  60_000,
);

it.skipIf(absent !== undefined)(
  `runs on where there is no shell to go back to ${absent ?? ""}`,
  async () => {
    await using installation = await install();
    await using daemon = await installation.serve();
    await deliver(daemon, mails.printer);
    await using terminal = await openDesk(installation);
    await terminal.see("Printer on fire");
    await terminal.press("C-z");
    await atRest(terminal);
    await terminal.press("g", "g", "r");
    await terminal.see("> Please help");
  },
  60_000,
);
