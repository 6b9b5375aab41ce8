/** What there is to know of a ticket besides its thread: history, raw source, links. */
import type { TicketDetail } from "../../src/api/ticket.ts";
import type { Client } from "../client/client.ts";
import { type MessageKey, text } from "../messages.ts";
import { historyWords } from "../text/historyWords.ts";
import { inCells, safeLine, widestOf } from "../text/safe.ts";
import { whenOf } from "../text/times.ts";
import { wrap } from "../text/wrap.ts";
import { orNone, type Page } from "./page.ts";

export function historyPage({ number, history }: TicketDetail, now: Date): Page {
  const whenCells = widestOf(history.map(({ created }) => whenOf(created, now)));
  const byCells = widestOf(
    history.map(({ by }) => by),
    24,
  );
  return {
    title: text("page.history", { number }),
    atEnd: true,
    lines: history.map((entry) => ({
      text: [inCells(whenOf(entry.created, now), whenCells), inCells(entry.by, byCells), historyWords(entry)].join(
        "  ",
      ),
    })),
  };
}

/** The message byte for byte, what steers made visible. @throws Error when the article is no mail */
export async function sourcePage(
  client: Client,
  { number }: TicketDetail,
  articleId: number,
  width: number,
): Promise<Page> {
  const source = await client.source(articleId);
  const [head = ""] = source.split(/\r?\n\r?\n/, 1);
  const headLines = wrap(head, width - 2).length;
  return {
    title: text("page.source", { number }),
    lines: wrap(source, width - 2).map((line, index) => ({
      text: line,
      meaning: index < headLines ? "agent" : undefined,
    })),
  };
}

export function linksPage({ number, links }: TicketDetail, open: (id: number) => Promise<void>): Page {
  const cells = widestOf(links.map(linkWords));
  return {
    title: text("page.links", { number }),
    lines: orNone(
      links.map((link) => ({
        text: `${inCells(linkWords(link), cells)}  ${link.number}  ${safeLine(link.title)}`,
        choose: () => open(link.id),
      })),
      text("page.noLinks"),
    ),
  };
}

/** What the other is; an installation may have types of links of its own. */
function linkWords({ type, direction }: TicketDetail["links"][number]): string {
  const key = others.get(direction);
  const other = key === undefined ? direction : text(key);
  return type === "Normal" || type === "ParentChild" ? other : `${type} (${other})`;
}

const others = new Map<string, MessageKey>([
  ["both", "linked.both"],
  ["parent", "linked.parent"],
  ["child", "linked.child"],
]);
