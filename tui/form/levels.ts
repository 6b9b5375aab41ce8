/** Where one is in an open form: in its own fields, in the rows of a structure, or in one of these, and so on below. Pure. */
import type { AdminEntry, ThingField } from "../client/administration.ts";
import { text } from "../messages.ts";
import { type Form, heldIn, rebased, restored } from "./form.ts";
import { hasForm } from "./inner.ts";
import { checked, wrongFields } from "./judging.ts";
import { contentsOf, innerIn, nameOfRow, newRow, rowForms, settled, withRowForms } from "./rowForms.ts";
import type { Saved } from "./saving.ts";

/** One step down: to the rows of a field, or into one of them. */
export interface Level {
  readonly field: string;
  /** undefined: all of them are shown. */
  readonly row: number | undefined;
  /** Index of the field with the cursor; among rows 0 is the line that adds one. */
  readonly at: number;
}

export interface OpenForm {
  readonly form: Form;
  /** Index of the field with the cursor. */
  readonly at: number;
  readonly levels: readonly Level[];
  /** The form as it was before each change below its own fields. */
  readonly past: readonly Form[];
  /** Secrets that were made just now. */
  readonly made: Saved["made"];
  /** Leads to where it was opened from. */
  readonly leave: () => Promise<void>;
}

/** What is shown of it. */
export interface Shown {
  readonly form: Form;
  readonly at: number;
  /** Of these rows, all; of the form's fields otherwise. */
  readonly rows: { readonly field: ThingField; readonly forms: readonly Form[] } | undefined;
  readonly title: readonly string[];
}

export function shownOf({ form, at, levels }: OpenForm): Shown {
  let inside = form;
  let rows: Shown["rows"];
  const title: string[] = [];
  for (const { field: name, row } of levels) {
    const field = fieldOf(inside, name);
    const forms = rowForms(inside, field);
    if (row === undefined) {
      rows = { field, forms };
      title.push(name);
      continue;
    }
    const inner = innerIn(inside, field);
    const one = forms[row] ?? newRow(inside, field);
    title.push(inner.single === true ? name : nameOfRow(inner, contentsOf(one), row) || text("form.newRow"));
    inside = one;
    rows = undefined;
  }
  return { form: inside, at: levels.at(-1)?.at ?? at, rows, title };
}

function fieldOf({ thing }: Form, name: string): ThingField {
  const field = thing.fields.find((one) => one.name === name);
  if (field === undefined) throw new Error(`${thing.thing} has no field ${name}`);
  return field;
}

export function movedTo(open: OpenForm, at: number): OpenForm {
  const level = open.levels.at(-1);
  if (level === undefined) return { ...open, at };
  return { ...open, levels: open.levels.with(-1, { ...level, at }) };
}

/** With the form that is shown changed. What it was before can be had back while one is below. */
export function changedHere(open: OpenForm, how: (form: Form) => Form): OpenForm {
  const past = open.levels.length === 0 ? [] : [...open.past, open.form];
  return { ...open, past, form: changedAt(open.form, open.levels, how) };
}

function changedAt(form: Form, levels: readonly Level[], how: (form: Form) => Form): Form {
  const [level, ...further] = levels;
  if (level === undefined) return how(form);
  if (level.row === undefined) return changedAt(form, further, how);
  const field = fieldOf(form, level.field);
  const rows = rowForms(form, field);
  const row = rows[level.row];
  return row === undefined ? form : withRowForms(form, field, rows.with(level.row, changedAt(row, further, how)));
}

/** Whether a field is opened below the form; what is no JSON has to be mended as it was written. */
export function opensForm(form: Form, field: ThingField): boolean {
  return hasForm(field) && typeof heldIn(form, field.name) !== "string";
}

/** The cursor goes to what is wrong, where something is. */
export function entered(open: OpenForm, field: ThingField): OpenForm {
  const { form } = shownOf(open);
  const rows = rowForms(form, field);
  const [first] = rows;
  const level: Level =
    innerIn(form, field).single === true && first !== undefined
      ? { field: field.name, row: 0, at: wrongFields(first)[0] ?? 0 }
      : { field: field.name, row: undefined, at: rows.findIndex((row) => wrongFields(row).length > 0) + 1 };
  return { ...open, levels: [...open.levels, level] };
}

