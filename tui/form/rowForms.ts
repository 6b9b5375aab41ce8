/** The rows of a structure as forms of their own, kept in the form that holds it until that is saved. Pure. */
import type { AdminEntry, InnerFields, ThingField } from "../client/administration.ts";
import { text } from "../messages.ts";
import { type Form, heldIn, isChanged, withValues } from "./form.ts";
import { fieldsOf, hasForm, innerOf, placeOf, rowsIn, structureOf } from "./inner.ts";

/** Each as it is, or as it was changed. */
export function rowForms(form: Form, field: ThingField): readonly Form[] {
  const kept = form.inner[field.name];
  if (kept !== undefined) return kept;
  const inner = innerIn(form, field);
  return rowsIn(inner, heldIn(form, field.name)).map((row, index) =>
    formOfRow(field, inner, row, nameOfRow(inner, row, index)),
  );
}

export function newRow(form: Form, field: ThingField): Form {
  return formOfRow(field, innerIn(form, field), {}, undefined);
}

export function innerIn(form: Form, field: ThingField): InnerFields {
  return innerOf(field, heldIn(form, field.name));
}

function formOfRow(field: ThingField, inner: InnerFields, row: AdminEntry, key: string | undefined): Form {
  const fields = fieldsOf(inner, row);
  const thing = { thing: field.name, plural: "", about: field.about, key: inner.keys?.[0] ?? "", canDisable: false };
  const before = fields.map(({ name, default: value }) => [
    name,
    row[name] ?? (key === undefined ? (value ?? null) : null),
  ]);
  return { thing: { ...thing, fields }, key, before: Object.fromEntries(before), changes: {}, faults: {}, inner: {} };
}

/** What it is found by; its number where that is all. */
export function nameOfRow({ keys = [] }: InnerFields, row: AdminEntry, index: number): string {
  return keys.length === 0 ? `${index + 1}` : pathOf(keys, row).join(" · ");
}

export function contentsOf({ before, changes }: Form): AdminEntry {
  return { ...before, ...changes };
}

/** The structure consists of these rows now. */
export function withRowForms(form: Form, field: ThingField, rows: readonly Form[]): Form {
  const { name } = field;
  const before = form.before[name] ?? null;
  // Nothing in it is nothing still, in whatever form.
  const empty = rows.length === 0 && before === null;
  const next = withValues(form, { [name]: empty ? before : structureOf(innerIn(form, field), rows.map(contentsOf)) });
  const wrong = rows.some(({ faults }) => Object.keys(faults).length > 0);
  return {
    ...next,
    inner: { ...next.inner, [name]: rows },
    faults: wrong ? { ...next.faults, [name]: text("form.wrongInside") } : next.faults,
  };
}

/** A row that is left: what it lacks is told there; one that was added and never filled in goes again. */
export function settled(form: Form, field: ThingField, at: number, judged: (row: Form) => Form): Form {
  const inner = innerIn(form, field);
  const rows = rowForms(form, field);
  const row = rows[at];
  if (row === undefined) return form;
  if (inner.single !== true && row.key === undefined && !isChanged(row)) {
    return withRowForms(form, field, rows.toSpliced(at, 1));
  }
  const twice = twins(inner, rows).includes(at) ? twinFault(inner) : {};
  return withRowForms(
    form,
    field,
    rows.with(at, { ...row, faults: { ...judged(row).faults, ...row.faults, ...twice } }),
  );
}

/** All rows as they are judged, and which of them are found by the same. */
export function judgedRows(form: Form, field: ThingField, judged: (row: Form) => Form): readonly Form[] {
  const inner = innerIn(form, field);
  const rows = rowForms(form, field);
  const again = twins(inner, rows);
  return rows.map((row, at) => {
    const looked = judged(row);
    return again.includes(at) ? { ...looked, faults: { ...looked.faults, ...twinFault(inner) } } : looked;
  });
}

/** Indexes of rows that another one of them would be lost by. */
function twins({ keys = [] }: InnerFields, rows: readonly Form[]): readonly number[] {
  if (keys.length === 0) return [];
  const paths = rows.map((row) => pathOf(keys, contentsOf(row)));
  const begins = (one: readonly string[], other: readonly string[]): boolean =>
    one.length > 0 && one.every((step, at) => step === other[at]);
  return paths.flatMap((path, at) =>
    paths.some((other, place) => place !== at && (begins(path, other) || (other.length > 0 && begins(other, path))))
      ? [at]
      : [],
  );
}

function twinFault({ keys = [] }: InnerFields): Readonly<Record<string, string>> {
  return { [keys.at(-1) ?? ""]: text("form.twice") };
}

function pathOf(keys: readonly string[], row: AdminEntry): readonly string[] {
  return keys.map((key) => row[key]).flatMap((step) => (typeof step === "string" && step !== "" ? [step] : []));
}

/** With what is wrong somewhere in it, at the field of the row that has it. */
export function withPlacedFault(form: Form, name: string, path: readonly (string | number)[], words: string): Form {
  const field = form.thing.fields.find((one) => one.name === name);
  const rows = field === undefined || !hasForm(field) ? [] : rowForms(form, field);
  const place = field && placeOf(innerIn(form, field), rows.map(contentsOf), path);
  const row = place && rows[place.row];
  if (field === undefined || place === undefined || row === undefined) {
    return { ...form, faults: { ...form.faults, [name]: words } };
  }
  const inside = withPlacedFault(row, place.field, place.further, words);
  return {
    ...form,
    inner: { ...form.inner, [name]: rows.with(place.row, inside) },
    faults: { ...form.faults, [name]: form.faults[name] ?? text("form.wrongInside") },
  };
}
