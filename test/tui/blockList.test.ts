/** Senders whose mail nobody wants, from the terminal: blocked, let in again, and both taken back. */
import { expect, it } from "vitest";
import { install } from "../peers/gotrs.ts";
import { terminalAbsent } from "../peers/terminal.ts";
import { newHome, openDesk } from "./desk.ts";

const absent = await terminalAbsent();
if (absent !== undefined && process.env.CI === "true") throw new Error(absent);

interface Blocks {
  readonly blocks: readonly { readonly pattern: string; readonly reason: string; readonly expires: string | null }[];
}

it.skipIf(absent !== undefined)(
  `blocks a sender with a reason and an end, lets one in again, and takes both back ${absent ?? ""}`,
  async () => {
    await using installation = await install();
    await using _daemon = await installation.serve();
    const blocked = async () => (await installation.json<Blocks>("admin", "block-list", "list")).blocks;
    await using terminal = await openDesk(installation);
    await terminal.see("Welcome");
    await terminal.press("g", "s");
    await terminal.see("customer-company");
    await terminal.press("/", "senders whose mail", "Enter", "Enter");
    await terminal.see("There is none yet.");
    // What cannot be blocked is told where it can be mended.
    await terminal.press("+", "evil test", "Enter");
    await terminal.see('"evil test" is no address, domain, IP or network.');
    await terminal.press("C-u", "*@evil.test", "Enter");
    await terminal.see("Why (the sender is told)");
    await terminal.press("sells things", "Enter");
    await terminal.see("Until (30d, 2027-12-31; empty: for good)");
    await terminal.press("soon", "Enter");
    await terminal.see('"soon" is no time to come');
    await terminal.press("C-u", "30d", "Enter");
    await terminal.see("*@evil.test is blocked");
    await terminal.see(/^ address {2}\*@evil\.test {2}sells things +until \d/m);
    const [first] = await blocked();
    expect(first).toMatchObject({ pattern: "*@evil.test", reason: "sells things" });
    expect(first?.expires).toMatch(/^\d{4}-/);

    // The same again is another reason for it, and what it had stands there.
    await terminal.press("+", "*@evil.test", "Enter");
    await terminal.see("Why (the sender is told): sells things");
    await terminal.press(" twice", "Enter");
    await terminal.see(/for good\): 20\d\d-\d\d-\d\d \d\d:\d\d/);
    await terminal.press("C-u", "Enter");
    await terminal.see(/^ address {2}\*@evil\.test {2}sells things twice$/m);
    await terminal.press("u");
    await terminal.see("Undone: *@evil.test is blocked");
    await terminal.see(/^ address {2}\*@evil\.test {2}sells things +until \d/m);

    await terminal.press("G", "Enter");
    await terminal.see("*@evil.test is blocked no longer");
    await terminal.see("There is none yet.");
    expect(await blocked()).toEqual([]);
    await terminal.press("u");
    await terminal.see(/^ address {2}\*@evil\.test {2}sells things +until \d/m);
    expect(await blocked()).toMatchObject([{ pattern: "*@evil.test", reason: "sells things" }]);
  },
  90_000,
);

it.skipIf(absent !== undefined)(
  `says in the agent's language what cannot be blocked ${absent ?? ""}`,
  async () => {
    await using installation = await install();
    await using _daemon = await installation.serve();
    const home = await newHome(installation.folder, "language: de\n");
    await using terminal = await openDesk(installation, { home });
    await terminal.see("Welcome");
    await terminal.press("g", "s");
    await terminal.see("customer-company");
    await terminal.press("/", "Absender, deren Mail", "Enter", "Enter", "+");
    await terminal.see("Adresse (* für alles), Domain, IP oder Netz");
    await terminal.press("localhost", "Enter");
    await terminal.see("„localhost“ ist keine Adresse, Domain, IP und kein Netz.");
  },
  60_000,
);
