/** Writes what was filled in, says so, and knows how it is taken back. */
import type { AdminEntry, Thing } from "../client/administration.ts";
import type { Client } from "../client/client.ts";
import type { Done } from "../ground.ts";
import { text } from "../messages.ts";
import { safeLine } from "../text/safe.ts";
import { type Form, formOf, toSend } from "./form.ts";
import { checked, wrongFields } from "./judging.ts";

export interface SaveGround {
  readonly client: Pick<Client, "addEntry" | "setEntry">;
  readonly say: (told: string) => void;
  readonly remember: (done: Done) => void;
  /** Lists that name entries are looked at anew. */
  readonly again: () => void;
  /** An entry that was taken back, as it is now; undefined when it is gone. */
  readonly takenBack: (thing: Thing, key: string, entry: AdminEntry | undefined) => void;
}

export interface Saved {
  /** Of the entry as it is now; undefined when it was taken away. */
  readonly form: Form | undefined;
  /** Secrets that were made: nobody can read them again. */
  readonly made: readonly { readonly name: string; readonly secret: string }[];
}

/** Some fields are wrong; nothing was sent. */
export class Unfinished extends Error {
  override readonly name = "Unfinished";
  readonly form: Form;
  constructor(form: Form) {
    super(unfinishedWords(form));
    this.form = form;
  }
}

/** So many of what is wrong are named; the others stand in the form. */
const mostNamed = 4;

export function unfinishedWords(form: Form): string {
  const names = wrongFields(form).map((index) => form.thing.fields[index]?.name ?? "");
  const fields = names.length > mostNamed ? [...names.slice(0, mostNamed), `+${names.length - mostNamed}`] : names;
  return text("form.wrong", { fields: fields.join(", ") });
}

/** @throws Unfinished before anything is sent, ClientError when the daemon refused it */
export async function save(ground: SaveGround, form: Form): Promise<Saved> {
  const looked = checked(form);
  if (wrongFields(looked).length > 0) throw new Unfinished(looked);
  const { thing, key } = form;
  const sent = toSend(form);
  const written =
    key === undefined ? await ground.client.addEntry(thing, sent) : await ground.client.setEntry(thing, key, sent);
  const gone = thing.removable === true && sent.valid === false;
  const named = String(written[thing.key] ?? key);
  const what = `${thing.thing} ${safeLine(named)}`;
  const done = text(gone ? "say.removed" : key === undefined ? "say.added" : "say.changed", { what });
  ground.remember({ what: done, ...undoOf(ground, form, named, gone) });
  ground.say([done, ...notesOf(written)].join(". "));
  ground.again();
  return { form: gone ? undefined : formOf(thing, written), made: madeIn(thing, written) };
}

function undoOf(ground: SaveGround, form: Form, named: string, gone: boolean): Pick<Done, "undo"> {
  const { thing, key, before, changes } = form;
  const { client, again, takenBack } = ground;
  const set = async (values: AdminEntry): Promise<void> => {
    const entry = await client.setEntry(thing, named, values);
    takenBack(thing, named, thing.removable === true && values.valid === false ? undefined : entry);
    again();
  };
  if (gone) return { undo: async () => void (await client.addEntry(thing, openValues(thing, before))) };
  // Nothing is deleted: what was added is used no more.
  if (key === undefined) return thing.canDisable ? { undo: () => set({ valid: false }) } : {};
  const old = heldBefore(form);
  const hasSecret = thing.fields.some(({ name, kind }) => kind === "secret" && Object.hasOwn(changes, name));
  return {
    undo: async () => {
      const stays = hasSecret ? text("say.secretStays") : "";
      if (Object.keys(old).length === 0) throw new Error(stays);
      await set(old);
      return stays;
    },
  };
}

/** What the changed fields held. What others have changed meanwhile is theirs. */
function heldBefore({ thing, before, changes }: Form): AdminEntry {
  const changed = thing.fields.filter(({ name, kind }) => kind !== "secret" && Object.hasOwn(changes, name));
  return Object.fromEntries(changed.map(({ name }) => [name, before[name] ?? null]));
}

/** All that an entry holds and may be read, to add it anew. */
function openValues({ fields }: Thing, entry: AdminEntry): AdminEntry {
  const held = fields.filter(({ name, kind }) => kind !== "secret" && (entry[name] ?? null) !== null);
  return Object.fromEntries(held.map(({ name }) => [name, entry[name]]));
}

function madeIn({ fields }: Thing, written: AdminEntry): Saved["made"] {
  return fields.flatMap(({ name, kind }) => {
    const secret = written[name];
    return kind === "secret" && typeof secret === "string" ? [{ name, secret }] : [];
  });
}

/** What the daemon has to say besides: `12 open tickets are in it`. */
function notesOf({ notes }: AdminEntry): readonly string[] {
  return Array.isArray(notes) ? notes.map((note) => safeLine(String(note))) : [];
}
