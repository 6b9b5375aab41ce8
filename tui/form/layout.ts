/** Which rows of a form are on the screen, and where. Pure. */
import type { OpenForm } from "../hooks/useForm.ts";
import { firstAround } from "../scrolling.ts";
import { type FormRow, rowsOf } from "./rows.ts";

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
export function layoutOf({ form, at, made }: OpenForm, height: number, width: number): FormLayout {
  const rows = rowsOf(form, width);
  const current = rows.findIndex(({ field }) => field === at);
  // The title, the secrets that were made, and an empty line.
  const above = 2 + made.length;
  const room = Math.max(1, height - above - belowRows);
  return { rows, top: firstAround(current, rows.length, room), room, head: above + 2 };
}
