/** The place in a mail where the words of a search stand, as one line with the words marked. Pure. */
import type { SnippetPart } from "../../src/api/search.ts";
import { harmless } from "../../src/harmless.ts";
import type { Piece } from "./piece.ts";
import { widthOf } from "./safe.ts";

/** Cells of text before the first word that was found: the word itself must not be cut off. */
const before = 20;

export function snippetPieces(snippet: readonly SnippetPart[]): readonly Piece[] {
  return snippet.map(({ text, hit }, index) => {
    const whole = harmless(text.replace(/\s+/g, " "));
    const chars = Array.from(whole);
    const shown =
      index === 0 && !hit && snippet.length > 1 && chars.length > before ? `…${chars.slice(-before).join("")}` : whole;
    const style = hit ? ({ meaning: "fresh", bold: true } as const) : ({ meaning: "faint" } as const);
    return { text: shown, cells: widthOf(shown), ...style, ...(index > 0 && { goesOn: true as const }) };
  });
}
