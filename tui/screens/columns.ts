/** The columns that a list can have. Pure. */
import type { TicketSummary } from "../../src/api/ticket.ts";
import { type MessageKey, text } from "../messages.ts";
import { shortState, shownName } from "../text/names.ts";
import { safeLine } from "../text/safe.ts";
import { ageCells, ageOf, untilOf } from "../text/times.ts";
import { shownTitle } from "../text/titles.ts";
import type { Meaning } from "../theme.ts";

export const columnNames = [
  "number",
  "age",
  "priority",
  "state",
  "escalation",
  "queue",
  "owner",
  "company",
  "customer",
  "changed",
  "articles",
  "title",
] as const;
export type ColumnName = (typeof columnNames)[number];

export interface Column {
  readonly title: MessageKey;
  readonly cells: number;
  readonly align?: "right";
  readonly strong?: true;
  readonly text: (ticket: TicketSummary, now: Date) => string;
  /** For those who hear the screen, who have no title above it; as the text when absent. */
  readonly said?: (ticket: TicketSummary, now: Date) => string;
  readonly meaning?: (ticket: TicketSummary, now: Date) => Meaning | undefined;
}

/** Seconds before an escalation from when on it is told in the colour of what is new. */
const soon = 3600;

const columns: Readonly<Record<ColumnName, (width: number) => Column>> = {
  number: () => ({ title: "column.number", cells: 18, text: ({ number }) => ` ${number}` }),
  age: () => ({
    title: "column.age",
    cells: ageCells(),
    align: "right",
    text: ({ created }, now) => ageOf(created, now),
  }),
  priority: () => ({
    title: "column.priority",
    cells: 2,
    text: ({ priority }) => priority.slice(0, 1),
    said: ({ priority }) => shownName("priority", priority),
    meaning: ({ priority }) => (/^[45]/.test(priority) ? "alarm" : /^[12]/.test(priority) ? "faint" : undefined),
  }),
  state: () => ({
    title: "column.state",
    cells: 8,
    text: ({ stateType }) => shortState(stateType),
    said: ({ state }) => shownName("state", state),
    meaning: ({ stateType }) => (stateType === "new" ? "fresh" : stateType === "open" ? undefined : "faint"),
  }),
  escalation: () => ({
    title: "column.escalation",
    cells: 7,
    align: "right",
    text: ({ escalation: { next } }, now) => (next === null ? "" : untilOf(next, now)),
    said: ({ escalation: { next } }, now) => {
      if (next === null) return "";
      const key = Date.parse(next) < now.getTime() ? "heard.escalated" : "heard.escalates";
      return text(key, { when: untilOf(next, now) });
    },
    meaning: ({ escalation: { next } }, now) => {
      if (next === null) return undefined;
      const left = (Date.parse(next) - now.getTime()) / 1000;
      return left < 0 ? "alarm" : left < soon ? "fresh" : "faint";
    },
  }),
  queue: () => ({ title: "column.queue", cells: 18, text: ({ queue }) => `${queue} ` }),
  owner: () => ({
    title: "column.owner",
    cells: 18,
    text: ({ owner }) => owner,
    said: ({ owner }) => text("fact.ownedBy", { owner }),
    meaning: () => "faint",
  }),
  company: () => ({ title: "column.company", cells: 16, text: ({ customerId }) => safeLine(customerId ?? "") }),
  customer: (width) => ({
    title: "column.customer",
    cells: Math.max(14, Math.min(32, Math.floor(width / 5))),
    text: ({ customerUser }) => safeLine(customerUser ?? ""),
    strong: true,
  }),
  changed: () => ({
    title: "column.changed",
    cells: 8,
    align: "right",
    text: ({ changed }, now) => ageOf(changed, now),
    said: ({ changed }, now) => text("heard.changed", { when: ageOf(changed, now) }),
    meaning: () => "faint",
  }),
  articles: () => ({
    title: "column.articles",
    cells: 5,
    align: "right",
    text: ({ articles }) => String(articles),
    said: ({ articles }) => text("heard.articles", { count: articles }),
  }),
  title: () => ({ title: "column.title", cells: 0, text: ({ title }) => ` ${shownTitle(title)}`, strong: true }),
};

/** @param chosen by the agent; undefined: as many as are useful at this width */
export function columnsFor(
  width: number,
  chosen: readonly ColumnName[] | undefined,
  withQueue: boolean,
  escalates: boolean,
): readonly Column[] {
  const names = chosen ?? defaultColumns(width, withQueue, escalates);
  // The title comes last and takes what is left, and is never wholly squeezed out.
  const wanted = columnNames
    .filter((name) => name !== "title" && names.includes(name))
    .map((name) => columns[name](width));
  const fitting: Column[] = [];
  let room = width - 2 - 12;
  for (const column of wanted) {
    if (column.cells > room) break;
    room -= column.cells;
    fitting.push(column);
  }
  return [...fitting, { ...columns.title(width), cells: room + 12 }];
}

export function defaultColumns(width: number, withQueue: boolean, escalates: boolean): readonly ColumnName[] {
  return [
    "number",
    "age",
    "priority",
    "state",
    ...(escalates ? (["escalation"] as const) : []),
    ...(withQueue && width >= 110 ? (["queue"] as const) : []),
    ...(width >= 100 ? (["owner"] as const) : []),
    "customer",
    "title",
  ];
}
