/** What was looked for, marked in the lines of a thread. Pure. */
import type { MarkedWords } from "../../src/api/search.ts";
import { hitsOf } from "../../src/search/hits.ts";
import type { Part } from "../text/hosts.ts";
import type { ThreadLine } from "./thread.ts";

/** Indices of the lines that have any of it. */
export function hitLines(lines: readonly ThreadLine[], marked: readonly MarkedWords[]): readonly number[] {
  if (marked.length === 0) return [];
  return lines.flatMap((line, index) =>
    isRead(line) && hitsOf(line.text, marked, { cut: true }).length > 0 ? [index] : [],
  );
}

/** The parts of a line cut where what was looked for begins and ends. */
export function hitParts(
  parts: readonly Part[],
  marked: readonly MarkedWords[],
): readonly (Part & { readonly hit?: true })[] {
  if (marked.length === 0) return parts;
  return parts.flatMap((part) => {
    const cut: (Part & { readonly hit?: true })[] = [];
    let at = 0;
    for (const { start, end } of hitsOf(part.text, marked, { cut: true })) {
      if (start > at) cut.push({ ...part, text: part.text.slice(at, start) });
      cut.push({ ...part, text: part.text.slice(start, end), hit: true });
      at = end;
    }
    if (at < part.text.length || cut.length === 0) cut.push({ ...part, text: part.text.slice(at) });
    return cut;
  });
}

/** What only tells that something is folded, or parts articles, is nobody's text. */
export function isRead({ role }: ThreadLine): boolean {
  return role !== "fold" && role !== "gap";
}
