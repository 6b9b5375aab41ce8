/** Structures of administration by forms below the form: in a real terminal before a real daemon, at three sizes. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { adminModules } from "../../src/admin/modules/index.ts";
import { type Daemon, type Installation, install } from "../peers/gotrs.ts";
import { type Terminal, terminalAbsent } from "../peers/terminal.ts";
import { openDesk } from "./desk.ts";
import { type Step, walk } from "./walk.ts";

const absent = await terminalAbsent();
if (absent !== undefined && process.env.CI === "true") throw new Error(absent);

/** Each from the one before. */
const screens: readonly Step[] = [
  ["inner-none", ["3", "G", "Enter"], /key +value +not\n \+ add/],
  ["inner-new", ["Enter"], "› matches › 1"],
  ["inner-known", ["Enter", "Sub"], /Tab: +Subject/],
  ["inner-rows", ["Tab", "Enter", "Enter", "casino(", "Enter", "q"], /● Subject +casino\(/],
  [
    "inner-refused",
    ["q", "j", "Enter", "Enter", "Enter", "X-OTRS-Queue", "Enter", "Enter", "Junkk", "Enter", "C-s", "C-s"],
    "Mend: matches",
  ],
  ["inner-wrong", ["Enter", "j", "Enter"], /value +casino\(.*\n +! Subject: "casino\("/],
  ["inner-help", ["q", "?"], "as JSON in $EDITOR"],
];

describe.skipIf(absent !== undefined)(`structures by forms ${absent ?? ""}`, () => {
  let installation: Installation;
  let daemon: Daemon;
  beforeAll(async () => {
    installation = await install();
    daemon = await installation.serve();
  });
  afterAll(async () => {
    await daemon?.[Symbol.asyncDispose]();
    await installation?.[Symbol.asyncDispose]();
  });
  const show = async (thing: string, key: string) =>
    await installation.json<Readonly<Record<string, unknown>>>("admin", thing, "show", key);
  const entriesOf = async (thing: string, options: Parameters<typeof openDesk>[1] = {}): Promise<Terminal> => {
    const terminal = await openDesk(installation, options);
    await terminal.see("Welcome");
    await terminal.press("g", "s");
    await terminal.see("what permissions are given for");
    await terminal.press(...`${adminModules.findIndex((module) => module.thing === thing) + 1}`, "G", "Enter");
    await terminal.see(new RegExp(`^ ${thing}\\s*\n\n \\+ `, "m"));
    return terminal;
  };

  it.each([
    [80, 24],
    [140, 40],
    [200, 60],
  ])(
    "look as they did at %i×%i, and save nothing before the entry is saved",
    async (columns, rows) => {
      await using terminal = await entriesOf("postmaster-filter", { columns, rows });
      await terminal.press("g", "g", "Enter", "Enter", `${columns} spam`, "Enter");
      await terminal.see(/●\*name +\d+ spam/);
      await walk(terminal, `${columns}x${rows}`, screens, (screen) => screen.replaceAll(`${columns} spam`, "10 spam"));
      // Mended where it is told, in both places, and then saved as a whole.
      await terminal.press("Escape", "Enter", "Enter", "BSpace", "Enter", "C-s");
      await terminal.see("Not saved yet: ^S saves the entry");
      expect((await installation.run(["admin", "postmaster-filter", "show", `${columns} spam`])).code).not.toBe(0);
      await terminal.press("C-s");
      await terminal.see(/! .*Junkk/);
      await terminal.press("Enter", "j", "Enter");
      await terminal.see(/value +Junkk.*\n +! .*Junkk/);
      await terminal.press("Enter", "C-u", "Ju", "Tab", "Enter", "C-s", "C-s");
      await terminal.see(`postmaster-filter ${columns} spam added`);
      expect(await show("postmaster-filter", `${columns} spam`)).toMatchObject({
        matches: [{ key: "Subject", value: "casino", not: false }],
        sets: [{ key: "X-OTRS-Queue", value: "Junk" }],
      });
    },
    120_000,
  );

  it("takes away, moves and brings back rows, names what a row can name, and takes all back once it is saved", async () => {
    const rule = '{"Properties":{"Ticket":{"Queue":["Raw"],"State":["new"]}}}';
    const change = '{"PossibleNot":{"Action":["AgentTicketClose"]}}';
    await installation.json("admin", "acl", "add", "100 close", "--match", rule, "--change", change);
    await using terminal = await entriesOf("acl");
    await terminal.press("j", "Enter");
    await terminal.see("match           Properties · Ticket · Queue: Raw; Properties · Ticket");
    await terminal.press("/", "match", "Enter", "n", "Enter");
    await terminal.see(/› match[\s\S]*Queue +Raw\n/);
    await terminal.press("j", "D");
    await terminal.see(/\+ add\n +Properties +Ticket +State +new/);
    await terminal.press("u");
    await terminal.see(/Queue +Raw\n/);
    await terminal.press("g", "g", "j", "Enter", "G", "Enter");
    await terminal.see("values: ");
    await terminal.press("Misc", "Space", "Enter");
    await terminal.see(/● values +Raw, Misc/);
    await terminal.press("J", "q", "J");
    await terminal.see("Their order means nothing");
    await terminal.press("C-s", "C-s");
    await terminal.see("acl 100 close changed");
    const stored = (queues: readonly string[]) => ({
      match: { Properties: { Ticket: { Queue: queues, State: ["new"] } } },
    });
    expect(await show("acl", "100 close")).toMatchObject(stored(["Raw", "Misc"]));
    await terminal.press("u");
    await terminal.see("Undone: acl 100 close changed");
    expect(await show("acl", "100 close")).toMatchObject(stored(["Raw"]));
  }, 60_000);
});
