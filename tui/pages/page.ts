/** What a pager shows: a title, lines, and what choosing one does. */
import type { Meaning } from "../theme.ts";

export interface PageLine {
  readonly text: string;
  readonly meaning?: Meaning | undefined;
  readonly bold?: boolean;
  /** On the right edge. */
  readonly aside?: string;
  readonly choose?: () => void | Promise<void>;
}

export interface Page {
  readonly title: string;
  readonly lines: readonly PageLine[];
  /** What is newest stands at the end. */
  readonly atEnd?: boolean;
  /** Where `back` leads; out of the pages when absent. */
  readonly back?: () => void | Promise<void>;
}

/** What there is to say when there is nothing. */
export function orNone(lines: readonly PageLine[], none: string): readonly PageLine[] {
  return lines.length === 0 ? [{ text: none, meaning: "faint" }] : lines;
}