/** Into the row of the cursor; on the first line, into a new one. */
export function enteredRow(open: OpenForm): OpenForm {
  const { rows, at } = shownOf(open);
  if (rows === undefined) return open;
  const row = rows.forms[at - 1];
  if (row === undefined) return withNewRow(open);
  return { ...open, levels: [...open.levels, { field: rows.field.name, row: at - 1, at: wrongFields(row)[0] ?? 0 }] };
}

export function withNewRow(open: OpenForm): OpenForm {
  const { rows } = shownOf(open);
  if (rows === undefined) return open;
  const { field, forms } = rows;
  const added = changedHere(open, (form) => withRowForms(form, field, [...forms, newRow(form, field)]));
  const { levels } = movedTo(added, forms.length + 1);
  return { ...added, levels: [...levels, { field: field.name, row: forms.length, at: 0 }] };
}

/** The row of the cursor is another one, or gone. */
function withRow(open: OpenForm, how: (rows: readonly Form[], at: number) => readonly Form[], to: number): OpenForm {
  const { rows, at } = shownOf(open);
  if (rows === undefined || at === 0) return open;
  const { field, forms } = rows;
  const next = changedHere(open, (form) => withRowForms(form, field, how(forms, at - 1)));
  return movedTo(next, Math.max(0, Math.min(at + to, shownOf(next).rows?.forms.length ?? 0)));
}

export function withoutRow(open: OpenForm): OpenForm {
  return withRow(open, (rows, at) => rows.toSpliced(at, 1), 0);
}

/** As it was before; one that was added stays. */
export function restoredRow(open: OpenForm): OpenForm {
  return withRow(
    open,
    (rows, at) =>
      rows.map((row, index) =>
        index === at ? row.thing.fields.reduce((before, { name }) => restored(before, name), row) : row,
      ),
    0,
  );
}

/** @param step 1 down, -1 up */
export function movedRow(open: OpenForm, step: number): OpenForm {
  const { rows, at } = shownOf(open);
  const to = at - 1 + step;
  if (rows === undefined || at === 0 || to < 0 || to >= rows.forms.length) return open;
  return withRow(
    open,
    (forms, from) => forms.toSpliced(from, 1).toSpliced(to, 0, ...forms.slice(from, from + 1)),
    step,
  );
}

/** One level up. What a row lacks is told there. */
export function left(open: OpenForm): OpenForm {
  const level = open.levels.at(-1);
  const levels = open.levels.slice(0, -1);
  const up = { ...open, levels, past: levels.length === 0 ? [] : open.past };
  if (level?.row === undefined) return up;
  const { field, row } = level;
  const form = changedAt(open.form, levels, (holder) => settled(holder, fieldOf(holder, field), row, checked));
  const next = { ...up, form };
  const shown = shownOf(next);
  return shown.rows === undefined ? next : movedTo(next, Math.min(shown.at, shown.rows.forms.length));
}

/** To the entry's own fields. */
export function leftAll(open: OpenForm): OpenForm {
  return open.levels.length === 0 ? open : leftAll(left(open));
}

/** The last change below the entry's own fields, taken back. */
export function withoutLast(open: OpenForm): OpenForm {
  const form = open.past.at(-1);
  if (form === undefined) return open;
  let back: OpenForm = { ...open, form, past: open.past.slice(0, -1) };
  while (!isThere(back)) back = { ...back, levels: back.levels.slice(0, -1) };
  const { rows, at } = shownOf(back);
  return rows === undefined ? back : movedTo(back, Math.min(at, rows.forms.length));
}

function isThere({ form, levels }: OpenForm): boolean {
  const level = levels.at(-1);
  if (level?.row === undefined) return true;
  const holder = shownOf({ form, levels: levels.slice(0, -1), at: 0, past: [], made: [], leave: async () => {} }).form;
  return level.row < rowForms(holder, fieldOf(holder, level.field)).length;
}

/** On the entry as it is now. */
export function onEntry(open: OpenForm, entry: AdminEntry): OpenForm {
  return { ...leftAll(open), form: rebased(open.form, entry), made: [] };
}
