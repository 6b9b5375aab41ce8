/** The part of a text that shows best why it was found, with the words that were looked for marked. Pure. */
import type { SnippetPart } from "../api/search.ts";
import type { Term } from "../store/fullText.ts";
import { folded, isUnspaced, placesOf } from "./words.ts";

/** Characters of a snippet, and of those before its first hit. */
const length = 180;
const lead = 50;
/** Characters of a text that are looked at. */
const looked = 100_000;

interface Hit {
  readonly start: number;
  readonly end: number;
  /** Which of the terms. */
  readonly term: number;
}

/** undefined where none of the terms stands in the text. */
export function snippetOf(given: string, terms: readonly Term[]): readonly SnippetPart[] | undefined {
  const text = given.trim();
  const hits = hitsOf(text.slice(0, looked), terms);
  const best = hits.reduce<{ readonly from: Hit; readonly kinds: number } | undefined>((known, from, index) => {
    const near = hits.slice(index, index + 30).filter(({ end }) => end - from.start <= length - lead);
    const kinds = new Set(near.map(({ term }) => term)).size;
    return known === undefined || kinds > known.kinds ? { from, kinds } : known;
  }, undefined);
  if (best === undefined) return undefined;
  const whole = text.length <= length;
  const start = whole ? 0 : wordStart(text, Math.max(0, best.from.start - lead), best.from.start);
  const end = wordEnd(text, Math.max(best.from.end, start + length));
  const parts: SnippetPart[] = [];
  let at = start;
  for (const hit of hits.filter((one) => one.start >= start && one.end <= end)) {
    if (hit.start < at) continue;
    parts.push({ text: text.slice(at, hit.start), hit: false }, { text: text.slice(hit.start, hit.end), hit: true });
    at = hit.end;
  }
  parts.push({ text: text.slice(at, end), hit: false });
  const ends = [start > 0 ? "\u2026 " : "", end < text.length ? " \u2026" : ""] as const;
  return [{ text: ends[0], hit: false }, ...parts, { text: ends[1], hit: false }]
    .map((part) => ({ ...part, text: part.text.replace(/\s+/g, " ") }))
    .filter((part) => part.text !== "");
}

function hitsOf(text: string, terms: readonly Term[]): readonly Hit[] {
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

function wordStart(text: string, from: number, until: number): number {
  if (from === 0) return 0;
  const blank = text.slice(from, until).search(/\s/);
  return blank === -1 ? from : from + blank + 1;
}

function wordEnd(text: string, from: number): number {
  if (from >= text.length) return text.length;
  const blank = text.slice(from - 30, from).search(/\s\S*$/);
  return blank <= 0 ? from : from - 30 + blank;
}
