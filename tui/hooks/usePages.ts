/** The page that is shown over a ticket or the list: history, raw source, facts, the customer's tickets, links, the log. */
import { useEffect, useRef, useState } from "react";
import type { TicketDetail } from "../../src/api/ticket.ts";
import type { Client } from "../client/client.ts";
import type { Done, Ground, Question } from "../ground.ts";
import type { Memory } from "../memory.ts";
import { accessThings } from "../pages/access.ts";
import { accountPage } from "../pages/account.ts";
import { thingsPage } from "../pages/administration.ts";
import { ticketCustomerPage } from "../pages/customerCard.ts";
import { directoryPage } from "../pages/directory.ts";
import { type DraftsGround, draftsPage } from "../pages/drafts.ts";
import { factsPage } from "../pages/facts.ts";
import { fieldsPage } from "../pages/fields.ts";
import { linksPage } from "../pages/links.ts";
import { logPage } from "../pages/logPage.ts";
import { outboundPage } from "../pages/outbound.ts";
import type { Page, PageLine } from "../pages/page.ts";
import { reportPage } from "../pages/report.ts";
import { historyPage, sourcePage } from "../pages/ticketPages.ts";
import { useForm } from "./useForm.ts";
import type { Logged } from "./useNotice.ts";

/** Milliseconds until a page that changes by itself is made anew. */
const renewEvery = 3000;

export function usePages(ground: {
  readonly client: Client;
  readonly now: Date;
  readonly width: number;
  readonly memory: Memory;
  readonly ticket: TicketDetail | undefined;
  readonly open: (id: number) => Promise<void>;
  readonly log: () => readonly Logged[];
  readonly ask: (question: Question) => void;
  readonly say: (told: string) => void;
  readonly progress: (told: string) => void;
  readonly remember: (done: Done) => void;
  readonly again: () => void;
  readonly giveBack: Ground["giveBack"];
  readonly edit: (before: string) => Promise<string>;
  readonly newTicketFor: (customer: string) => void;
  readonly writing: Pick<DraftsGround, "drafts" | "compose" | "beginTicket" | "drop">;
}) {
  const { client, now, width, ticket } = ground;
  const [page, setPage] = useState<Page | undefined>();
  /** Page by title → the line of its cursor, and what it stands for: who comes back is where they were. */
  const places = useRef(new Map<string, { readonly at: number; readonly id: PageLine["id"] }>());
  const sought = useRef("");
  const latest = useRef(now);
  latest.current = now;
  const timed = <Some extends object>(some: Some) => withNow(some, () => latest.current);
  useEffect(() => {
    const renew = page?.live === true ? page.renew : undefined;
    if (renew === undefined) return;
    const timer = setInterval(() => {
      renew()
        .then((fresh) => setPage((shown) => (shown === page ? fresh : shown)))
        // The first line of the screen says so while the daemon is away; the page is the one from before.
        .catch(() => {});
    }, renewEvery);
    return () => clearInterval(timer);
  }, [page]);
  const form = useForm(ground);
  const leave = (): void => {
    places.current.clear();
    setPage(undefined);
  };
  const open = async (id: number): Promise<void> => {
    await ground.open(id);
    leave();
  };
  /** Of the ticket as it is now: what was done a moment ago belongs to it. */
  const withTicket = async (pageOf: (now: TicketDetail) => Page): Promise<void> => {
    if (ticket === undefined) return;
    const { id } = ticket;
    const renew = async (): Promise<Page> => ({ ...pageOf(await client.ticket(id)), renew });
    setPage(await renew());
  };
  const { ask, say, edit, remember, again } = ground;
  const directory = timed({ client, show: setPage, ask, open, newTicketFor: ground.newTicketFor });
  const changes = { client, show: setPage, ask, say, edit, remember, again };
  return {
    page,
    form,
    sought,
    leave,
    /** As it is now, where one is shown that can change. */
    renew: async (): Promise<void> => {
      if (page?.renew !== undefined) setPage(await page.renew());
    },
    placeOf: (title: string): number | undefined => {
      const place = places.current.get(title);
      const same = place?.id === undefined ? -1 : (page?.lines.findIndex(({ id }) => id === place.id) ?? -1);
      return same < 0 ? place?.at : same;
    },
    moved: (title: string, at: number) => void places.current.set(title, { at, id: page?.lines[at]?.id }),
    administration: async (): Promise<void> =>
      setPage(
        await thingsPage(
          timed({
            client,
            width,
            show: setPage,
            ask,
            say,
            open,
            progress: ground.progress,
            fill: form.show,
            further: (back: () => Promise<void>) =>
              accessThings(timed({ client, width, show: setPage, ask, say, remember, back })),
          }),
        ),
      ),
    report: async (): Promise<void> =>
      setPage(await reportPage(timed({ client, width, memory: ground.memory, show: setPage, ask }))),
    outbound: async (): Promise<void> =>
      setPage(await outboundPage(timed({ client, width, show: setPage, ask, say, open, giveBack: ground.giveBack }))),
    drafts: async (): Promise<void> =>
      setPage(await draftsPage(timed({ client, show: setPage, ask, open, ...ground.writing }))),
    directory: async (): Promise<void> => setPage(await directoryPage(directory)),
    account: async (): Promise<void> => setPage(await accountPage(timed({ client, width, show: setPage, ask, say }))),
    log: () => setPage(logPage(ground.log(), width)),
    history: () => withTicket((some) => historyPage(some, now, width)),
    fields: async (articleId: number | undefined): Promise<void> => {
      if (ticket !== undefined) setPage(await fieldsPage(changes, ticket.id, articleId));
    },
    facts: async (): Promise<void> => {
      if (ticket !== undefined) setPage(await factsPage(changes, ticket.id, now));
    },
    links: async (): Promise<void> => {
      if (ticket !== undefined) setPage(await linksPage({ ...changes, open }, ticket.id));
    },
    source: async (articleId: number | undefined): Promise<void> => {
      if (ticket !== undefined && articleId !== undefined) setPage(await sourcePage(client, ticket, articleId, width));
    },
    customer: async (): Promise<void> => {
      if (ticket !== undefined) setPage(await ticketCustomerPage(directory, await client.ticket(ticket.id)));
    },
  };
}

/** Of pages that are made anew later, with ages as they are then. */
function withNow<Some extends object>(some: Some, now: () => Date): Some & { readonly now: Date } {
  return Object.defineProperty({ ...some, now: now() }, "now", { get: now });
}
