/** Finds what a request names, among what is valid. */

import { UserError } from "../errors.ts";
import { said, type Words } from "../said.ts";
import type { Catalog } from "../store/catalog.ts";
import type { Named } from "../store/referenceRows.ts";
import { absent, guess, listed } from "./missing.ts";

/**
 * @param told which of the rows an error may name; all when absent
 * @throws UserError naming the field, the value, what is allowed and what is nearest
 */
export function named<Row extends Named>(
  rows: Catalog<Row>,
  field: string,
  kind: Words,
  name: string,
  told: (row: Row) => boolean = () => true,
): Row {
  const row = rows.byName(name);
  if (row?.valid) return row;
  throw unknownName(
    field,
    kind,
    name,
    rows.all.filter((one) => one.valid && told(one)).map((one) => one.name),
  );
}

/** A wrong value of a field, where `missing` is about something asked for. */
export function unknownName(field: string, kind: Words, name: string, names: readonly string[]): UserError {
  const mend = names.length === 0 ? said`There is none` : guess(name, names, listed(names));
  return new UserError(absent(kind, name), { where: field, mend });
}
