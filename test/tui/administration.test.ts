/** Administration by forms: in a real terminal before a real daemon, and what the daemon then holds. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { adminModules } from "../../src/admin/modules/index.ts";
import { Client } from "../../tui/client/client.ts";
import { formOf, newForm, withValues } from "../../tui/form/form.ts";
import { save } from "../../tui/form/saving.ts";
import type { Done } from "../../tui/ground.ts";
import { eventually } from "../peers/eventually.ts";
import { type Daemon, type Installation, install } from "../peers/gotrs.ts";
import { type Terminal, terminalAbsent } from "../peers/terminal.ts";
import { newHome, openDesk } from "./desk.ts";

const absent = await terminalAbsent();
if (absent !== undefined && process.env.CI === "true") throw new Error(absent);

describe.skipIf(absent !== undefined)(`administration by forms ${absent ?? ""}`, () => {
  let installation: Installation;
  let daemon: Daemon;
  let editor: string;
  beforeAll(async () => {
    installation = await install();
    // Writes what lies in a file of this name, if any.
    editor = join(installation.folder, "editor");
    await writeFile(editor, `#!/bin/sh\ncat "${editor}.text" > "$1"\n`, { mode: 0o755 });
    daemon = await installation.serve();
  });
  afterAll(async () => {
    await daemon?.[Symbol.asyncDispose]();
    await installation?.[Symbol.asyncDispose]();
  });
  const show = async (thing: string, key: string) =>
    await installation.json<Readonly<Record<string, unknown>>>("admin", thing, "show", key);
  /** The entries of a thing, in a new terminal. */
  const entriesOf = async (thing: string, options: Parameters<typeof openDesk>[1] = {}): Promise<Terminal> => {
    const terminal = await openDesk(installation, { environment: { EDITOR: editor, VISUAL: editor }, ...options });
    await terminal.see("Welcome");
    await openEntries(terminal, thing);
    return terminal;
  };
  const openEntries = async (terminal: Terminal, thing: string): Promise<void> => {
    await terminal.press("g", "s");
    await terminal.see("what permissions are given for");
    await openThing(terminal, thing);
  };
  /** From the page of all things. */
  const openThing = async (terminal: Terminal, thing: string): Promise<void> => {
    const place = adminModules.findIndex((module) => module.thing === thing) + 1;
    await terminal.press(...`${place}`, "G", "Enter");
    await terminal.see(new RegExp(`^ ?${thing}(: \\d+)?\\s*\n\n(?:[> ]*\\+ |> add)`, "m"));
  };
  /** Puts the cursor on a field. */
  const to = async (terminal: Terminal, thing: string, field: string): Promise<void> => {
    const fields = Object.keys(adminModules.find((module) => module.thing === thing)?.fields ?? {});
    await terminal.press(...`${fields.indexOf(field) + 1}`, "G");
    await terminal.see(new RegExp(`^ ${field}: `, "m"));
  };

  it("tells every fault beside its field, keeps what was typed, and saves when all of it is mended", async () => {
    await using terminal = await entriesOf("queue");
    await terminal.press("Enter");
    await terminal.see("New queue");
    // What needs no daemon is told before it is asked.
    await terminal.press("8", "G", "Enter", "C-u", "soon", "Enter");
    await terminal.see('! "soon" is no whole number.');
    await terminal.press("C-s");
    await terminal.see(/^ {2}\*name {17}–\n +! It must not be empty\.$/m);
    await terminal.see("Not saved yet. Mend: name, unlockTimeout");
    await terminal.press("Enter", "Nowhere::Sales", "Enter", "Enter", "usr", "Enter");
    await terminal.see(/●\*group +users/);
    await terminal.press("8", "G", "Enter", "C-u", "30", "Enter");
    await to(terminal, "queue", "calendar");
    await terminal.press("Enter", "77", "Enter");
    await terminal.see(/● calendar +77/);
    await terminal.press("C-s");
    await terminal.see("Not saved yet. Mend: name, calendar");
    const screen = await terminal.see(/! there is no queue "Nowhere" to put "Nowhere::Sales"\n +below\. Name one/);
    expect(screen).toMatch(/● unlockTimeout +30/);
    // The cursor stands on the first one that is wrong; the other is told at its field as well.
    expect(screen).toMatch(/^ name: with :: between/m);
    await terminal.press("G");
    await terminal.see('! there is no calendar "77"');
    await terminal.press("g", "g", "Enter", "C-u", "Sales", "Enter");
    await to(terminal, "queue", "calendar");
    await terminal.press("D", "C-s");
    await terminal.see("queue Sales added");
    expect(await show("queue", "Sales")).toMatchObject({
      ...{ group: "users", unlockTimeout: 30, calendar: null },
      // What the form left to the daemon.
      ...{ systemAddress: "support@localhost", followUp: "possible" },
    });
  }, 90_000);

  it("chooses references from those there are, empties and restores fields, sends what was changed, and takes it back", async () => {
    await installation.json("admin", "queue", "add", "Repair", "--group", "users");
    await installation.json("admin", "group", "add", "vip", "--comment", "few");
    await using terminal = await entriesOf("queue");
    await terminal.press("/", "Repair", "Enter", "Enter");
    await terminal.see("queue Repair");
    await to(terminal, "queue", "group");
    await terminal.press("Enter");
    await terminal.see(/^ {3}stats\n {3}users\n {3}vip$/m);
    await terminal.press("vp", "Enter");
    await terminal.see(/●\*group +vip/);
    await to(terminal, "queue", "templates");
    await terminal.press("Enter");
    await terminal.see("Space marks");
    await terminal.press("Space", "Enter");
    await terminal.see(/● templates +\S/);
    await terminal.press("k", "r");
    await terminal.see(/^ {3}templates +–/m);
    await to(terminal, "queue", "followUpLock");
    await terminal.press("Enter");
    await terminal.see(/● followUpLock +yes/);
    await terminal.press("g", "g", "Enter", "C-u", "Repairs", "Enter");
    await terminal.see("not saved");
    await installation.json("admin", "queue", "set", "Repair", "--comment", "meanwhile");
    await terminal.press("C-s");
    await terminal.see("queue Repairs changed");
    const changed = { group: "vip", followUpLock: true, templates: [], comment: "meanwhile" };
    expect(await show("queue", "Repairs")).toMatchObject(changed);
    await terminal.press("u");
    await terminal.see("Undone: queue Repairs changed");
    await terminal.see(/^ {2}\*name {17}Repair$/m);
    expect(await show("queue", "Repair")).toMatchObject({ group: "users", followUpLock: false, comment: "meanwhile" });
  }, 90_000);

  it("asks before what is not saved is thrown away, and not otherwise", async () => {
    await using terminal = await entriesOf("group");
    await terminal.press("/", "stats", "Enter", "Enter");
    await terminal.see("group stats");
    await terminal.press("q");
    await terminal.see("+ add");
    await terminal.press("Enter", "j", "Enter", "C-u", "For figures", "Enter");
    await terminal.see("not saved");
    await terminal.press("Escape");
    await terminal.see("Throw away what is not saved? (y/n)");
    await terminal.press("n");
    await terminal.see(/● comment +For figures/);
    await terminal.press("q", "y");
    await terminal.see("+ add");
    expect(await show("group", "stats")).toMatchObject({ comment: expect.not.stringContaining("figures") });
  }, 60_000);

  it("disables with one key what is a field like the others, takes holidays away and brings them back", async () => {
    await installation.json("admin", "holiday", "add", "12-24", "--name", "Christmas Eve");
    await using terminal = await entriesOf("holiday");
    await terminal.press("j", "Enter");
    await terminal.see("holiday 12-24");
    await terminal.press("G", "Enter");
    await terminal.see(/● valid +no/);
    await terminal.press("C-s");
    await terminal.see("holiday 12-24 taken away");
    await terminal.see("There is none yet.");
    await terminal.press("u");
    await terminal.see("Undone: holiday 12-24 taken away");
    await terminal.see("Christmas Eve");
  }, 60_000);

  it("gives permissions by group, and lists of texts by what is known of them", async () => {
    await using terminal = await entriesOf("role");
    await terminal.press("Enter", "Enter", "Second level", "Enter", "Enter");
    await terminal.see("permissions, group:");
    await terminal.press("usr", "Enter");
    await terminal.see("permissions, users:");
    await terminal.press("note", "Space", "ro", "Space");
    await terminal.see(/✓ ro.*✓ note/s);
    await terminal.press("Enter");
    await terminal.see(/users +note, ro$/m);
    await terminal.press("stats", "Enter");
    await terminal.see("permissions, stats:");
    await terminal.press("rw", "Space", "Enter");
    await terminal.see(/stats +rw$/m);
    await terminal.press("Escape", "C-s");
    await terminal.see("role Second level added");
    expect(await show("role", "Second level")).toMatchObject({
      permissions: { users: ["note", "ro"], stats: ["rw"] },
    });
    await terminal.press("q", "q");
    await terminal.see("Administration");
    await openThing(terminal, "notification");
    await terminal.see("New ticket");
    await terminal.press("j", "Enter", "j", "Enter");
    await terminal.see("✓ NotificationNewTicket");
    await terminal.press("TicketDynamicFieldUpdate_Room", "Space", "Enter", "C-s");
    await terminal.see("notification New ticket changed");
    expect(await show("notification", "New ticket")).toMatchObject({
      events: ["NotificationNewTicket", "TicketDynamicFieldUpdate_Room"],
    });
  }, 90_000);

  it("takes files from here with their names, and trees from $EDITOR where that is asked for, which may be mended there", async () => {
    const manual = join(installation.folder, "manual.pdf");
    await writeFile(manual, "%PDF-1.4");
    await using terminal = await entriesOf("attachment");
    await terminal.press("Enter", "Enter", "Manual", "Enter", "Enter", "/no/such", "Enter");
    await terminal.see("there is no /no/such. Check the path");
    await terminal.press("C-u", "/etc", "Enter");
    await terminal.see("/etc is a folder. Name a file");
    await terminal.press("C-u", manual, "Enter");
    await terminal.see(/content +8 B\n.*filename +manual\.pdf\n.*contentType +application\/pdf/);
    await terminal.press("C-s");
    await terminal.see("attachment Manual added");
    expect(await show("attachment", "Manual")).toMatchObject({ content: Buffer.from("%PDF-1.4").toString("base64") });
    await terminal.press("q", "q");
    await terminal.see("Administration");
    await openThing(terminal, "acl");
    await terminal.press("Enter", "Enter", "100 none", "Enter");
    await to(terminal, "acl", "match");
    await writeFile(`${editor}.text`, '{"Properties":');
    await terminal.press("C-e");
    await terminal.see("! This is no JSON.");
    await writeFile(`${editor}.text`, '# match\n{"Properties":{"Ticket":{"Queue":["Raw"]}}}\n');
    await terminal.press("Enter");
    await terminal.see("● match           Properties · Ticket · Queue: Raw");
    await terminal.press("C-s");
    await terminal.see("acl 100 none added");
    expect(await show("acl", "100 none")).toMatchObject({ match: { Properties: { Ticket: { Queue: ["Raw"] } } } });
  }, 90_000);

  it("shows a secret that was made once, and says that a secret cannot be taken back", async () => {
    await using terminal = await entriesOf("token");
    await terminal.press("Enter", "Enter", "root@localhost: terminal", "Enter", "C-s");
    await terminal.see(/^ token gotrs_\S+/m);
    await terminal.press("q");
    await terminal.see("+ add");
    await terminal.press("/", "terminal", "Enter", "Enter");
    expect(await terminal.see("never shown")).not.toContain("gotrs_");
    await terminal.press("Enter");
    await terminal.see(/Stays as it is: it is known by it/);
    await to(terminal, "token", "token");
    await terminal.press("Enter", "Enter", "C-s");
    await terminal.see(/^ token gotrs_\S+/m);
    await terminal.press("u");
    await terminal.see("A secret cannot be set back");
  }, 60_000);

  it("keeps what was typed when the login ends meanwhile", async () => {
    await using terminal = await openDesk(installation, { arguments: ["--server", daemon.http] });
    await terminal.see("Password");
    await terminal.press("root@localhost", "Enter", installation.password, "Enter");
    await terminal.see("Welcome to gotrs");
    await openEntries(terminal, "priority");
    await terminal.press("Enter", "Enter", "6 at once", "Enter");
    await terminal.see(/name +6 at once/);
    await installation.run(["admin", "session", "end", "--user", "root@localhost"]);
    await terminal.press("C-s");
    await terminal.see("Your login has ended");
    await terminal.press(installation.password, "Enter");
    await terminal.see(/name +6 at once/);
    await terminal.press("C-s");
    await terminal.see("priority 6 at once added");
  }, 60_000);

  it("is worked by the mouse, heard as sentences, and obeys the agent's own keys and language", async () => {
    const home = await newHome(installation.folder);
    await mkdir(join(home, "gotrs"), { recursive: true });
    await writeFile(
      join(home, "gotrs", "tui.yaml"),
      "mouse: true\nlanguage: de\nkeys:\n  form:\n    saveEntry: w\n    empty: x\n",
    );
    await using terminal = await openDesk(installation, { home });
    await terminal.see("Welcome");
    await terminal.press("g", "s");
    await terminal.see("Verwaltung");
    await openThing(terminal, "priority");
    await terminal.see("3 normal");
    await terminal.press("/", "3 normal", "Enter", "Enter");
    const screen = await terminal.see("priority 3 normal");
    const row = screen.split("\n").findIndex((line) => /^ +valid /.test(line)) + 1;
    const click = (): Promise<void> =>
      terminal.press("-H", ...Array.from(Buffer.from(`\u001b[<0;10;${row}M`), (byte) => byte.toString(16)));
    await click();
    await terminal.see(/^ valid: /m);
    await click();
    await terminal.see(/● valid +nein/);
    await terminal.see("w speichern");
    await terminal.press("g", "g", "x", "w");
    await terminal.see("Es darf nicht leer sein.");
    await using reader = await entriesOf("priority", { arguments: ["--screen-reader"] });
    await reader.press("j", "Enter", "Enter", "x", "Enter");
    await reader.see(/^ {2}name: \S.*x, needed, changed$/m);
  }, 90_000);

  it("takes back through the API what was saved, step by step", async () => {
    const client = new Client({ kind: "socket", path: daemon.socket, agent: undefined });
    const thing = (await client.things()).find((one) => one.thing === "user");
    if (thing === undefined) throw new Error("there is no such thing");
    const done: Done[] = [];
    const ground = { client, say: () => {}, remember: (one: Done) => void done.push(one), again: () => {} };
    const told: unknown[] = [];
    const takenBack = (...all: readonly unknown[]): void => void told.push(all[1]);
    const filled = { login: "max", firstName: "Max", lastName: "Moor" };
    const { form, made } = await save({ ...ground, takenBack }, withValues(newForm(thing), filled));
    expect(made).toEqual([{ name: "password", secret: expect.stringMatching(/^\S{8,}$/) }]);
    if (form === undefined) throw new Error("it is gone");
    await save({ ...ground, takenBack }, withValues(form, { login: "moor", mobile: "1", password: "new one 4711" }));
    expect(await done[1]?.undo?.()).toContain("A secret cannot be set back");
    expect(await client.entry(thing, "max")).toMatchObject({ mobile: null });
    await done[0]?.undo?.();
    expect(await client.entry(thing, "max")).toMatchObject({ valid: false });
    expect(told).toEqual(["moor", "max"]);
    await expect(save({ ...ground, takenBack }, withValues(formOf(thing, filled), { email: "max" }))).rejects.toThrow(
      '"max" is no mail address',
    );
    await eventually("an agent who is disabled", async () => !(await show("user", "max")).valid);
  });
});
