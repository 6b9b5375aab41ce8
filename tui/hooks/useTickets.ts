/** The list as the agent looks at it: which queue, what is looked for, which ticket the cursor is on. */
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { QueueSummary, TicketPage, TicketSummary } from "../../src/api/types.ts";
import type { Client } from "../client/client.ts";
import { ClientError } from "../client/transport.ts";

export interface Filter {
  /** undefined is all queues. */
  readonly queue: string | undefined;
  readonly search: string;
  readonly closedToo: boolean;
  readonly mineOnly: boolean;
}

export interface Tickets {
  readonly loaded: boolean;
  readonly filter: Filter;
  readonly setFilter: (change: Partial<Filter>) => void;
  readonly nextQueue: (step: number) => void;
  readonly queues: readonly QueueSummary[];
  readonly page: TicketPage;
  /** Index of the cursor. */
  readonly at: number;
  readonly current: TicketSummary | undefined;
  readonly moveTo: (index: number) => void;
  /** Puts the cursor on the ticket that comes next: this one is done with. */
  readonly goOn: (id: number) => void;
}

const noPage: TicketPage = { tickets: [], total: 0, nextCursor: null };
const everything: Filter = { queue: undefined, search: "", closedToo: false, mineOnly: false };
const limit = "200";

export function useTickets(client: Client, login: string, changes: number, tell: (error: unknown) => void): Tickets {
  const [filter, setWhole] = useState(everything);
  const [queues, setQueues] = useState<readonly QueueSummary[]>([]);
  const [page, setPage] = useState<TicketPage | undefined>();
  const [chosen, setChosen] = useState<number | undefined>();
  const lastAt = useRef(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a change that the daemon tells of is a reason to look again
  useEffect(() => {
    let wanted = true;
    const query = {
      limit,
      ...(filter.queue === undefined ? {} : { queue: filter.queue }),
      ...(filter.search === "" ? {} : { search: filter.search }),
      ...(filter.closedToo ? { stateType: "all" } : {}),
      ...(filter.mineOnly ? { owner: login } : {}),
    };
    Promise.all([client.queues(), client.tickets(query)]).then(
      ([allQueues, tickets]) => {
        if (!wanted) return;
        setQueues(allQueues);
        setPage(tickets);
      },
      // That nobody answers is told by the header as long as it is so.
      (error: unknown) => {
        if (!(error instanceof ClientError && error.failure === "offline")) tell(error);
      },
    );
    return () => {
      wanted = false;
    };
  }, [client, login, filter, changes, tell]);

  const { tickets } = page ?? noPage;
  const found = tickets.findIndex(({ id }) => id === chosen);
  const at = Math.max(0, found >= 0 ? found : Math.min(lastAt.current, tickets.length - 1));
  const current = tickets[at];
  useLayoutEffect(() => {
    lastAt.current = at;
    // From now on the cursor stays on this ticket, whatever comes in above.
    if (found < 0 && current !== undefined) setChosen(current.id);
  }, [at, found, current]);

  const setFilter = (change: Partial<Filter>): void => {
    lastAt.current = 0;
    setChosen(undefined);
    setWhole((old) => ({ ...old, ...change }));
  };
  return {
    loaded: page !== undefined,
    filter,
    setFilter,
    nextQueue(step) {
      const names = [undefined, ...queues.map(({ name }) => name)];
      setFilter({ queue: names[(names.indexOf(filter.queue) + step + names.length) % names.length] });
    },
    queues,
    page: page ?? noPage,
    at,
    current,
    moveTo: (index) => setChosen(tickets[Math.min(Math.max(index, 0), tickets.length - 1)]?.id),
    goOn(id) {
      const index = tickets.findIndex((ticket) => ticket.id === id);
      const next = tickets[index + 1] ?? tickets[index - 1];
      if (index >= 0 && next !== undefined) setChosen(next.id);
    },
  };
}
