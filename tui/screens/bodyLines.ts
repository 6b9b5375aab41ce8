/** An article's text as lines: what is new in full, what only repeats or signs folded into one line. Pure. */
import type { MarkedWords } from "../../src/api/search.ts";
import type { ArticleView } from "../../src/api/ticket.ts";
import { honestHosts } from "../../src/honestHosts.ts";
import { hitsOf } from "../../src/search/hits.ts";
import { text } from "../messages.ts";
import { wrap } from "../text/wrap.ts";

export interface BodyLine {
  readonly role: "text" | "quote" | "fold";
  readonly text: string;
}

/** So few lines are no trouble to read past. */
const shortest = 6;

/**
 * @param unfolded the agent wants to see everything
 * @param marked what was looked for: what has it is not folded
 */
export function bodyLines(
  { segments }: Pick<ArticleView, "segments">,
  width: number,
  unfolded: boolean,
  marked: readonly MarkedWords[] = [],
): readonly BodyLine[] {
  const lines: BodyLine[] = [];
  for (const part of runsOf(segments)) {
    const wrapped = wrap(honestHosts(part.text).replace(/\n$/, ""), width).map(
      (line): BodyLine => ({ role: part.repeats && !part.signs ? "quote" : "text", text: line }),
    );
    const hasHit = marked.length > 0 && part.repeats && hitsOf(part.text, marked).length > 0;
    if (unfolded || !part.repeats || wrapped.length < shortest || hasHit) lines.push(...wrapped);
    else {
      const folded = wrapped.findLastIndex(({ text }) => text.trim() !== "") + 1;
      const told = text(part.signs ? "thread.foldedSignature" : "thread.foldedQuote", { lines: folded });
      lines.push({ role: "fold", text: `··· ${told}` }, ...wrapped.slice(folded));
    }
  }
  const first = lines.findIndex((line) => line.text.trim() !== "");
  const last = lines.findLastIndex((line) => line.text.trim() !== "");
  return first < 0 ? [] : lines.slice(first, last + 1);
}

interface Run {
  readonly text: string;
  readonly repeats: boolean;
  /** Nothing but a signature. */
  readonly signs: boolean;
}

/** What is of none of these kinds is read. */
const repeating: ReadonlySet<string> = new Set(["quote", "signature", "header"]);

/** A quote and the line that introduces it are folded as one. */
function runsOf(segments: ArticleView["segments"]): readonly Run[] {
  const runs: Run[] = [];
  for (const { kind, text } of segments) {
    const repeats = repeating.has(kind);
    const before = runs.at(-1);
    if (before?.repeats === repeats) {
      runs[runs.length - 1] = { ...before, text: before.text + text, signs: before.signs && kind === "signature" };
    } else runs.push({ text, repeats, signs: kind === "signature" });
  }
  return runs;
}
