/** What an administered thing is: one value a module. Commands, API, files and tests all follow from it. */

import type { Settings } from "../config/settings.ts";
import type { Actor, Desk } from "../desk.ts";
import type { Database } from "../store/schema/tables.gen.ts";
import type { Fault } from "./fault.ts";
import type { Field, Fields, Id, Reading, Value, Values, Writing } from "./field.ts";

export interface Entry {
  readonly id: Id;
  readonly values: Values;
}

/** How entries are read and written; tableRows (table.ts) makes it from the fields of a table. */
export interface Rows {
  /** All in the order of their ids, or those where a field has one of the values, whatever their case. */
  read(
    reading: Reading,
    only?: { readonly field: string; readonly values: readonly string[] },
  ): Promise<readonly Entry[]>;
  /** Of a large thing: the first so many, by what names them, of those in which all of the words stand; and how many these are. */
  find?(
    reading: Reading,
    wanted: { readonly words: readonly string[]; readonly limit: number },
  ): Promise<{ readonly entries: readonly Entry[]; readonly total: number }>;
  insert(writing: Writing, values: Values): Promise<Id>;
  update(writing: Writing, id: Id, changed: Values, before: Values): Promise<void>;
  /** What can only be written when every other entry is there. */
  relate(writing: Writing, id: Id, changed: Values): Promise<void>;
  /** For tables that know no disabled rows. */
  remove?(writing: Writing, id: Id): Promise<void>;
}

/** One entry as it is and as it shall be. */
export interface Planned {
  readonly module: AdminModule;
  readonly before: Entry | undefined;
  readonly after: Values;
}

/** What a module's own checks may ask. */
export interface Asking {
  readonly desk: Desk;
  /** Who wants the change. */
  readonly actor: Actor;
  readonly settings: Settings;
  readonly reading: Reading;
  /** As it will be; undefined where there is none. */
  find(thing: string, key: string): Promise<Values | undefined>;
  /** All of a thing as they will be. */
  every(thing: string): Promise<readonly Values[]>;
}

/** A fault without its place, which the caller knows. */
export type Complaint = Pick<Fault, "field" | "what" | "mend" | "within">;

export interface Preparing {
  readonly settings: Settings;
  /** Whether gotrs made the database, as opposed to an OTRS. */
  readonly ownDatabase: boolean;
  readonly before: Values | undefined;
}

export interface Prepared {
  readonly given: Values;
  readonly complaints: readonly Complaint[];
}

export interface AdminModule {
  /** In the singular, with hyphens: `customer-user`. */
  readonly thing: string;
  /** The name of the list in JSON and files: `customerUsers`. */
  readonly plural: string;
  /** For help: what it is for; small letter, no full stop. */
  readonly about: string;
  /** The field that names an entry. */
  readonly key: string;
  readonly fields: Fields;
  readonly rows: Rows;
  /** Where other modules' references find it; absent where none refers to it. */
  readonly target?: Target;
  /** Thousands of entries: looked up one by one instead of all at once. */
  readonly large?: true;
  /** Names nest with `::`: a parent has to exist, and renaming it renames what is below. */
  readonly nested?: true;
  /** Its rows can be disabled; false where the table knows no such thing. */
  readonly canDisable: boolean;
  /** `set` without a word takes up again what was disabled. */
  readonly setEnables?: true;
  /** Fields that `list` shows to a person, besides the key. */
  readonly columns: readonly string[];
  /** A line about an entry instead of columns. */
  readonly line?: (values: Values) => string;
  /** What `add` takes for fields that nothing is said about, where no default fits all; those are `presumed`. */
  readonly presume?: (given: Values, asking: Asking) => Promise<Values>;
  /** Checks that need more than one field. `before` is undefined for a new entry. */
  readonly check?: (planned: Planned, asking: Asking) => Promise<readonly Complaint[]>;
  /** Before anything is checked: what an agent wrote becomes what is stored, such as a password its hash. */
  readonly prepare?: (given: Values, asking: Preparing) => Promise<Prepared>;
  /** Whether a secret that was given is the stored one. Equal texts without it. */
  readonly sameSecret?: (field: string, given: string, stored: Value, values: Values) => Promise<boolean>;
  /** Words about what still uses an entry that is to be disabled, without forbidding it: `12 open tickets`. */
  readonly uses?: (reading: Reading, id: Id) => Promise<readonly string[]>;
  /** What follows from a change in tables of nobody else. */
  readonly follow?: (writing: Writing, id: Id, planned: Planned) => Promise<void>;
  /** Commands are its own; only API and files are generated. */
  readonly ownCommand?: true;
}

export interface Target {
  readonly table: keyof Database & string;
  readonly id: string;
  readonly name: string;
}

/** `customer user`. */
export function titleOf({ thing }: Pick<AdminModule, "thing">): string {
  return thing.replaceAll("-", " ");
}

/** `a queue`, `an attachment`. */
export function oneOf(module: Pick<AdminModule, "thing">): string {
  const title = titleOf(module);
  return `${/^[aeiou](?!ser)|^sla/.test(title) ? "an" : "a"} ${title}`;
}

/** The field that names entries. */
export function keyField(module: AdminModule): Field {
  const field = module.fields[module.key];
  if (field === undefined) throw new Error(`module ${module.thing} has no field ${module.key}`);
  return field;
}

/** `"Raw"`; an address is not quoted. */
export function quotedKey(module: AdminModule, key: string): string {
  return keyField(module).kind === "email" ? key : `"${key}"`;
}
