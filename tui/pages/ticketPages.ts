/** What there is to know of a ticket besides its thread: history, raw source. */
import type { TicketDetail } from "../../src/api/ticket.ts";
import type { Client } from "../client/client.ts";
import { text } from "../messages.ts";
import { historyWords } from "../text/historyWords.ts";
import { inCells, widestOf } from "../text/safe.ts";
import { whenOf } from "../text/times.ts";
import { wrap } from "../text/wrap.ts";
import { hanging, type Page } from "./page.ts";

export function historyPage({ number, history }: TicketDetail, now: Date, width: number): Page {
  const whenCells = widestOf(history.map(({ created }) => whenOf(created, now)));
  const byCells = widestOf(
    history.map(({ by }) => by),
    24,
  );
  return {
    title: text("page.history", { number }),
    atEnd: true,
    lines: history.flatMap((entry) => {
      const before = `${inCells(whenOf(entry.created, now), whenCells)}  ${inCells(entry.by, byCells)}  `;
      return hanging(before, historyWords(entry), width);
    }),
  };
}

/** The message byte for byte, what steers made visible. @throws Error when the article is no mail */
export async function sourcePage(
  client: Client,
  { number }: TicketDetail,
  articleId: number,
  width: number,
): Promise<Page> {
  // What is no UTF-8 is replaced.
  const source = (await client.raw(articleId)).toString();
  const [head = ""] = source.split(/\r?\n\r?\n/, 1);
  const headLines = wrap(head, width - 2).length;
  return {
    title: text("page.source", { number }),
    verbatim: true,
    lines: wrap(source, width - 2).map((line, index) => ({
      text: line,
      meaning: index < headLines ? "agent" : undefined,
    })),
  };
}
