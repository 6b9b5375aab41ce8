/** An article's text in segments that a reader may fold: together they are the whole text, none is lost. */
import { marksSomething } from "../html/marks.ts";
import { linesOfHtml } from "../html/text.ts";
import { classify, type MarkedLine } from "./classify.ts";
import type { Segment, SegmentKind } from "./segment.ts";

/** HTML beyond that is not read for its structure: an article is shown again and again. */
const maxHtml = 1_000_000;

/**
 * @param body the plain text as stored, LF line ends
 * @param html the same mail's HTML, whose structure is believed before the plain text's looks; null where there is none
 */
export function segmentsOf(body: string, html: string | null, subject: string): readonly Segment[] {
  const structured = html !== null && html.length <= maxHtml && marksSomething.test(html) ? html : undefined;
  const byStructure = structured === undefined ? undefined : structuredSegments(body, linesOfHtml(structured), subject);
  return byStructure ?? plainSegments(body, subject);
}

function plainSegments(body: string, subject: string): readonly Segment[] {
  const lines = linesOf(body);
  const marked = lines.map((line) => ({ text: line.replace(/\n$/, ""), mark: undefined }));
  return joined(lines, classify(marked, subject));
}

/** With their line ends. */
function linesOf(body: string): readonly string[] {
  return body.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function joined(lines: readonly string[], kinds: readonly SegmentKind[]): readonly Segment[] {
  const segments: { kind: SegmentKind; lines: string[] }[] = [];
  for (const [at, line] of lines.entries()) {
    const kind = kinds[at] ?? "text";
    const last = segments.at(-1);
    if (last?.kind === kind) last.lines.push(line);
    else segments.push({ kind, lines: [line] });
  }
  return segments.map(({ kind, lines: own }) => ({ kind, text: own.join("") }));
}

/** Finds in the plain text the places where the HTML changes its kind; undefined when one cannot be found. */
function structuredSegments(
  body: string,
  lines: readonly MarkedLine[],
  subject: string,
): readonly Segment[] | undefined {
  const parts = joined(
    lines.map(({ text }) => `${text}\n`),
    classify(lines, subject),
  );
  if (parts.length < 2) return undefined;
  if (body.startsWith(parts.map(({ text }) => text).join(""))) return withRest(body, parts);
  return aligned(body, parts);
}

/** What the desk appended to the body, such as an invitation in words, is text. */
function withRest(body: string, parts: readonly Segment[]): readonly Segment[] {
  const length = parts.reduce((sum, { text }) => sum + text.length, 0);
  const rest = body.slice(length);
  if (rest === "") return parts;
  const last = parts.at(-1);
  return last?.kind === "text"
    ? [...parts.slice(0, -1), { kind: "text", text: last.text + rest }]
    : [...parts, { kind: "text", text: rest }];
}

/** So many letters tell a place in a text from others. */
const tellingLetters = 60;
const fewestLetters = 6;

function aligned(body: string, parts: readonly Segment[]): readonly Segment[] | undefined {
  const { letters, places } = lettersOf(body);
  const segments: { kind: SegmentKind; from: number }[] = [];
  let cursor = 0;
  for (const [at, part] of parts.entries()) {
    if (at === 0) {
      segments.push({ kind: part.kind, from: 0 });
      continue;
    }
    const wanted = lettersOf(part.text).letters.slice(0, tellingLetters);
    if (wanted.length === 0) continue;
    // A short piece of text may stand anywhere; only its neighbours could tell where.
    if (wanted.length < fewestLetters) return undefined;
    const found = letters.indexOf(wanted, cursor);
    if (found < 0) return undefined;
    const open = segments.at(-1)?.from ?? 0;
    segments.push({ kind: part.kind, from: withRule(body, open, lineStart(body, open, places[found] ?? 0)) });
    cursor = found + wanted.length;
  }
  return segments
    .map(({ kind, from }, at) => ({ kind, text: body.slice(from, segments[at + 1]?.from ?? body.length) }))
    .filter(({ text }) => text !== "");
}

/** The letters and digits of a text without all else, links left out, and where each stands. */
function lettersOf(text: string): { readonly letters: string; readonly places: Uint32Array } {
  const found: string[] = [];
  const places = new Uint32Array(text.length);
  let count = 0;
  // Links and images stand in the texts of one program and not in those of another.
  for (const { 0: whole, index } of text.matchAll(
    /<[^<>\s]{1,2000}>|\[cid:[^\]\s]{1,300}\]|https?:\/\/[^\s<>]{1,2000}|[\p{L}\p{N}]+/gu,
  )) {
    if (/^(?:<|\[cid:|https?:)/.test(whole)) continue;
    for (let at = 0; at < whole.length; at += 1) places[count + at] = index + at;
    found.push(whole);
    count += whole.length;
  }
  return { letters: found.join(""), places };
}

/** Where the line of that place begins, not before the segment that is open. */
function lineStart(body: string, open: number, place: number): number {
  return open + body.slice(open, place).lastIndexOf("\n") + 1;
}

/** A line of hyphens or underscores above has no letters to be found by, and belongs to what it sets off. */
function withRule(body: string, open: number, start: number): number {
  const above = body.slice(Math.max(open, start - 100), start);
  const rule = /(?:^|\n)[-_=*—]{2,80}[ \t]*\n(?:[ \t]*\n)?$/.exec(above);
  return rule === null ? start : start - above.length + rule.index + (rule[0].startsWith("\n") ? 1 : 0);
}
