/** What a search finds. */
import type { Growing } from "./growing.ts";
import type { TicketSummary } from "./ticket.ts";

/** Text with what was looked for marked; all parts together are the text. */
export interface SnippetPart {
  readonly text: string;
  readonly hit: boolean;
}

/** A ticket that was found, and the newest of its articles that has the words. */
export interface SearchHit extends TicketSummary {
  readonly articleId: number;
  readonly sender: string;
  readonly from: string;
  readonly articleCreated: string;
  readonly snippet: readonly SnippetPart[];
  /** 1 is the best. */
  readonly rank: number;
  /** subject: in subject, title or number, which comes before the rest. */
  readonly foundIn: Growing<"subject" | "text">;
}

/** What was looked for in the text, folded as the search folds it: each of the words, or what begins like the last. */
export interface MarkedWords {
  readonly words: readonly string[];
  readonly prefix: boolean;
}

export interface SearchPage {
  readonly tickets: readonly SearchHit[];
  /** How many these are. */
  readonly total: number;
  /** There are more than these; name more words to find the right one. */
  readonly more: boolean;
  /** Articles that were written but are not in the index yet; counted to 10,000. */
  readonly behind: number;
  /** For a screen that shows where the words stand in an article. */
  readonly marked: readonly MarkedWords[];
}
