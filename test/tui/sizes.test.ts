/** Every screen at three sizes, as text in test/golden/SIZE/: read by eye once, held to it from then on. */
import { setTimeout } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { install } from "../peers/gotrs.ts";
import { type Terminal, terminalAbsent } from "../peers/terminal.ts";
import { deliver, mails, openDesk } from "./desk.ts";
import { stable } from "./stable.ts";

const absent = await terminalAbsent();
if (absent !== undefined && process.env.CI === "true") throw new Error(absent);

/** Screen, the keys that lead to it from the one before, and what it shows when it is there. */
type Step = readonly [name: string, keys: readonly string[], shows: string | RegExp];

const fromList: readonly Step[] = [
  ["list", [], "welcome@localho"],
  ["list-help", ["?"], "reply with a template"],
  ["overview", ["Escape", "g", "o"], /^ Closed ones too +3/m],
  ["palette", [":"], "Command:"],
  ["move", ["Escape", "g", "a", "m"], "Move to:"],
  ["order", ["Escape", "o"], "Order:"],
  ["columns", ["Escape", "C"], "Columns:"],
  ["search", ["Escape", "/", "fire is:un"], "unlocked"],
  ["search-wrong", ["Enter"], "there is no is:un"],
  ["outbound", ["Escape", "g", "q"], "nothing has failed"],
  ["report", ["q", "g", "r"], "By queue"],
  ["template", ["q", "g", "g", "j", "i"], "Which printer is it?"],
  ["reply-template", ["Enter"], "> Please help"],
  ["composer-help", ["C-g"], "go on in $EDITOR"],
  ["throw-away", ["Escape", "x", "Escape"], "Throw away"],
];
const fromTicket: readonly Step[] = [
  ["ticket", ["y", "Enter"], /Raw 3 ●2/],
  ["ticket-help", ["?"], "save an attachment"],
  ["links", ["Escape", "v", "l"], "No ticket is linked"],
  ["fields", ["q", "v", "d"], "Tickets have no dynamic fields"],
  ["reply", ["q", "r"], "> Please help"],
  ["note", ["Escape", "n"], "the customer does not see it"],
  ["forward", ["Escape", "F"], "Nobody would receive it"],
];

/** The screen when it stands still: what is read in the middle of a frame is none. */
async function atRest(terminal: Terminal): Promise<string> {
  for (let last = await terminal.screen(); ; ) {
    await setTimeout(150);
    const now = await terminal.screen();
    if (now === last) return now;
    last = now;
  }
}

describe.skipIf(absent !== undefined)(`every screen ${absent ?? ""}`, () => {
  it.each([
    [80, 24],
    [120, 40],
    [200, 60],
  ])(
    "looks as it did at %i×%i",
    async (columns, rows) => {
      await using installation = await install();
      const template = ["Ask for more", "--text", "Dear <OTRS_CUSTOMER_REALNAME>,\n\nWhich printer is it?"];
      await installation.json("admin", "template", "add", ...template, "--queues", "Raw");
      await using daemon = await installation.serve();
      await deliver(daemon, mails.printer, mails.wide);
      await using terminal = await openDesk(installation, { columns, rows });
      await terminal.see(/Raw +3 +●3/);
      for (const [name, keys, shows] of [...fromList, ...fromTicket]) {
        if (keys.length > 0) await terminal.press(...keys);
        await terminal.see(shows);
        const screen = await atRest(terminal);
        await expect(stable(screen)).toMatchFileSnapshot(`../golden/${columns}x${rows}/${name}.txt`);
      }
    },
    180_000,
  );
});
