/** What a structure holds, as rows of fields, and rows as such a value again. Pure. */
import type { AdminEntry, InnerFields, ThingField } from "../client/administration.ts";

type Tree = Readonly<Record<string, unknown>>;

/** Whether it is filled in bit by bit: all that is neither a list of texts or numbers nor chosen from a few words. */
export function hasForm({ kind, items, choices }: ThingField): boolean {
  return kind === "structure" && items === undefined && choices === undefined;
}

/** What a field is made of; of one that nobody has described, what its value shows. */
export function innerOf(field: ThingField, value: unknown): InnerFields {
  if (field.inner !== undefined) return field.inner;
  const name: ThingField = { name: "name", kind: "text", about: "", required: true };
  const one: ThingField = { name: "value", kind: "text", about: "", required: false, default: "" };
  return Array.isArray(value)
    ? { fields: [one], bare: "value", ordered: true }
    : { fields: [name, one], keys: ["name"], bare: "value" };
}

export function rowsIn(inner: InnerFields, value: unknown): readonly AdminEntry[] {
  if (inner.single === true) return [isTree(value) ? value : {}];
  const { keys = [] } = inner;
  if (keys.length === 0) return (Array.isArray(value) ? value : []).map((one) => contentOf(inner, one));
  return isTree(value) ? below(inner, keys, value) : [];
}

function below(inner: InnerFields, [key, ...further]: readonly string[], value: unknown): readonly AdminEntry[] {
  if (key === undefined || !isTree(value)) return [contentOf(inner, value)];
  return Object.entries(value).flatMap(([name, its]) =>
    below(inner, further, its).map((row): AdminEntry => ({ [key]: name, ...row })),
  );
}

function contentOf({ bare }: InnerFields, value: unknown): AdminEntry {
  if (bare !== undefined) return { [bare]: value };
  return isTree(value) ? value : {};
}

/** Rows without a key yet are in no value. @param fields of each row, with those that nobody has described */
export function structureOf(inner: InnerFields, rows: readonly AdminEntry[]): unknown {
  const { single, keys = [], bare } = inner;
  const contents = rows.map((row) => {
    if (bare !== undefined) return filled(inner, row, bare) ?? [];
    const names = Object.keys(row).filter((name) => !keys.includes(name));
    const held = names.map((name) => [name, filled(inner, row, name)] as const);
    return Object.fromEntries(held.filter(([, value]) => value !== null));
  });
  if (single === true) return Object.keys(contents[0] ?? {}).length === 0 ? null : contents[0];
  if (keys.length === 0) return contents;
  const tree: Record<string, unknown> = {};
  for (const [index, row] of rows.entries()) {
    const path = keys.map((key) => row[key]).filter((name) => typeof name === "string" && name !== "");
    put(tree, path.map(String), contents[index]);
  }
  return tree;
}

function put(tree: Record<string, unknown>, [name, ...further]: readonly string[], value: unknown): void {
  if (name === undefined) return;
  if (further.length === 0) {
    tree[name] = value;
    return;
  }
  const branch = { ...(isTree(tree[name]) ? tree[name] : {}) };
  put(branch, further, value);
  tree[name] = branch;
}

/** What stands in a row where nobody said anything. */
function filled({ fields }: InnerFields, row: AdminEntry, name: string): unknown {
  return row[name] ?? fields.find((field) => field.name === name)?.default ?? null;
}

/** The fields of a row: those that are known, and what the row has besides. */
export function fieldsOf(inner: InnerFields, row: AdminEntry): readonly ThingField[] {
  const known = inner.fields.map((field) => (field.about === "" ? { ...field, ...kindOf(row[field.name]) } : field));
  const others = Object.keys(row).filter((name) => inner.fields.every((field) => field.name !== name));
  return [...known, ...others.map((name) => ({ name, about: "", required: false, ...kindOf(row[name]) }))];
}

/** Of a value that nobody has described. */
function kindOf(value: unknown): Pick<ThingField, "kind"> {
  if (typeof value === "boolean") return { kind: "boolean" };
  if (typeof value === "number") return { kind: "integer" };
  return { kind: typeof value === "object" && value !== null ? "structure" : "text" };
}

/** Where something is wrong, as the daemon tells it: a row, a field of it, and the way on in that. */
export function placeOf(
  inner: InnerFields,
  rows: readonly AdminEntry[],
  path: readonly (string | number)[],
): { readonly row: number; readonly field: string; readonly further: readonly (string | number)[] } | undefined {
  const { single, keys = [], bare, fields } = inner;
  const [first] = path;
  if (single === true) return first === undefined ? undefined : { row: 0, field: `${first}`, further: path.slice(1) };
  const steps = keys.length === 0 ? 1 : keys.length;
  const row =
    keys.length === 0
      ? Number(first)
      : rows.findIndex((one) =>
          keys.every((key, at) => at >= path.length || `${path[at]}` === one[key] || isEmpty(one[key])),
        );
  if (rows[row] === undefined) return undefined;
  const [field, ...further] = bare === undefined ? path.slice(steps) : [bare, ...path.slice(steps)];
  if (path.length > steps || (bare !== undefined && keys.length === 0)) return { row, field: `${field}`, further };
  // It is wrong as a whole, or what it is found by.
  return { row, field: keys[path.length - 1] ?? fields[0]?.name ?? "", further: [] };
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === "";
}

function isTree(value: unknown): value is Tree {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
