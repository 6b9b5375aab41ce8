/** Every thing that the daemon lists can be added by its form, filled with no more than it needs. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Thing, ThingField } from "../../tui/client/administration.ts";
import { Client } from "../../tui/client/client.ts";
import { samples } from "../admin/samples/index.ts";
import { install } from "../peers/gotrs.ts";
import { type Terminal, terminalAbsent } from "../peers/terminal.ts";
import { openDesk } from "./desk.ts";

const absent = await terminalAbsent();
if (absent !== undefined && process.env.CI === "true") throw new Error(absent);

it.skipIf(absent !== undefined)(
  `adds an entry of every thing by its form ${absent ?? ""}`,
  async () => {
    await using installation = await install();
    const editor = join(installation.folder, "editor");
    const file = join(installation.folder, "text");
    await writeFile(editor, `#!/bin/sh\ncat "${file}" > "$1"\n`, { mode: 0o755 });
    await using daemon = await installation.serve();
    const client = new Client({ kind: "socket", path: daemon.socket, agent: undefined });
    await using terminal = await openDesk(installation, { environment: { EDITOR: editor, VISUAL: editor } });
    await terminal.see("Welcome");
    const things = await client.things();
    expect(things.length).toBeGreaterThan(25);
    for (const [index, thing] of things.entries()) {
      await terminal.press("g", "s");
      await terminal.see(/^ Administration/m);
      await terminal.press(...`${index + 1}`, "G", "Enter");
      await terminal.see(new RegExp(`^ ${thing.thing}(: \\d+)?\\s*\\n\\n \\+ add`, "m"));
      await terminal.press("g", "g", "Enter");
      await terminal.see(`New ${thing.thing}`);
      const { key, values } = neededOf(thing);
      for (const [place, field] of thing.fields.entries()) {
        const value = values[field.name];
        if (value === undefined) continue;
        await terminal.press(...`${place + 1}`, "G");
        await fill(terminal, field, value, file);
      }
      await terminal.press("C-s");
      await terminal.see(`${thing.thing} ${key} added`);
      expect(await client.entry(thing, key)).toMatchObject({ [thing.key]: key });
      await terminal.press("q");
      await terminal.see("+ add");
      await terminal.press("q", "q");
      await terminal.see("Welcome");
    }
  },
  300_000,
);

/** What has to be given, and the trees without which a thing does nothing. */
function neededOf({ thing, key, fields }: Thing) {
  const sample = samples[thing];
  if (sample === undefined) throw new Error(`${thing} has no sample`);
  const name = thing === "token" ? "root@localhost: backup" : sample.key;
  const given: Readonly<Record<string, unknown>> = { ...sample.add, [key]: name };
  const needed = fields.filter(
    ({ name: one, kind, items, required }) =>
      given[one] !== undefined && (required || (kind === "structure" && items === undefined)),
  );
  return { key: name, values: Object.fromEntries(needed.map(({ name: one }) => [one, given[one]])) };
}

async function fill(terminal: Terminal, field: ThingField, value: unknown, file: string): Promise<void> {
  const { name, kind, items } = field;
  const typed = String(value);
  switch (kind) {
    case "choice":
    case "reference":
      await terminal.press("Enter");
      await terminal.see(`${name}: `);
      await terminal.press(typed, "Enter");
      break;
    case "longText":
    case "structure":
      if (items !== undefined) throw new Error(`${name} is asked for otherwise`);
      await writeFile(file, kind === "longText" ? typed : JSON.stringify(value));
      await terminal.press(kind === "longText" ? "Enter" : "C-e");
      break;
    case "file":
      await writeFile(file, Buffer.from(typed, "base64"));
      await terminal.press("Enter", file, "Enter");
      break;
    default:
      await terminal.press("Enter", "C-u");
      // Names may look like keys: C-100.
      await terminal.press("-l", typed);
      await terminal.press("Enter");
  }
  await terminal.see(new RegExp(`^ ●[* ]${name} `, "m"));
}
