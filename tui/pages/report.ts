/** Reports: what came and was closed by day, what waits, how long the first answer took; all and by queue. */
import type { TicketReport } from "../../src/api/report.ts";
import { text } from "../messages.ts";
import { inCells } from "../text/safe.ts";
import { sparkline } from "../text/spark.ts";
import type { Page, PageLine } from "./page.ts";

export function reportPage({ days, queues, firstResponse }: TicketReport): Page {
  const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
  const created = days.map((day) => day.created);
  const closed = days.map((day) => day.closed);
  const open = days.map((day) => day.open);
  const row = (name: string, values: readonly number[], total: string | number): string =>
    `${named(name)} ${sparkline(values)} ${String(total).padStart(8)}`;
  const line = (words: string, look: Partial<PageLine> = {}): PageLine => ({ text: words, ...look });
  return {
    title: text("page.report", { days: days.length }),
    lines: [
      line(row(text("report.created"), created, sum(created)), { meaning: "customer" }),
      line(row(text("report.closed"), closed, sum(closed)), { meaning: "agent" }),
      line(row(text("report.open"), open, open.at(-1) ?? 0), { meaning: "fresh" }),
      line(
        row(
          text("report.first"),
          days.map((day) => day.firstResponse ?? 0),
          spanOf(firstResponse),
        ),
      ),
      line(""),
      line(`${named(text("report.byQueue"))} ${" ".repeat(days.length)} ${heads()}`, {
        meaning: "faint",
        bold: true,
      }),
      ...queues.map((queue) =>
        line(`${row(queue.queue, queue.created, sum(queue.created))}${cell(queue.closed)}${cell(queue.open)}`),
      ),
      line(""),
      line(`${named(text("report.byDay"))} ${heads()}${inCells(text("report.firstShort"), 9, "right")}`, {
        meaning: "faint",
        bold: true,
      }),
      ...days
        .toReversed()
        .map((day) =>
          line(
            `${named(day.day)} ${cell(day.created).slice(1)}${cell(day.closed)}${cell(day.open)}${spanOf(day.firstResponse).padStart(9)}`,
          ),
        ),
    ],
  };
}

/** The first column: names, wide ones too, in so many cells. */
function named(name: string): string {
  return inCells(name, 22);
}

function heads(): string {
  const [first = "", ...rest] = [text("report.created"), text("report.closed"), text("report.open")];
  return inCells(first, 8, "right") + rest.map((name) => ` ${inCells(name, 8, "right")}`).join("");
}

function cell(value: number): string {
  return String(value).padStart(9);
}

/** Seconds as people say them; a dash for none. */
function spanOf(seconds: number | null): string {
  if (seconds === null) return "–";
  if (seconds < 3600) return `${Math.round(seconds / 60)}m`;
  return seconds < 172_800 ? `${(seconds / 3600).toFixed(1)}h` : `${Math.round(seconds / 86_400)}d`;
}
