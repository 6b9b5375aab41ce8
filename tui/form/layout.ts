/** Which rows of a form are on the screen, and where. Pure. */
import { firstAround } from "../scrolling.ts";
import { type OpenForm, shownOf } from "./levels.ts";
import { type FormRow, rowsOf } from "./rows.ts";
import { tableOf } from "./rowTable.ts";

/** Lines for what there is to know of the field under the cursor. */
export const belowRows = 3;

export interface FormLayout {
  readonly rows: readonly FormRow[];
  /** Index of the first row on the screen. */
  readonly top: number;
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
  return { rows, top: firstAround(current, rows.length, room), room, head: above + 2 };
}
