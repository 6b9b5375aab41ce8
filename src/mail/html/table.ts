/** A table of HTML as lines: data in columns, layout one cell after the other. */
import stringWidth from "string-width";
import { type Line, Sheet } from "./sheet.ts";

/** Wider rows would be folded by every screen, and columns with them. */
const maxWidth = 110;
const maxCell = 60;
const maxColumns = 20;

interface Cell {
  readonly sheet: Sheet;
  readonly heading: boolean;
}

export class Table {
  /** Said by its author: presentation is layout, a border or a heading cell is data. */
  readonly #layout: boolean;
  #headed = false;
  readonly #rows: Cell[][] = [];
  /** The cell being written. */
  sheet: Sheet | undefined;

  constructor(layout: boolean) {
    this.#layout = layout;
  }

  row(): void {
    this.sheet?.endLine();
    this.sheet = undefined;
    this.#rows.push([]);
  }

  cell(heading: boolean): Sheet {
    this.sheet?.endLine();
    if (this.#rows.length === 0) this.row();
    this.sheet = new Sheet();
    this.#rows.at(-1)?.push({ sheet: this.sheet, heading });
    if (heading) this.#headed = true;
    return this.sheet;
  }

  endCell(): void {
    this.sheet?.endLine();
    this.sheet = undefined;
  }

  /** Holds a table or an image: what such a cell stands in is layout. */
  holdsMore = false;

  /** Known when its lines are made. */
  isData = false;

  lines(): readonly Line[] {
    this.endCell();
    const rows = this.#rows
      .map((row) => row.filter(({ sheet }) => sheet.lines.length > 0))
      .filter((row) => row.length > 0);
    this.isData = this.#judge(rows);
    return this.isData ? columns(this.#rows) : flat(rows);
  }

  #judge(rows: readonly (readonly Cell[])[]): boolean {
    if (this.#layout) return false;
    if (rows.some((row) => row.length > maxColumns) || !rows.some((row) => row.length > 1)) return false;
    const cells = rows.flat();
    if (!cells.every(({ sheet }) => sheet.lines.length === 1)) return false;
    if (this.#headed) return true;
    return !this.holdsMore && cells.every(({ sheet }) => (sheet.lines[0]?.text.length ?? 0) <= maxCell);
  }
}

function flat(rows: readonly (readonly Cell[])[]): readonly Line[] {
  return rows.flatMap((row) => row.flatMap(({ sheet }) => sheet.lines));
}

function columns(rows: readonly (readonly Cell[])[]): readonly Line[] {
  const table = rows
    .filter((row) => row.some(({ sheet }) => sheet.lines.length > 0))
    .map((row) => row.map(({ sheet }) => sheet.lines[0]?.text ?? ""));
  const mark = rows.flat().find(({ sheet }) => sheet.lines.length > 0)?.sheet.lines[0]?.mark;
  // A row with one cell is a caption over or under the table; it makes no column wide.
  const whole = table.filter((row) => row.length > 1);
  const widths: number[] = [];
  for (const row of whole) {
    for (const [at, text] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, stringWidth(text));
  }
  const narrow = widths.reduce((sum, width) => sum + width + 2, 0) <= maxWidth;
  return table.map((row) => {
    if (row.length === 1) return { text: row[0] ?? "", mark };
    const cells = narrow
      ? row.map((text, at) => text + " ".repeat(Math.max((widths[at] ?? 0) - stringWidth(text), 0)))
      : row.filter((text) => text !== "");
    return { text: cells.join(narrow ? "  " : " | ").trimEnd(), mark };
  });
}
