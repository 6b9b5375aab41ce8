/** Reports: what came and was closed, what waits, how long the first answer took; over a span, and by queue, owner or state. */
import { type ReportKind, type ReportStep, reportKinds, reportSteps, type TicketReport } from "../../src/api/report.ts";
import type { Client } from "../client/client.ts";
import type { Question } from "../ground.ts";
import type { Memory } from "../memory.ts";
import { text } from "../messages.ts";
import { inCells, safeLine } from "../text/safe.ts";
import { fitted, sparkline } from "../text/spark.ts";
import { isLinear } from "../theme.ts";
import type { Page, PageLine } from "./page.ts";
import { daysOf, lengthOf, ownSpan, spans, spanWords, usualSpan } from "./reportSpan.ts";
import { byHeads, daysInWords, groupsOf, ofHeads, spanOf, spokenLines, stepName, sum } from "./reportWords.ts";

export interface ReportGround {
  readonly client: Client;
  readonly now: Date;
  readonly width: number;
  readonly memory: Memory;
  readonly show: (page: Page) => void;
  readonly ask: (question: Question) => void;
}

/** Cells of a row besides the name and the bars. */
const numberCells = 30;
const nameCells = { fewest: 12, most: 22 } as const;

export async function reportPage(ground: ReportGround): Promise<Page> {
  const { client, now, memory } = ground;
  const { reportSpan: span = usualSpan, reportBy, reportOf } = memory.known;
  const asked = daysOf(span, now);
  const of = reportKinds.find((kind) => kind === reportOf) ?? "queue";
  const by = reportSteps.find((step) => step === reportBy) ?? fitting(lengthOf(asked, now), barCells(ground));
  const report = await client.report({ ...asked, ...(by === "day" ? {} : { by }), ...(of === "queue" ? {} : { of }) });
  const acts = {
    reportSpan: () => askSpan(ground, span),
    reportBy: () => askBy(ground),
    reportOf: () => askOf(ground, of),
  };
  const dates = [report.from, report.to].some((day) => day === "") ? "" : ` · ${daysInWords(report.from, report.to)}`;
  return {
    title: text("page.report"),
    told: `${spanWords(span)}, ${text(`report.by.${by}`)}${/\.\./.test(span) ? "" : dates}`,
    keys: "report",
    renew: () => reportPage(ground),
    lines: (isLinear()
      ? spokenLines(report, { by, of }, groupsOf(report, of))
      : linesOf(report, { by, of, cells: barCells(ground) })
    ).map((line) => ({ ...line, acts })),
  };
}

function linesOf(
  report: TicketReport,
  { by, of, cells }: { readonly by: ReportStep; readonly of: ReportKind; readonly cells: number },
): readonly PageLine[] {
  const { days, firstResponse } = report;
  const bars = Math.min(days.length, cells);
  const names = Math.max(nameCells.fewest, Math.min(nameCells.most, cells + nameCells.fewest - bars));
  const named = (name: string): string => inCells(safeLine(name), names);
  const row = (name: string, values: readonly number[], total: string | number): string =>
    `${named(name)} ${sparkline(values)} ${String(total).padStart(8)}`;
  const created = days.map((day) => day.created);
  const closed = days.map((day) => day.closed);
  const open = days.map((day) => day.open);
  const waits = days.map((day) => day.firstResponse ?? 0);
  const line = (words: string, look: Partial<PageLine> = {}): PageLine => ({ text: words, ...look });
  const head = (words: string): PageLine => line(words, { meaning: "faint", bold: true });
  return [
    line(row(text("report.created"), fitted(created, bars, sum), sum(created)), { meaning: "customer" }),
    line(row(text("report.closed"), fitted(closed, bars, sum), sum(closed)), { meaning: "agent" }),
    line(row(text("report.open"), fitted(open, bars, last), last(open)), { meaning: "fresh" }),
    line(row(text("report.first"), fitted(waits, bars, longest), spanOf(firstResponse))),
    line(""),
    head(`${named(text(ofHeads[of]))} ${" ".repeat(bars)} ${heads()}`),
    ...groupsOf(report, of).map((group) =>
      line(
        `${row(group.name, fitted(group.created, bars, sum), sum(group.created))}${cell(group.closed)}${cell(group.open)}`,
      ),
    ),
    line(""),
    head(`${named(text(byHeads[by]))} ${heads()}${inCells(text("report.firstShort"), 9, "right")}`),
    ...days
      .toReversed()
      .map((day) =>
        line(
          `${named(stepName(day.day, by))} ${cell(day.created).slice(1)}${cell(day.closed)}${cell(day.open)}${spanOf(day.firstResponse).padStart(9)}`,
        ),
      ),
  ];
}

/** The finest step of which every one has a bar. */
function fitting(days: number, cells: number): ReportStep {
  if (days <= cells) return "day";
  return days <= (cells - 1) * 7 ? "week" : "month";
}

/** Room for bars where names have as little as they can do with. */
function barCells({ width }: Pick<ReportGround, "width">): number {
  return Math.max(7, width - numberCells - nameCells.fewest - 1);
}

function askSpan(ground: ReportGround, span: string): void {
  const chosen = (reportSpan: string): Promise<void> => again(ground, { reportSpan });
  ground.ask({
    kind: "choice",
    title: text("ask.reportSpan"),
    at: span,
    items: [...spans.map((value) => ({ value, label: spanWords(value) })), { value: "own", label: text("report.own") }],
    chosen: (value) =>
      value === "own"
        ? ground.ask({
            kind: "prompt",
            label: text("ask.reportDays"),
            start: "",
            done: (typed) => chosen(ownSpan(typed)),
          })
        : chosen(value),
  });
}

function askBy(ground: ReportGround): void {
  ground.ask({
    kind: "choice",
    title: text("ask.reportBy"),
    items: [
      { value: "", label: text("report.fits") },
      ...reportSteps.map((value) => ({ value, label: text(`report.by.${value}`) })),
    ],
    at: ground.memory.known.reportBy ?? "",
    chosen: (value) => again(ground, { reportBy: value === "" ? undefined : value }),
  });
}

function askOf(ground: ReportGround, of: ReportKind): void {
  ground.ask({
    kind: "choice",
    title: text("ask.reportOf"),
    items: reportKinds.map((value) => ({ value, label: text(`report.${value}`) })),
    at: of,
    chosen: (reportOf) => again(ground, { reportOf }),
  });
}

/** Remembered where it could be shown: days that the daemon refuses are asked for no more. */
async function again(ground: ReportGround, change: Parameters<Memory["remember"]>[0]): Promise<void> {
  const { memory, show } = ground;
  const before = memory.known;
  memory.remember(change);
  try {
    show(await reportPage(ground));
  } catch (error) {
    memory.remember({ reportSpan: before.reportSpan, reportBy: before.reportBy, reportOf: before.reportOf });
    throw error;
  }
}

function last(values: readonly number[]): number {
  return values.at(-1) ?? 0;
}

function longest(values: readonly number[]): number {
  return Math.max(0, ...values);
}

function heads(): string {
  const [first = "", ...rest] = [text("report.created"), text("report.closed"), text("report.open")];
  return inCells(first, 8, "right") + rest.map((name) => ` ${inCells(name, 8, "right")}`).join("");
}

function cell(value: number): string {
  return String(value).padStart(9);
}
