/** An entry of administration while it is filled in: what it is, what was changed and not saved, what is wrong. Pure. */
import { isDeepStrictEqual } from "node:util";
import type { AdminEntry, Thing, ThingField } from "../client/administration.ts";
import { faultOf } from "./checks.ts";

/** In place of a secret: one is to be made when it is saved. */
export const toBeMade: unique symbol = Symbol("a secret that is to be made");

export interface Form {
  readonly thing: Thing;
  /** What the entry is called; undefined for a new one. */
  readonly key: string | undefined;
  /** As the daemon has it; of a new one, what it takes where nothing is said. */
  readonly before: AdminEntry;
  /** Field → what it is to become. */
  readonly changes: AdminEntry;
  /** Field → what is wrong with it. */
  readonly faults: Readonly<Record<string, string>>;
  /** Field that holds a structure → its rows, as far as somebody has opened them: rowForms.ts. */
  readonly inner: Readonly<Record<string, readonly Form[]>>;
}

export function newForm(thing: Thing): Form {
  const before = Object.fromEntries(thing.fields.map((field) => [field.name, field.default ?? null]));
  return { thing, key: undefined, before, changes: {}, faults: {}, inner: {} };
}

/** Secrets that were made with it are none of the form's: they are shown once. */
export function formOf(thing: Thing, entry: AdminEntry): Form {
  const open = thing.fields.filter(({ kind }) => kind !== "secret");
  const before = Object.fromEntries(open.map(({ name }) => [name, entry[name] ?? null]));
  return { thing, key: String(entry[thing.key] ?? ""), before, changes: {}, faults: {}, inner: {} };
}

export function heldIn({ before, changes }: Form, name: string): unknown {
  return Object.hasOwn(changes, name) ? changes[name] : (before[name] ?? null);
}

export function isChanged({ changes }: Form, name?: string): boolean {
  return name === undefined ? Object.keys(changes).length > 0 : Object.hasOwn(changes, name);
}

/** A field that stays as it is, for the daemon says why. */
export function isFixed({ key }: Form, { fixed }: ThingField): boolean {
  return key !== undefined && fixed !== undefined;
}

/** With these values; what is wrong with one is told at once, as far as it can be seen here. */
export function withValues(form: Form, values: AdminEntry): Form {
  const changes = { ...form.changes };
  const faults = { ...form.faults };
  const inner = { ...form.inner };
  for (const [name, value] of Object.entries(values)) {
    delete changes[name];
    delete faults[name];
    delete inner[name];
    if (!isDeepStrictEqual(value, form.before[name] ?? null)) changes[name] = value;
    const field = form.thing.fields.find((one) => one.name === name);
    const fault = field && faultOf(field, value, form.key === undefined);
    if (fault !== undefined) faults[name] = fault;
  }
  return { ...form, changes, faults, inner };
}

/** The field is as it was before. */
export function restored(form: Form, name: string): Form {
  const { [name]: _change, ...changes } = form.changes;
  const { [name]: _fault, ...faults } = form.faults;
  const { [name]: _rows, ...inner } = form.inner;
  return { ...form, changes, faults, inner };
}

export function emptied(form: Form, field: ThingField): Form {
  const { name, kind, items } = field;
  switch (kind) {
    case "boolean":
    case "secret":
      return restored(form, name);
    case "references":
      return withValues(form, { [name]: [] });
    case "grants":
      return withValues(form, { [name]: {} });
    case "longText":
      return withValues(form, { [name]: "" });
    case "integer":
    case "choice":
      return withValues(form, { [name]: field.default ?? null });
    default:
      return withValues(form, { [name]: items === undefined ? null : [] });
  }
}

/** What is sent: the changed fields alone. */
export function toSend({ changes }: Form): AdminEntry {
  return Object.fromEntries(
    Object.entries(changes).map(([name, value]) => (value === toBeMade ? [generating(name), true] : [name, value])),
  );
}

/** The same form on the entry as it is now; what was typed stays. */
export function rebased(form: Form, entry: AdminEntry): Form {
  const { thing, changes } = form;
  return withValues({ ...formOf(thing, entry), faults: form.faults }, changes);
}

/** `generatePassword`, as the API calls it. */
function generating(name: string): string {
  return `generate${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
}
