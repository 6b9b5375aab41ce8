/** What escalates is told beside its queue, wherever queues stand. */
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, it } from "vitest";
import { install } from "../peers/gotrs.ts";
import { terminalAbsent } from "../peers/terminal.ts";
import { deliver, mails, openDesk } from "./desk.ts";

const absent = await terminalAbsent();
if (absent !== undefined && process.env.CI === "true") throw new Error(absent);

it.skipIf(absent !== undefined)(
  `counts what escalates, in the first line, beside the list and in the overview ${absent ?? ""}`,
  async () => {
    await using installation = await install();
    await using daemon = await installation.serve();
    await deliver(daemon, mails.printer);
    const desk = new Database(join(installation.folder, "gotrs.db"));
    const inAnHour = Math.floor(Date.now() / 1000) + 3600;
    desk.prepare("update ticket set escalation_time = ? where title = 'Printer on fire'").run(inAnHour);
    desk.close();
    await using terminal = await openDesk(installation);
    await terminal.see(/Raw 2 ●2 !1/);
    await terminal.press("g", "o");
    await terminal.see(/^ Raw +2 +●2 +!1$/m);
    await terminal.see(/^ All open +2 +●2 +!1$/m);
    await terminal.resize(130, 30);
    await terminal.press("g", "a");
    await terminal.see(/^ Raw +!1 +2 +●2/m);
    await terminal.press("c");
    await terminal.see("closed successful");
    const screen = await terminal.see(/^ Raw +1 +●1/m);
    expect(screen).not.toContain("!1");
  },
  60_000,
);
