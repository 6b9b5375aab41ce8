/** Names that do not exist: what was seen, what it may have meant, and what there is. */

import { NotFoundError } from "../errors.ts";
import { meant } from "../nearest.ts";
import { joined, said, type Words } from "../said.ts";

/** So many names are listed at most: more than that nobody reads in an error. */
const maxListed = 30;

/** An error that names the nearest match and lists what there is. */
export function missing(kind: Words, name: string, all: readonly { readonly name: string }[]): NotFoundError {
  const names = all.map((row) => row.name);
  return new NotFoundError(absent(kind, name), { mend: guess(name, names, listed(names)) });
}

export function absent(kind: Words, name: string): Words {
  return said`there is no ${kind} "${name}"`;
}

/** What there is, as far as anybody reads. */
export function listed(names: readonly string[]): Words {
  const some = names.slice(0, maxListed).join(", ");
  return names.length > maxListed
    ? said`There is: ${some} and ${names.length - maxListed} more`
    : said`There is: ${some}`;
}

/** What may have been meant, before the mend that holds in any case. */
export function guess(name: string, names: readonly string[], mend: Words): Words {
  return joined([meant(name, names), mend], " ");
}
