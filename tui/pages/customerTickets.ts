/** Tickets of a customer or a company as lines of a page. */
import type { TicketSummary } from "../../src/api/ticket.ts";
import type { Client } from "../client/client.ts";
import { text } from "../messages.ts";
import { shownName } from "../text/names.ts";
import { inCells, safeLine, widestOf } from "../text/safe.ts";
import { ageCells, ageOf } from "../text/times.ts";
import { shownTitle } from "../text/titles.ts";
import { heading, orNone, type PageLine } from "./page.ts";

interface CustomerTicketsGround {
  readonly client: Client;
  readonly now: Date;
  readonly open: (ticketId: number) => Promise<void>;
}

/** The person's own first, then the others of the company. */
export async function customerTickets(
  { client, now, open }: CustomerTicketsGround,
  { login, customerId }: { readonly login: string | null; readonly customerId: string | null },
  except: number | undefined,
): Promise<readonly PageLine[]> {
  const others = ({ id }: TicketSummary): boolean => id !== except;
  const mine = login === null ? [] : (await found(client, { customerUser: login })).filter(others);
  const theirs =
    customerId === null || customerId === ""
      ? []
      : (await found(client, { customer: customerId })).filter(
          (other) => others(other) && other.customerUser !== login,
        );
  return [
    heading(text(except === undefined ? "page.tickets" : "page.otherTickets")),
    ...orNone(ticketLines(mine, now, open), text(except === undefined ? "page.noTickets" : "page.noOthers")),
    ...(theirs.length === 0
      ? []
      : [
          { text: "" },
          heading(text("page.company", { company: safeLine(customerId ?? "") })),
          ...ticketLines(theirs, now, open),
        ]),
  ];
}

/** The newest, open ones first. */
export async function found(
  client: Client,
  query: Readonly<Record<string, string>>,
): Promise<readonly TicketSummary[]> {
  const { tickets } = await client.tickets({ ...query, stateType: "all", limit: "200" });
  const isOver = ({ stateType }: TicketSummary): number => Number(/^(?:closed|merged|removed)/.test(stateType));
  return tickets.toSorted((one, other) => isOver(one) - isOver(other));
}

export function ticketLines(
  tickets: readonly TicketSummary[],
  now: Date,
  open: (id: number) => Promise<void>,
): readonly PageLine[] {
  const stateCells = widestOf(
    tickets.map(({ state }) => shownName("state", state)),
    24,
  );
  const agedCells = ageCells();
  return tickets.map((ticket) => ({
    id: ticket.id,
    text: [
      ticket.number,
      inCells(ageOf(ticket.created, now), agedCells, "right"),
      inCells(shownName("state", ticket.state), stateCells),
      shownTitle(ticket.title),
    ].join("  "),
    meaning: ticket.stateType.startsWith("closed") ? "faint" : undefined,
    bold: ticket.unread,
    choose: () => open(ticket.id),
  }));
}
