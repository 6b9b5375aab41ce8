/** The page that is shown over a ticket or the list: history, raw source, facts, the customer's tickets, links, the log. */
import { useState } from "react";
import type { TicketDetail } from "../../src/api/types.ts";
import type { Client } from "../client/client.ts";
import { logPage } from "../pages/logPage.ts";
import type { Page } from "../pages/page.ts";
import { customerPage, factsPage, historyPage, linksPage, sourcePage } from "../pages/ticketPages.ts";
import type { Logged } from "./useNotice.ts";

export function usePages(ground: {
  readonly client: Client;
  readonly now: Date;
  readonly width: number;
  readonly ticket: TicketDetail | undefined;
  readonly open: (id: number) => Promise<void>;
  readonly log: () => readonly Logged[];
}) {
  const { client, now, width, ticket } = ground;
  const [page, setPage] = useState<Page | undefined>();
  const leave = (): void => setPage(undefined);
  const open = async (id: number): Promise<void> => {
    await ground.open(id);
    leave();
  };
  const withTicket = <T>(work: (open: TicketDetail) => T): T | undefined =>
    ticket === undefined ? undefined : work(ticket);
  return {
    page,
    leave,
    log: () => setPage(logPage(ground.log())),
    history: () => withTicket((some) => setPage(historyPage(some, now))),
    facts: () => withTicket((some) => setPage(factsPage(some, now))),
    links: () => withTicket((some) => setPage(linksPage(some, open))),
    source: async (articleId: number | undefined): Promise<void> => {
      if (ticket !== undefined && articleId !== undefined) setPage(await sourcePage(client, ticket, articleId, width));
    },
    customer: async (): Promise<void> => {
      if (ticket !== undefined) setPage(await customerPage(client, ticket, now, open));
    },
  };
}
