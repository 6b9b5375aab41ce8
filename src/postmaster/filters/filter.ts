/** A postmaster filter as the database has it (postmaster_filter), and with its expressions ready to be searched. */
import { spoken } from "../../said.ts";
import { type Translated, translatePerl } from "./perl.ts";

export interface FilterMatch {
  /** A header's name, or `Body`. */
  readonly key: string;
  /** A regular expression, or `EMAILADDRESS:` and one for a whole bare address. */
  readonly value: string;
  readonly not: boolean;
}
export interface FilterSet {
  readonly key: string;
  readonly value: string;
}
export interface Filter {
  readonly name: string;
  /** Later filters are not asked after this one has acted. */
  readonly stop: boolean;
  /** All must hold. */
  readonly matches: readonly FilterMatch[];
  readonly sets: readonly FilterSet[];
}

export interface ReadyMatch extends FilterMatch {
  /** Each bare address of the header is compared, not its text. */
  readonly addresses: boolean;
  readonly source: string;
  readonly expression: RegExp;
}
export interface ReadyFilter extends Omit<Filter, "matches"> {
  readonly matches: readonly ReadyMatch[];
  /** Why it can never act; undefined for a sound one. */
  readonly failure: string | undefined;
}

const addressForm = /^EMAILADDRESS:(.*)$/s;

/** In the order in which they run: that of their names, octet by octet as Perl sorts. */
export function readyFilters(filters: readonly Filter[]): readonly ReadyFilter[] {
  return filters.map(ready).toSorted((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0));
}

function ready(filter: Filter): ReadyFilter {
  const matches: ReadyMatch[] = [];
  let failure = filter.matches.length === 0 ? "it has no Match row" : undefined;
  for (const match of filter.matches) {
    const { source, addresses, translated } = readMatch(match.value);
    if ("failure" in translated) failure ??= `${match.key}: ${source}: ${spoken(translated.failure)}`;
    else matches.push({ ...match, addresses, source, expression: translated.expression });
  }
  return { ...filter, matches, failure };
}

/** A Match value taken apart; `failure` says what of it cannot be understood. */
export function readMatch(value: string): {
  readonly source: string;
  readonly addresses: boolean;
  readonly translated: Translated;
} {
  const source = addressForm.exec(value)?.[1] ?? value;
  const addresses = addressForm.test(value);
  return { source, addresses, translated: translatePerl(source, addresses) };
}
