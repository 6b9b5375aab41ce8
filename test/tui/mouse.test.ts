/** The mouse, for who wants it: a click selects and opens, the wheel scrolls, and nothing of it is ever typed. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { withoutMouse } from "../../tui/mouse.ts";
import { type Installation, install } from "../peers/gotrs.ts";
import { type Terminal, terminalAbsent } from "../peers/terminal.ts";
import { deliver, mails, newHome, openDesk } from "./desk.ts";

const absent = await terminalAbsent();
if (absent !== undefined && process.env.CI === "true") throw new Error(absent);

it("takes reports of the mouse out of what is typed", () => {
  const input = "j\u001b[<0;10;5M\u001b[<0;10;5mk\u001b[<64;1;2M\u001b[<65;1;2M\u001b[<2;1;2M\u001b[A";
  expect(withoutMouse(input)).toEqual({
    keys: "jk\u001b[A",
    pointings: [
      { name: "click", row: 5, column: 10 },
      { name: "wheelUp", row: 2, column: 1 },
      { name: "wheelDown", row: 2, column: 1 },
    ],
  });
});

/** The terminal UI with the mouse, in front of these mails. */
async function withMouse(installation: Installation, columns = 80): Promise<Terminal> {
  const home = await newHome(installation.folder);
  await mkdir(join(home, "gotrs"), { recursive: true });
  await writeFile(join(home, "gotrs", "tui.yaml"), "mouse: true\n");
  return await openDesk(installation, { home, columns });
}

/** As a terminal reports the mouse. */
function report(terminal: Terminal, words: string): Promise<void> {
  return terminal.press("-H", ...Array.from(Buffer.from(`\u001b[${words}`), (byte) => byte.toString(16)));
}

async function click(terminal: Terminal, row: number, column = 20): Promise<void> {
  await report(terminal, `<0;${column};${row}M`);
  await report(terminal, `<0;${column};${row}m`);
}

/** Row of the screen, from 1, of the line that has this. */
function rowOf(screen: string, what: RegExp): number {
  return screen.split("\n").findIndex((line) => what.test(line)) + 1;
}

it.skipIf(absent !== undefined)(
  `selects with a click, opens with a second, and scrolls with the wheel ${absent ?? ""}`,
  async () => {
    await using installation = await install();
    await using daemon = await installation.serve();
    await deliver(daemon, mails.printer, mails.wide);
    await using terminal = await withMouse(installation);
    await terminal.see("Printer on fire");
    await terminal.press("g", "g");
    // The third ticket.
    await click(terminal, 5);
    await terminal.see("welcome@localhost\n Enter open");
    await report(terminal, "<64;20;5M");
    await terminal.see("ann@customer.test\n Enter open");
    await click(terminal, 4);
    await terminal.see("Please help, it burns.");
    await terminal.press("q", "m");
    await terminal.see("Move to");
    await click(terminal, 4);
    await click(terminal, 4);
    await terminal.see("moved to Misc");
  },
  60_000,
);

it.skipIf(absent !== undefined)(
  `opens the view and the queue that a click points at, in the overview and beside the list ${absent ?? ""}`,
  async () => {
    await using installation = await install();
    await using daemon = await installation.serve();
    await deliver(daemon, mails.printer);
    await using terminal = await withMouse(installation, 130);
    await click(terminal, rowOf(await terminal.see(/Raw +2/), /^ Junk/), 5);
    await terminal.see("All open · Junk: 0");
    await click(terminal, rowOf(await terminal.screen(), /^ Raw/), 34);
    await terminal.see("All open · Raw: 2");
    // Below the last queue there is nothing to open.
    await click(terminal, 20, 5);
    await click(terminal, rowOf(await terminal.screen(), /^ All queues/), 5);
    await terminal.see("All open: 2");
    // Beside the queues stand tickets.
    await click(terminal, rowOf(await terminal.screen(), /Printer on fire/), 40);
    await terminal.see("Please help, it burns.");
    await terminal.press("g", "o");
    await click(terminal, rowOf(await terminal.see("VIEWS AND QUEUES"), /^ Closed ones too/));
    await terminal.see("Closed ones too: 2");
    await terminal.press("g", "o");
    await click(terminal, rowOf(await terminal.see("VIEWS AND QUEUES"), /^ Raw/));
    await terminal.see("All open · Raw: 2");
  },
  60_000,
);
