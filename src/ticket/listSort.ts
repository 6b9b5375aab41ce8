/** The order of a list as it was asked for, and the cursor that says where a page ended. */

import { z } from "zod";
import { UserError } from "../errors.ts";
import { said } from "../said.ts";
import { type Position, type SortColumn, type SortKey, sortColumns } from "../store/ticketOrder.ts";
import { missing } from "./missing.ts";

/** What one names without a direction: most wanted first. */
const descending: ReadonlySet<string> = new Set(["id", "created", "changed", "priority", "unread", "articles"]);

const columns: ReadonlySet<string> = new Set(sortColumns);
const isColumn = (name: string): name is SortColumn => columns.has(name);

/** Names for whole orders. `priority` has the oldest of the most urgent first. */
const orders: Readonly<Record<string, readonly SortKey[]>> = {
  newest: [{ column: "id", direction: "desc" }],
  oldest: [{ column: "id", direction: "asc" }],
  priority: [
    { column: "priority", direction: "desc" },
    { column: "id", direction: "asc" },
  ],
};

/**
 * @param sort `COLUMN`, `COLUMN:asc` or `COLUMN:desc`, comma between several; the newest first among equals
 * @throws NotFoundError for a column, UserError for a direction that does not exist
 */
export function sortKeys(sort = "newest"): readonly SortKey[] {
  const keys = sort.split(",").flatMap((part) => orders[part.trim()] ?? keyOf(part.trim()));
  const id = keys.findIndex(({ column }) => column === "id");
  // Nothing after the id can decide any more.
  return id === -1 ? [...keys, { column: "id", direction: "desc" }] : keys.slice(0, id + 1);
}

function keyOf(part: string): SortKey {
  const [name = "", direction] = part.split(":");
  if (direction !== undefined && direction !== "asc" && direction !== "desc") {
    throw new UserError(said`"${part}" is no order`, { where: "sort", mend: said`Write ${name}:asc or ${name}:desc` });
  }
  // The older a ticket the greater its age.
  if (name === "age") return { column: "created", direction: direction === "asc" ? "desc" : "asc" };
  if (!isColumn(name)) {
    const known = [...Object.keys(orders), ...sortColumns, "age"].filter((one, at, all) => all.indexOf(one) === at);
    throw missing(
      said`column to sort by`,
      name,
      known.map((one) => ({ name: one })),
    );
  }
  return { column: name, direction: direction ?? (descending.has(name) ? "desc" : "asc") };
}

const cursorForm = z.strictObject({ sort: z.string(), after: z.array(z.union([z.string(), z.number()])).min(1) });

export function cursorAt(keys: readonly SortKey[], position: Position): string {
  return Buffer.from(JSON.stringify({ sort: nameOf(keys), after: position })).toString("base64url");
}

/** @throws UserError for what no page gave, or one with another order */
export function positionOf(keys: readonly SortKey[], cursor: string): Position {
  const read = cursorForm.safeParse(parsed(Buffer.from(cursor, "base64url").toString()));
  if (!read.success || read.data.after.length !== keys.length) {
    throw new UserError(said`"${cursor}" is no cursor`, {
      where: "cursor",
      mend: said`Pass nextCursor of the page before`,
    });
  }
  if (read.data.sort !== nameOf(keys)) {
    throw new UserError(said`the cursor belongs to the order ${read.data.sort}`, {
      where: "cursor",
      mend: said`Ask for the pages of one list with the same order`,
    });
  }
  return read.data.after;
}

function nameOf(keys: readonly SortKey[]): string {
  return keys.map(({ column, direction }) => `${column}:${direction}`).join(",");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
