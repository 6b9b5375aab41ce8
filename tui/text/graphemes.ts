/** A text as what a reader takes for its characters (UAX #29). */

let segmenter: Intl.Segmenter | undefined;

export function graphemesOf(text: string): readonly string[] {
  // Made when it is needed: that takes as long as drawing a screen.
  segmenter ??= new Intl.Segmenter(undefined, { granularity: "grapheme" });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}
