/** The mouse, for who wants it: a click selects and opens, the wheel scrolls, and nothing of it is ever typed. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { withoutMouse } from "../../tui/mouse.ts";
import { install } from "../peers/gotrs.ts";
import { terminalAbsent } from "../peers/terminal.ts";
import { deliver, mails, newHome, openDesk } from "./desk.ts";

const absent = await terminalAbsent();
if (absent !== undefined && process.env.CI === "true") throw new Error(absent);

it("takes reports of the mouse out of what is typed", () => {
  const input = "j\u001b[<0;10;5M\u001b[<0;10;5mk\u001b[<64;1;2M\u001b[<65;1;2M\u001b[<2;1;2M\u001b[A";
  expect(withoutMouse(input)).toEqual({
    keys: "jk\u001b[A",
    pointings: [
      { name: "click", row: 5 },
      { name: "wheelUp", row: 2 },
      { name: "wheelDown", row: 2 },
    ],
  });
});

it.skipIf(absent !== undefined)(
  `selects with a click, opens with a second, and scrolls with the wheel ${absent ?? ""}`,
  async () => {
    await using installation = await install();
    await using daemon = await installation.serve();
    await deliver(daemon, mails.printer, mails.wide);
    const home = await newHome(installation.folder);
    await mkdir(join(home, "gotrs"), { recursive: true });
    await writeFile(join(home, "gotrs", "tui.yaml"), "mouse: true\n");
    await using terminal = await openDesk(installation, { home });
    await terminal.see("Printer on fire");
    await terminal.press("g", "g");
    // As a terminal reports a click on row 5: the third ticket.
    const report = (words: string) =>
      terminal.press("-H", ...Array.from(Buffer.from(`\u001b[${words}`), (byte) => byte.toString(16)));
    const click = async (row: number): Promise<void> => {
      await report(`<0;20;${row}M`);
      await report(`<0;20;${row}m`);
    };
    await click(5);
    await terminal.see("welcome@localhost\n Enter open");
    await report("<64;20;5M");
    await terminal.see("ann@customer.test\n Enter open");
    await click(4);
    await terminal.see("Please help, it burns.");
    await terminal.press("q", "m");
    await terminal.see("Move to");
    await click(4);
    await click(4);
    await terminal.see("moved to Junk");
  },
  60_000,
);
