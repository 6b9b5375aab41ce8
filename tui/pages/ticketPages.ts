/** What there is to know of a ticket besides its thread: history, raw source, facts, links, its customer. */
import type { TicketDetail, TicketSummary } from "../../src/api/ticket.ts";
import type { Client } from "../client/client.ts";
import { text } from "../messages.ts";
import { inCells, safeLine, widestOf } from "../text/safe.ts";
import { ageOf, whenOf } from "../text/times.ts";
import { wordsOf } from "../text/values.ts";
import { wrap } from "../text/wrap.ts";
import { orNone, type Page, type PageLine } from "./page.ts";

export function historyPage({ number, history }: TicketDetail, now: Date): Page {
  const whenCells = widestOf(history.map(({ created }) => whenOf(created, now)));
  const byCells = widestOf(
    history.map(({ by }) => by),
    24,
  );
  const typeCells = widestOf(history.map(({ type }) => type));
  return {
    title: text("page.history", { number }),
    atEnd: true,
    lines: history.map(({ type, name, created, by }) => ({
      text: [
        inCells(whenOf(created, now), whenCells),
        inCells(by, byCells),
        inCells(type, typeCells),
        safeLine(name),
      ].join("  "),
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

export function factsPage(ticket: TicketDetail, now: Date): Page {
  const { escalation } = ticket;
  const fact = (name: string, value: string | null) =>
    value === null || value === "" ? [] : [{ name, value: safeLine(value) }];
  const time = (name: string, value: string | null) => fact(name, value === null ? null : whenOf(value, now));
  const facts = [
    ...fact(text("fact.queue"), ticket.queue),
    ...fact(text("fact.state"), ticket.state),
    ...fact(text("fact.priority"), ticket.priority),
    ...fact(text("fact.owner"), ticket.owner),
    ...fact(text("fact.responsible"), ticket.responsible),
    ...fact(text("fact.lock"), ticket.lock),
    ...fact(text("fact.type"), ticket.type),
    ...fact(text("fact.service"), ticket.service),
    ...fact(text("fact.sla"), ticket.sla),
    ...fact(text("fact.company"), ticket.customerId),
    ...fact(text("fact.customer"), ticket.customerUser),
    ...time(text("fact.created"), ticket.created),
    ...time(text("fact.changed"), ticket.changed),
    ...time(text("fact.first"), escalation.first),
    ...time(text("fact.update"), escalation.update),
    ...time(text("fact.solution"), escalation.solution),
    ...Object.entries(ticket.dynamicFields).flatMap(([name, value]) => fact(name, wordsOf(value))),
  ];
  const cells = widestOf(
    facts.map(({ name }) => name),
    40,
  );
  return {
    title: `${ticket.number} ${safeLine(ticket.title)}`,
    lines: [...facts.map(({ name, value }) => ({ text: `${inCells(name, cells)}  ${value}` })), ...originLines(ticket)],
  };
}

/** Where each received mail comes from, as far as somebody looked. */
function originLines({ articles }: TicketDetail): readonly PageLine[] {
  const checked = articles.flatMap(({ from, authentication }) =>
    authentication === null ? [] : [{ from, authentication }],
  );
  if (checked.length === 0) return [];
  return [
    { text: "" },
    { text: text("page.origin"), meaning: "title", bold: true },
    ...checked.map(
      ({ from, authentication: { spf, dkim, dmarc, arc, aligned, reason, checkedBy } }): PageLine => ({
        text: `${safeLine(from)}: SPF ${spf} · DKIM ${dkim} · DMARC ${dmarc} · ARC ${arc} · ${safeLine(reason)} (${checkedBy})`,
        meaning: aligned ? "good" : "alarm",
      }),
    ),
  ];
}

export function linksPage({ number, links }: TicketDetail, open: (id: number) => Promise<void>): Page {
  return {
    title: text("page.links", { number }),
    lines: orNone(
      links.map(({ type, direction, id, number: other, title }) => ({
        text: `${type} (${direction})  ${other}  ${safeLine(title)}`,
        choose: () => open(id),
      })),
      text("page.noLinks"),
    ),
  };
}

/** The customer's other tickets, those of the person first, then those of the company. */
export async function customerPage(
  client: Client,
  ticket: TicketDetail,
  now: Date,
  open: (id: number) => Promise<void>,
): Promise<Page> {
  const { customerUser, customerId } = ticket;
  const found = async (query: Readonly<Record<string, string>>): Promise<readonly TicketSummary[]> =>
    (await client.tickets({ ...query, stateType: "all", limit: "200" })).tickets.filter(({ id }) => id !== ticket.id);
  const mine = customerUser === null ? [] : await found({ customerUser });
  const theirs =
    customerId === null || customerId === ""
      ? []
      : (await found({ customer: customerId })).filter((other) => other.customerUser !== customerUser);
  const stateCells = widestOf(
    [...mine, ...theirs].map(({ state }) => state),
    24,
  );
  const line = (other: TicketSummary): PageLine => ({
    text: [
      other.number,
      inCells(ageOf(other.created, now), 4, "right"),
      inCells(other.state, stateCells),
      safeLine(other.title),
    ].join("  "),
    meaning: other.stateType.startsWith("closed") ? "faint" : undefined,
    bold: other.unread,
    choose: () => open(other.id),
  });
  return {
    title: text("page.customer", { customer: safeLine(customerUser ?? text("fact.noCustomer")) }),
    lines: orNone(
      [
        ...mine.map(line),
        ...(theirs.length === 0
          ? []
          : [{ text: "" }, { text: text("page.company", { company: safeLine(customerId ?? "") }), bold: true }]),
        ...theirs.map(line),
      ],
      text("page.noOthers"),
    ),
  };
}
