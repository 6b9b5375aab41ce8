/** A machine that lets nothing be remembered, or no screen be drawn: the agent is told why, and works on where that can be. */
import { expect, it } from "vitest";
import { install } from "../peers/gotrs.ts";
import { terminalAbsent } from "../peers/terminal.ts";
import { deliver, mails, openDesk } from "./desk.ts";

const absent = await terminalAbsent();
if (absent !== undefined && process.env.CI === "true") throw new Error(absent);

it.skipIf(absent !== undefined || process.platform !== "linux")(
  `draws, answers and says why where no folder can be made ${absent ?? ""}`,
  async () => {
    await using installation = await install();
    await using daemon = await installation.serve();
    await deliver(daemon, mails.printer);
    // No folder can be made there, by nobody; the tour of a first start is shown, as nothing says that it was seen.
    const nowhere = { HOME: "/proc/nope", XDG_STATE_HOME: "", XDG_CONFIG_HOME: "", XDG_CACHE_HOME: "" };
    await using terminal = await openDesk(installation, { environment: nowhere });
    await terminal.see("Welcome to gotrs");
    await terminal.press("Escape");
    await terminal.see("Printer on fire");
    await terminal.see("Cannot remember anything. Let XDG_STATE_HOME name a folder");
    await terminal.press("g", "g", "r");
    await terminal.see("> Please help");
    await terminal.press("Unkept");
    await terminal.see("The draft cannot be kept on disk");
    await terminal.press("C-s");
    await terminal.see("reply queued");
    await terminal.press("g", "l");
    const log = await terminal.see("What was told");
    expect(log.match(/Cannot remember anything/g)).toHaveLength(1);
    expect(log.match(/The draft cannot be kept/g)).toHaveLength(1);
    expect(log).toContain("'/proc/nope'");
  },
  60_000,
);

it.skipIf(absent !== undefined)(
  `says what it needs on a terminal that cannot place its cursor ${absent ?? ""}`,
  async () => {
    await using installation = await install();
    await using terminal = await openDesk(installation, { environment: { TERM: "dumb" }, columns: 160 });
    await terminal.see('gotrs: TERM is "dumb"');
    await terminal.see("Set TERM to what it is, such as xterm-256color");
  },
  60_000,
);
