/** How a database differs from the schema, grouped and counted for a person; `--json` has every single difference. */
import type { Difference } from "../store/schema/differences.ts";
import { ownPrefix } from "../store/schema/model.ts";

/** Names that a group shows before it only counts. */
const shown = 4;

export interface SchemaReport {
  readonly differences: readonly Difference[];
  readonly renamed: Readonly<Record<string, string>>;
}

/**
 * What is to be added, then what is left as it is; nothing for a database without a difference.
 * @param done whether it was added, or would be
 */
export function schemaReport({ differences, renamed }: SchemaReport, done: boolean): readonly string[] {
  const added = differences.filter(({ action }) => action === "add");
  const left = differences.filter(({ action }) => action === "leave");
  return [
    ...Object.entries(renamed).map(([ours, theirs]) => `Table ${ours} is called ${theirs} here.`),
    ...section(done ? "Added:" : "To be added:", [
      ...missingGroups(ofKind(added, "missing table"), "table"),
      ...missingGroups(ofKind(added, "missing column"), "column"),
    ]),
    ...section("Different, and left as it is:", [
      ...typeGroups(left),
      group(ofKind(left, "other nullability"), "column", "may be null where OTRS's may not, or the other way round"),
      group(ofKind(left, "missing column"), "column", "missing that this OTRS would not fill"),
      group(ofKind(left, "missing index"), "table", "without an index that OTRS has"),
      group(ofKind(left, "extra table"), "table", "that OTRS does not have"),
      group(ofKind(left, "extra column"), "column", "that OTRS does not have"),
    ]),
  ];
}

function section(title: string, groups: readonly (string | undefined)[]): readonly string[] {
  const lines = groups.filter((line) => line !== undefined);
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`)];
}

function ofKind(differences: readonly Difference[], kind: Difference["kind"]): readonly Difference[] {
  return differences.filter((one) => one.kind === kind);
}

/** `3 columns WHAT: a.b, c.d, e.f` */
function group(differences: readonly Difference[], noun: "table" | "column", what: string): string | undefined {
  if (differences.length === 0) return undefined;
  const names = [...new Set(differences.map(({ table, column }) => (column === null ? table : `${table}.${column}`)))];
  const more = names.length > shown + 1 ? ` … and ${names.length - shown} more` : "";
  const some = (more === "" ? names : names.slice(0, shown)).join(", ");
  return `${names.length} ${noun}${names.length === 1 ? "" : "s"} ${what}: ${some}${more}`;
}

function missingGroups(missing: readonly Difference[], noun: "table" | "column"): readonly (string | undefined)[] {
  const isOwn = ({ table }: Difference): boolean => table.startsWith(ownPrefix);
  const theirs = missing.filter((one) => !isOwn(one));
  return [
    group(missing.filter(isOwn), noun, "of gotrs's own"),
    group(theirs, noun, "of OTRS's that this database lacks"),
  ];
}

/** Columns of another type, those with the same two types together, the largest group first. */
function typeGroups(left: readonly Difference[]): readonly (string | undefined)[] {
  const byTypes = Map.groupBy(ofKind(left, "other type"), ({ text }) => text.slice(text.indexOf(" ") + 1));
  return [...byTypes]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(([types, some]) =>
      group(some, "column", types.replace(/^is (.*), OTRS has (.*)$/, "of type $1 where OTRS has $2")),
    );
}
