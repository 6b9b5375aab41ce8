/** Where the words that were looked for stand in a text. Pure; the daemon's snippets and the screens' threads are marked by it. */
import type { MarkedWords } from "../api/search.ts";
import { folded, isUnspaced, placesOf } from "./words.ts";

export interface Hit {
  readonly start: number;
  readonly end: number;
  /** Which of the terms. */
  readonly term: number;
}

/** From the first to the last; none within another. */
export function hitsOf(text: string, terms: readonly MarkedWords[]): readonly Hit[] {
  const hits: Hit[] = [];
  const wanted = terms.map(({ words, prefix }) => ({ words: new Set(words), last: words.at(-1) ?? "", prefix }));
  for (const { start, end, words } of placesOf(text)) {
    for (const [term, { words: some, last, prefix }] of wanted.entries()) {
      if (!words.some((word) => some.has(word) || ((prefix || isUnspaced(last)) && word.startsWith(last)))) continue;
      hits.push({ ...within(text, start, end, [...some]), term });
      break;
    }
  }
  return hits;
}

/** Of a run without blanks only the characters that were looked for. */
function within(text: string, start: number, end: number, words: readonly string[]): { start: number; end: number } {
  const run = text.slice(start, end);
  if (!isUnspaced(run) || folded(run).length !== run.length) return { start, end };
  const wanted = words.map((word, index) => (index === words.length - 1 ? word : [...word][0])).join("");
  const at = folded(run).indexOf(wanted);
  return at === -1 ? { start, end } : { start: start + at, end: start + at + wanted.length };
}
