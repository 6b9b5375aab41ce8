/** What is wrong with a value: told all at once, each with its field, what was seen, what is allowed and the nearest match. */
import { distance } from "fastest-levenshtein";
import { type ExitCode, UserError } from "../errors.ts";

export interface Fault {
  /** undefined: the entry itself, or the field that names it. */
  readonly field: string | undefined;
  readonly what: string;
  readonly mend: string | undefined;
}

/** A fault with where it is: an option, a field, a line of a file. */
export interface PlacedFault extends Fault {
  readonly where: string | undefined;
}

/** Every fault on a line of its own. */
export function faultsError(faults: readonly PlacedFault[], exit: ExitCode): UserError {
  const [only, ...others] = faults;
  const byField = faults.map(({ field = null, what, mend = null }) => ({ field, what, mend }));
  if (only !== undefined && others.length === 0) {
    return new UserError(only.what, {
      ...(only.where !== undefined && { where: only.where }),
      ...(only.mend !== undefined && { mend: only.mend }),
      exit,
      faults: byField,
    });
  }
  const inOrder = faults.toSorted((one, other) => lineIn(one) - lineIn(other));
  return new UserError(inOrder.map(lineOf).join("\n"), { exit, faults: byField });
}

/** Of a file; 0 where there is none. */
function lineIn({ where }: PlacedFault): number {
  return Number(/:(\d+)(?::|$)/.exec(where ?? "")?.[1] ?? 0);
}

function lineOf({ where, what, mend }: PlacedFault): string {
  return `${where === undefined ? "" : `${where}: `}${what}${mend === undefined ? "" : `. ${mend}`}`;
}

/** A value as it was given, for messages. */
export function seen(raw: unknown): string {
  const text = JSON.stringify(raw) ?? String(raw);
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}

/** Names of a message at most; beyond, the nearest is all that helps. */
const listed = 12;

/** The mend for a name that does not exist: the nearest one, and all where they are few. */
export function nearest(wanted: string, known: readonly string[], see: string): string {
  const close = closeTo(wanted, known);
  const guess = close === undefined ? "" : `Did you mean "${close}"? `;
  if (known.length === 0) return `There is none yet. ${see}`.trim();
  if (known.length <= listed) return `${guess}Name one exactly: ${known.join(", ")}`;
  return guess === "" ? see : guess.trim();
}

function closeTo(wanted: string, known: readonly string[]): string | undefined {
  const lower = wanted.toLowerCase();
  let best: { readonly name: string; readonly far: number } | undefined;
  for (const name of known) {
    const far = distance(lower, name.toLowerCase());
    if (best === undefined || far < best.far) best = { name, far };
  }
  const tolerated = wanted.length < 3 ? 1 : wanted.length < 9 ? 2 : 3;
  return best !== undefined && best.far <= tolerated ? best.name : undefined;
}
