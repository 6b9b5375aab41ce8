/** Which rows of a form are on the screen, and where. Pure. */
import { rowsOfLine } from "../components/Line.tsx";
import { around } from "../scrolling.ts";
import { type OpenForm, shownOf } from "./levels.ts";
import { type FormRow, rowsOf } from "./rows.ts";
import { tableOf } from "./rowTable.ts";

/** Lines for what there is to know of the field under the cursor. */
export const belowRows = 3;

export interface FormLayout {
  readonly rows: readonly FormRow[];
  /** Index of the first row on the screen. */
  readonly top: number;
  /** Index behind the last one. */
  readonly end: number;
  /** Rows of the screen that are left. */
  readonly free: number;
  /** How many there is room for. */
  readonly room: number;
  /** Row of the screen, from 1, where they begin. */
  readonly head: number;
}

/** @param height of the form without its last line */
export function layoutOf(open: OpenForm, height: number, width: number): FormLayout {
  const { form, at, rows: inner } = shownOf(open);
  const made = open.levels.length === 0 ? open.made : [];
  const rows = inner === undefined ? rowsOf(form, width) : tableOf(form, inner, width);
  const current = rows.findIndex(({ field }) => field === at);
  // The title, the secrets that were made, and an empty line.
  const above = 2 + made.length;
  const room = Math.max(1, height - above - belowRows);
  const { first, end, free } = around(current, rows.length, room, (index) =>
    rowsOfLine({ pieces: rows[index]?.pieces ?? [], width, inverse: false }),
  );
  return { rows, top: first, end, free, room, head: above + 2 };
}
