/** The list as the agent looks at it: which queue, what is looked for, which ticket the cursor is on, which are marked. */
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import type { MarkedWords, SearchHit } from "../../src/api/search.ts";
import type { QueueSummary, TicketSummary } from "../../src/api/ticket.ts";
import type { Client } from "../client/client.ts";
import { ClientError } from "../client/transport.ts";
import { Window } from "../client/window.ts";
import type { Memory } from "../memory.ts";
import { everythingOpen, type Filter, type Listed, queryOf, searchOf, sorts, views } from "../views.ts";

const nothing: readonly MarkedWords[] = [];

export interface Tickets {
  readonly window: Window<Listed>;
  readonly filter: Filter;
  /** Resolves when the list is there, or will not be. @param staysOn where the cursor goes if it is there; else to the top */
  readonly setFilter: (change: Partial<Filter>, staysOn?: number) => Promise<void>;
  readonly nextQueue: (step: number) => Promise<void>;
  readonly queues: readonly QueueSummary[];
  /** What the list was searched for, to be marked where it is read. */
  readonly searched: readonly MarkedWords[];
  readonly marks: ReadonlyMap<number, TicketSummary>;
  /** Marks all of these; those that all are marked already lose it. */
  readonly mark: (tickets: readonly TicketSummary[]) => void;
  readonly unmark: () => void;
  /** Puts the cursor on the ticket that comes next: this one is done with. */
  readonly goOn: (id: number) => void;
  /** Puts the cursor on it, at the latest when the list is here anew: it is as before. */
  readonly comeBack: (id: number) => void;
}

export function useTickets(
  client: Client,
  login: string,
  changes: number,
  memory: Memory,
  tell: (error: unknown) => void,
): Tickets {
  const [filter, setWhole] = useState<Filter>(() => rememberedFilter(memory));
  const [queues, setQueues] = useState<readonly QueueSummary[]>([]);
  const [marks, setMarks] = useState<ReadonlyMap<number, TicketSummary>>(new Map());
  const searched = useRef<readonly MarkedWords[]>([]);
  const latest = useRef(filter);
  latest.current = filter;
  const window = useMemo(() => {
    // That nobody answers is told by the header as long as it is so.
    const failed = (error: unknown): void => {
      if (!(error instanceof ClientError && error.failure === "offline")) tell(error);
    };
    const made = new Window<Listed>(async (offset, limit, exact) => {
      const { search } = latest.current;
      if (search !== "") {
        // The best come first, and there is no second page: more words find what is missing.
        if (offset > 0) return { rows: [], total: offset, exact: true };
        const page = await client.search(searchOf(latest.current), limit);
        searched.current = page.marked;
        // Without words there is no place where they stand: the ticket is shown as in any list.
        const rows = page.marked.length > 0 ? page.tickets : page.tickets.map(asListed);
        return { rows, total: page.total, exact: !page.more, isFinal: true };
      }
      const { tickets, total, totalExact } = await client.tickets({
        ...queryOf(latest.current, login),
        limit: String(limit),
        ...(offset === 0 ? {} : { offset: String(offset) }),
        ...(exact ? { exactTotal: "true" } : {}),
      });
      return { rows: tickets, total, exact: totalExact !== false };
    }, failed);
    if (memory.known.cursor !== undefined) made.stay(memory.known.cursor);
    return made;
  }, [client, login, memory, tell]);
  useSyncExternalStore(window.subscribe, () => window.version);

  const setFilter = (change: Partial<Filter>, staysOn?: number): Promise<void> => {
    const next = { ...latest.current, ...change };
    latest.current = next;
    setWhole(next);
    setMarks(new Map());
    memory.remember({ view: next.view, queue: next.queue, sort: next.sort });
    return window.restart(staysOn);
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: a change that the daemon tells of is a reason to look again
  useEffect(() => {
    let wanted = true;
    // First what is worked on, then the counts.
    window
      .refresh()
      .then(() => client.queues())
      .then(
        (all) => {
          if (!wanted) return;
          setQueues(all);
          // One that was looked at before may be gone, or no longer ours to see.
          if (filter.queue !== undefined && !all.some(({ name }) => name === filter.queue)) {
            void setFilter({ queue: undefined });
          }
        },
        (error: unknown) => {
          if (!(error instanceof ClientError && error.failure === "offline")) tell(error);
        },
      );
    return () => {
      wanted = false;
    };
  }, [client, window, filter, changes, tell]);

  return {
    window,
    filter,
    setFilter,
    nextQueue(step) {
      const names = [undefined, ...queues.map(({ name }) => name)];
      return setFilter({ queue: names[(names.indexOf(filter.queue) + step + names.length) % names.length] });
    },
    queues,
    searched: filter.search === "" ? nothing : searched.current,
    marks,
    mark: (tickets) =>
      setMarks((old) => {
        const next = new Map(old);
        const marked = tickets.every(({ id }) => old.has(id));
        for (const ticket of tickets) {
          if (marked) next.delete(ticket.id);
          else next.set(ticket.id, ticket);
        }
        return next;
      }),
    unmark: () => setMarks(new Map()),
    goOn(id) {
      const index = window.indexOf(id);
      if (index === undefined) return;
      const next = window.row(index + 1) ?? window.row(index - 1);
      if (next !== undefined) window.moveTo(window.row(index + 1) === undefined ? index - 1 : index + 1);
    },
    comeBack(id) {
      const index = window.indexOf(id);
      if (index === undefined) window.stay(id);
      else window.moveTo(index);
    },
  };
}

function asListed({ snippet: _snippet, articleId: _articleId, ...ticket }: SearchHit): Listed {
  return ticket;
}

function rememberedFilter({ known }: Memory): Filter {
  return {
    ...everythingOpen,
    view: views.find((view) => view === known.view) ?? everythingOpen.view,
    sort: sorts.find((sort) => sort === known.sort) ?? everythingOpen.sort,
    queue: known.queue,
  };
}
