/** The rows of a structure as rows of the screen: a line that adds one, then each with its parts in columns. Pure. */
import type { ThingField } from "../client/administration.ts";
import type { Piece } from "../components/Line.tsx";
import { text } from "../messages.ts";
import { withColon } from "../text/colon.ts";
import { widestOf } from "../text/safe.ts";
import { isLinear } from "../theme.ts";
import { type Form, heldIn, isChanged } from "./form.ts";
import type { Shown } from "./levels.ts";
import { innerIn } from "./rowForms.ts";
import { type FormRow, faultRows } from "./rows.ts";
import { wordsOf } from "./values.ts";

type Rows = NonNullable<Shown["rows"]>;

/** Before the first column: whether it was changed, and a blank. */
const margin = 3;
/** Narrower than this no column says anything. */
const least = 6;

/** @param form that the field is of */
export function tableOf(form: Form, { field, forms }: Rows, width: number): readonly FormRow[] {
  const columns = columnsOf(form, { field, forms }, width);
  const add: FormRow = {
    field: 0,
    isFault: false,
    pieces: [{ text: isLinear() ? text("admin.add") : ` ${text("admin.add")}`, meaning: "good" }],
  };
  return [add, ...forms.flatMap((row, index) => linesOf(row, index + 1, columns, width))];
}

/** What stands above the columns. */
export function headOf(form: Form, rows: Rows, width: number): readonly Piece[] {
  if (isLinear()) return [];
  return [
    { text: "", cells: margin },
    ...columnsOf(form, rows, width).map(({ name, cells }): Piece => ({ text: name, cells, meaning: "faint" })),
  ];
}

/** All of a row, for the lines below. */
export function rowInWords({ thing, changes, before }: Form): string {
  const held = { ...before, ...changes };
  return thing.fields
    .map((field) => ({ name: field.name, words: wordsOf(field, held[field.name]) }))
    .filter(({ words }) => words !== "")
    .map(({ name, words }) => withColon(name, words))
    .join(" · ");
}

interface Column {
  readonly name: string;
  readonly field: ThingField;
  readonly cells: number;
}

/** As wide as what is in them, the widest narrower where there is no room for all. */
function columnsOf(form: Form, { field, forms }: Rows, width: number): readonly Column[] {
  const columns = innerIn(form, field).fields.map((part) => ({
    name: part.name,
    field: part,
    cells: widestOf([part.name, ...forms.map((row) => shownWords(row, part))]) + 2,
  }));
  const cells = columns.map((column) => column.cells);
  for (let over = sum(cells) + margin - width; over > 0; over -= 1) {
    const widest = cells.indexOf(Math.max(...cells));
    if ((cells[widest] ?? 0) <= least) break;
    cells[widest] = (cells[widest] ?? 0) - 1;
  }
  return columns.map((column, index) => ({ ...column, cells: cells[index] ?? column.cells }));
}

function sum(cells: readonly number[]): number {
  return cells.reduce((all, one) => all + one, 0);
}

function linesOf(row: Form, index: number, columns: readonly Column[], width: number): readonly FormRow[] {
  const changed = row.key === undefined || isChanged(row);
  const words = columns.map(({ field, cells }) => ({ text: shownWords(row, field), cells }));
  const pieces: readonly Piece[] = isLinear()
    ? [
        ...columns
          .map(({ name, field }) => ({ name, shown: shownWords(row, field) }))
          .filter(({ shown }) => shown !== "")
          .flatMap(({ name, shown }): Piece[] => [{ text: name, label: true }, { text: shown }]),
        { text: changed ? text("form.isChanged") : "" },
      ]
    : [
        { text: changed ? " ●" : "  ", cells: margin, meaning: "fresh" },
        ...words.flatMap(({ text: shown, cells }): Piece[] => [
          { text: shown, cells: cells - 2, bold: changed },
          { text: "", cells: 2 },
        ]),
      ];
  const faults = Object.entries(row.faults).flatMap(([name, fault]) =>
    faultRows(withColon(name, fault), index, margin + 2, width),
  );
  return [{ field: index, pieces, isFault: false }, ...faults];
}

function shownWords(row: Form, { name }: ThingField): string {
  // A row's own fields know more of it where nobody has described them.
  const field = row.thing.fields.find((one) => one.name === name);
  return field === undefined ? "" : wordsOf(field, heldIn(row, name));
}
