/** What a pager shows: a title, lines, and what choosing one does. */
import type { Command } from "../keys/keys.ts";
import { text } from "../messages.ts";
import { withColon } from "../text/colon.ts";
import { inCells, widthOf } from "../text/safe.ts";
import { wrap } from "../text/wrap.ts";
import { isLinear, type Meaning } from "../theme.ts";

/** Sections of the key table that pages have. */
export type PageKeys =
  | "pager"
  | "links"
  | "outbound"
  | "drafts"
  | "report"
  | "reading"
  | "directory"
  | "entries"
  | "mailAccounts"
  | "jobs"
  | "manyEntries"
  | "customerCard";

/** What a page can be done to by a key, besides choosing. */
export type PageAct = Exclude<Command<PageKeys>, Command<"pager">>;

export interface PageLine {
  /** What it stands for: the cursor stays on it when the page is made anew. */
  readonly id?: string | number;
  readonly text: string;
  readonly meaning?: Meaning | undefined;
  readonly bold?: boolean;
  /** On the right edge. */
  readonly aside?: string;
  /** Below the page while the cursor is on it: more than fits into a line. */
  readonly below?: string;
  readonly choose?: () => void | Promise<void>;
  readonly acts?: Readonly<Partial<Record<PageAct, () => void | Promise<void>>>>;
}

export interface Page {
  readonly title: string;
  /** Behind the title; what changes while the page is the same one. */
  readonly told?: string;
  /** The page as it is now, after something was taken back. */
  readonly renew?: () => Promise<Page>;
  /** It changes by itself, and is made anew again and again while it is looked at. */
  readonly live?: true;
  /** Its keys; those of every page when absent. */
  readonly keys?: PageKeys;
  readonly lines: readonly PageLine[];
  /** Somebody's own words, as they were written. */
  readonly verbatim?: boolean;
  /** What is newest stands at the end. */
  readonly atEnd?: boolean;
  /** Where `back` leads; out of the pages when absent. */
  readonly back?: () => void | Promise<void>;
}

/** What there is to say when there is nothing. */
export function orNone(lines: readonly PageLine[], none: string): readonly PageLine[] {
  return lines.length === 0 ? [{ text: none, meaning: "faint" }] : lines;
}

/**
 * Words behind what the line begins with, in as many lines as they need: where there is no cursor, nothing is told below.
 */
export function hanging(before: string, words: string, width: number): readonly PageLine[] {
  // Lines that are heard are not cut.
  if (isLinear()) return [{ text: before + words }];
  const cells = widthOf(before);
  return wrap(words, width - cells - 2).map((line, index) => ({
    text: `${index === 0 ? before : " ".repeat(cells)}${line}`,
  }));
}

/** What something is called, in a column of its own, and what it is. */
export function labelled(label: string, cells: number, words: string): string {
  return isLinear() ? withColon(label, words) : `${inCells(label, cells)}  ${words}`;
}

/** When something was used last: on the right edge, where its place tells what it is. */
export function usedLast(when: string): string {
  return isLinear() ? text("heard.used", { when }) : `${when} `;
}

export function heading(words: string): PageLine {
  return { text: words, bold: true, meaning: "title" };
}
