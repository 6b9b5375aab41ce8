/** Names that do not exist: what was seen, what it may have meant, and what there is. */
import { closest, distance } from "fastest-levenshtein";
import { NotFoundError } from "../errors.ts";

/** So many names are listed at most: more than that nobody reads in an error. */
const maxListed = 30;

/** An error that names the nearest match and lists what there is. */
export function missing(kind: string, name: string, all: readonly { readonly name: string }[]): NotFoundError {
  const names = all.map((row) => row.name);
  const near = nearest(name, names);
  const listed = names.slice(0, maxListed).join(", ");
  const rest = names.length > maxListed ? ` and ${names.length - maxListed} more` : "";
  return new NotFoundError(`there is no ${kind} "${name}"`, {
    mend: `${near === undefined ? "" : `Did you mean "${near}"? `}There is: ${listed}${rest}`,
  });
}

/** Of the names the one that was probably meant; undefined when none is near. */
export function nearest(name: string, names: readonly string[]): string | undefined {
  if (names.length === 0) return undefined;
  const wanted = name.toLowerCase();
  const found = closest(
    wanted,
    names.map((one) => one.toLowerCase()),
  );
  if (distance(wanted, found) > Math.max(2, Math.floor(wanted.length / 3))) return undefined;
  return names.find((one) => one.toLowerCase() === found);
}
