/** Runs the postmaster filters over a letter: which act, why, and what the letter is afterwards (behaviour §2 (3)). */
import { parseAddresses } from "../../mail/addresses.ts";
import { header } from "../../mail/message.ts";
import type { Letter } from "../arrival.ts";
import { withMailHeader } from "../mailHeader.ts";
import { steeringName, withSteering } from "../steering.ts";
import type { ReadyFilter, ReadyMatch } from "./filter.ts";
import { withinTime } from "./withinTime.ts";

/** What one filter saw in this letter. */
export interface FilterResult {
  readonly name: string;
  readonly acts: boolean;
  /** No later filter was asked. */
  readonly stops: boolean;
  /** The row that decided, in words. */
  readonly saw: string;
  /** Header → value, as it was set. */
  readonly sets: readonly (readonly [key: string, value: string])[];
}

export interface Filtered {
  readonly letter: Letter;
  readonly results: readonly FilterResult[];
  /** What an administrator has to mend. */
  readonly problems: readonly string[];
}

/** Milliseconds that the expressions of all filters may take for one mail. */
const limit = 100;
/** Characters of a body that are searched. */
const maxText = 100_000;

export function runFilters(filters: readonly ReadyFilter[], letter: Letter): Filtered {
  if (filters.length === 0) return { letter, results: [], problems: [] };
  const run = new Run(letter);
  for (let at = 0; at < filters.length; ) {
    const { done, late } = run.from(filters, at);
    at = done;
    const slow = filters[at];
    if (!late || slow === undefined) break;
    run.tooSlow(slow);
    at += 1;
  }
  return run;
}

class Run implements Filtered {
  letter: Letter;
  readonly results: FilterResult[] = [];
  readonly problems: string[] = [];

  constructor(letter: Letter) {
    this.letter = letter;
  }

  /** @returns where it ended: behind the last, or at the filter that took too long */
  from(filters: readonly ReadyFilter[], first: number): { readonly done: number; readonly late: boolean } {
    let at = first;
    const outcome = withinTime(limit, () => {
      for (; at < filters.length; at += 1) {
        const filter = filters[at];
        if (filter !== undefined && this.#stops(filter)) return;
      }
    });
    return { done: at, late: "late" in outcome };
  }

  tooSlow({ name }: ReadyFilter): void {
    const saw = `its expressions took longer than ${limit} ms on this mail`;
    this.results.push({ name, acts: false, stops: false, saw, sets: [] });
    this.problems.push(`postmaster filter "${name}" did not act: ${saw}`);
  }

  #stops(filter: ReadyFilter): boolean {
    if (filter.failure !== undefined) {
      this.results.push({ name: filter.name, acts: false, stops: false, saw: filter.failure, sets: [] });
      this.problems.push(`postmaster filter "${filter.name}" cannot act: ${filter.failure}`);
      return false;
    }
    const seen: string[] = [];
    const captured = new Map<string, string>();
    for (const match of filter.matches) {
      const found = search(match, this.letter);
      if (!found.holds) {
        this.results.push({ name: filter.name, acts: false, stops: false, saw: found.saw, sets: [] });
        return false;
      }
      seen.push(found.saw);
      for (const [name, value] of found.captured) captured.set(name, value);
    }
    const sets = filter.sets.map(({ key, value }) => [key, filled(value, captured)] as const);
    for (const [key, value] of sets) this.letter = withHeader(this.letter, key, value);
    this.results.push({ name: filter.name, acts: true, stops: filter.stop, saw: seen.join("; "), sets });
    return filter.stop;
  }
}

interface Found {
  readonly holds: boolean;
  readonly saw: string;
  readonly captured: readonly (readonly [name: string, value: string])[];
}
/** The name under which the first capture goes, as a Set value asks for it. */
const first = "***";

function search(match: ReadyMatch, letter: Letter): Found {
  const text = textUnder(letter, match.key);
  const asked = `${match.key} ${match.not ? "not " : ""}/${match.source}/`;
  if (text === undefined) return { holds: false, saw: `${asked}: there is no ${match.key}`, captured: [] };
  const found = match.addresses ? findAddress(match, text) : match.expression.exec(text.slice(0, maxText));
  const holds = (found !== null) !== match.not;
  const saw = `${asked}: "${shortened(text)}" ${found === null ? "does not match" : "matches"}`;
  if (!holds || found === null) return { holds, saw, captured: [] };
  const captured = Object.entries(found.groups ?? {}).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const whole = match.addresses ? match.source : found[1];
  return { holds, saw, captured: whole ? [[first, whole], ...captured] : captured };
}

function findAddress(match: ReadyMatch, text: string): RegExpExecArray | null {
  for (const { address } of parseAddresses(text)) {
    const found = match.expression.exec(address);
    if (found !== null) return found;
  }
  return null;
}

function textUnder({ mail, steering }: Letter, key: string): string | undefined {
  const name = steeringName(key);
  if (name !== undefined) return steering.get(name);
  return key.toLowerCase() === "body" ? mail.body : header(mail, key);
}

function filled(value: string, captured: ReadonlyMap<string, string>): string {
  return value
    .replace(/\[\*\*\s*\\(\w+)\s*\*\*\]/g, (_, name: string) => captured.get(name) ?? "")
    .replaceAll(`[${first}]`, () => captured.get(first) ?? "");
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= 60 ? line : `${line.slice(0, 59)}…`;
}

/** A filter may set any header; what the parser made of that header follows. */
function withHeader(letter: Letter, key: string, value: string): Letter {
  const name = steeringName(key);
  return name === undefined
    ? { ...letter, mail: withMailHeader(letter.mail, key, value) }
    : withSteering(letter, [[name, value]]);
}
