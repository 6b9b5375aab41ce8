/** What is wrong with a value: told all at once, each with its field, what was seen, what is allowed and the nearest match. */
import type { PlacedFault as PartFault } from "../api/problem.ts";
import { type ExitCode, faultLine, UserError } from "../errors.ts";
import { meant } from "../nearest.ts";
import { joined, said, type Words } from "../said.ts";

export interface Fault {
  /** undefined: the entry itself, or the field that names it. */
  readonly field: string | undefined;
  readonly what: Words;
  readonly mend: Words | undefined;
  /** Of a structure: the places in it that are wrong, for whoever sees each of them by itself. */
  readonly within?: readonly PartFault<Words>[];
}

/** A fault with where it is: an option, a field, a line of a file. */
export interface PlacedFault extends Fault {
  readonly where: string | undefined;
}

/** Every fault on a line of its own. */
export function faultsError(faults: readonly PlacedFault[], exit: ExitCode): UserError {
  const [only, ...others] = faults;
  const byField = faults.map(({ field = null, what, mend = null, within }) => ({
    field,
    what,
    mend,
    ...(within !== undefined && { within }),
  }));
  if (only !== undefined && others.length === 0) {
    return new UserError(only.what, {
      ...(only.where !== undefined && { where: only.where }),
      ...(only.mend !== undefined && { mend: only.mend }),
      exit,
      faults: byField,
    });
  }
  const inOrder = faults.toSorted((one, other) => lineIn(one) - lineIn(other));
  const lines = inOrder.map(({ where, what, mend }) => faultLine(where, what, mend));
  return new UserError(joined(lines, "\n"), { exit, faults: byField });
}

/** Of a file; 0 where there is none. */
function lineIn({ where }: PlacedFault): number {
  return Number(/:(\d+)(?::|$)/.exec(where ?? "")?.[1] ?? 0);
}

/** A value as it was given, for messages. */
export function seen(raw: unknown): string {
  const text = JSON.stringify(raw) ?? String(raw);
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}

/** Names of a message at most; beyond, the nearest is all that helps. */
const listed = 12;

/** The mend for a name that does not exist: the nearest one, and all where they are few. */
export function suggested(wanted: string, known: readonly string[], see: Words): Words {
  const guess = meant(wanted, known);
  if (known.length === 0) return joined([said`There is none yet.`, see], " ");
  if (known.length > listed) return guess ?? see;
  const names = said`Name one exactly: ${known.join(", ")}`;
  return joined([guess, names], " ");
}
