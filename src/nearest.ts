/** Of many names the one that was probably meant: how far a word may be off, decided here for all of the helpdesk. */
import { distance } from "fastest-levenshtein";
import { said, type Words } from "./said.ts";

/** As a person would write it, whatever the case; undefined when none is near. */
export function nearest(wanted: string, known: readonly string[]): string | undefined {
  const lower = wanted.toLowerCase();
  let best: { readonly name: string; readonly far: number } | undefined;
  for (const name of known) {
    const far = distance(lower, name.toLowerCase());
    if (best === undefined || far < best.far) best = { name, far };
  }
  return best !== undefined && best.far <= tolerated(differing(lower, best.name.toLowerCase())) ? best.name : undefined;
}

/** The same as a question; undefined when none is near. */
export function meant(wanted: string, known: readonly string[]): Words | undefined {
  const near = nearest(wanted, known);
  return near === undefined ? undefined : said`Did you mean "${near}"?`;
}

/** Letters by which two names can be told apart: of addresses, not those of a domain that both have. */
function differing(wanted: string, name: string): number {
  const [domain = ""] = /@.*$/.exec(wanted) ?? [];
  return name.endsWith(domain) ? wanted.length - domain.length : wanted.length;
}

/** Letters that may be wrong: two turned round, and a third of a long word. Of two letters one has to be right. */
function tolerated(length: number): number {
  return length < 3 ? 1 : Math.max(2, Math.floor(length / 3));
}
