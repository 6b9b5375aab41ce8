/** The part of a text that shows best why it was found, with the words that were looked for marked. Pure. */
import type { MarkedWords, SnippetPart } from "../api/search.ts";
import { type Hit, hitsOf } from "./hits.ts";

/** Characters of a snippet, and of those before its first hit. */
const length = 180;
const lead = 50;
/** Characters of a text that are looked at. */
const looked = 100_000;

/** undefined where none of the terms stands in the text. */
export function snippetOf(given: string, terms: readonly MarkedWords[]): readonly SnippetPart[] | undefined {
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
