/** Where the words that were looked for stand in a text. Pure; the daemon's snippets and the screens' threads are marked by it. */
import type { MarkedWords } from "../api/search.ts";
import { folded, isUnspaced, type Place, placesOf } from "./words.ts";

export interface Hit {
  readonly start: number;
  readonly end: number;
  /** Which of the terms. */
  readonly term: number;
}

interface Term {
  readonly words: readonly string[];
  readonly last: string;
  readonly prefix: boolean;
}

/**
 * From the first to the last; none within another.
 * @param cut the text is a line of a longer one: a phrase may begin at its end, and end at its beginning
 */
export function hitsOf(text: string, terms: readonly MarkedWords[], { cut = false } = {}): readonly Hit[] {
  const places = [...placesOf(text)];
  const wanted = terms.map(({ words, prefix }): Term => ({ words, last: words.at(-1) ?? "", prefix }));
  const hits: Hit[] = [];
  for (let at = 0; at < places.length; ) {
    let length = 0;
    for (const [term, some] of wanted.entries()) {
      length = lengthAt(places, at, some, cut);
      const [first, end] = [places[at], places[at + length - 1]];
      if (length === 0 || first === undefined || end === undefined) continue;
      hits.push({
        ...(length === 1 ? within(text, first.start, first.end, some.words) : { start: first.start, end: end.end }),
        term,
      });
      break;
    }
    at += Math.max(1, length);
  }
  return hits;
}

/** Over how many words of the text the term goes from there on; 0 where it does not stand. */
function lengthAt(places: readonly Place[], at: number, { words, last, prefix }: Term, cut: boolean): number {
  const has = (place: Place | undefined, word: string, open: boolean): boolean =>
    place?.words.some((one) => one === word || (open && one.startsWith(word))) === true;
  // The words of a run without blanks are its pairs of characters.
  if (isUnspaced(last)) return words.some((word) => has(places[at], word, word === last)) ? 1 : 0;
  const from = (skipped: number): number => {
    const rest = words.slice(skipped);
    const room = places.length - at;
    if (rest.length > room && !cut) return 0;
    const fits = rest.slice(0, room).every((word, index) => {
      const open = prefix && skipped + index === words.length - 1;
      return has(places[at + index], word, open);
    });
    return fits ? Math.min(rest.length, room) : 0;
  };
  const whole = from(0);
  if (whole > 0 || !cut || at > 0) return whole;
  for (let skipped = 1; skipped < words.length; skipped += 1) {
    const end = from(skipped);
    if (end > 0) return end;
  }
  return 0;
}

/** Of a run without blanks only the characters that were looked for. */
function within(text: string, start: number, end: number, words: readonly string[]): { start: number; end: number } {
  const run = text.slice(start, end);
  if (!isUnspaced(run) || folded(run).length !== run.length) return { start, end };
  const wanted = words.map((word, index) => (index === words.length - 1 ? word : [...word][0])).join("");
  const at = folded(run).indexOf(wanted);
  return at === -1 ? { start, end } : { start: start + at, end: start + at + wanted.length };
}
