/** The ticket that is open: kept up to date, its thread scrolled, one of its articles chosen. */
import { useEffect, useRef, useState } from "react";
import type { TicketDetail } from "../../src/api/ticket.ts";
import type { Client } from "../client/client.ts";
import { ClientError } from "../client/transport.ts";
import type { Memory } from "../memory.ts";

export interface OpenTicket {
  readonly ticket: TicketDetail | undefined;
  /** Which article was chosen with Tab; undefined for none. */
  readonly focus: number | undefined;
  /** First line of the thread on the screen; Infinity keeps the end in sight. */
  readonly top: number;
  /** Index of the article where reading begins; undefined: at what is new. */
  readonly begin: number | undefined;
  /** Line of the thread that was gone to last, of those that have what was looked for. */
  readonly hit: number | undefined;
  /** What was looked for is marked. */
  readonly marking: boolean;
  readonly stopMarking: () => void;
  /** Articles that were new to the agent when the ticket was opened. */
  readonly fresh: ReadonlySet<number>;
  /** Whether quotes and signatures are shown in full. */
  readonly unfolded: boolean;
  readonly fold: () => void;
  /** @param articleId where reading begins; at what is new when absent */
  readonly open: (id: number, articleId?: number) => Promise<void>;
  readonly leave: () => void;
  /** @param hit it is there because of what was looked for */
  readonly scrollTo: (line: number, focus?: number, hit?: number) => void;
}

export function useTicket(
  client: Client,
  changes: number,
  again: () => void,
  memory: Memory,
  tell: (error: unknown) => void,
): OpenTicket {
  const [ticket, setTicket] = useState<TicketDetail | undefined>();
  const [fresh, setFresh] = useState<ReadonlySet<number>>(new Set());
  const [place, setPlace] = useState<Pick<OpenTicket, "top" | "focus" | "begin" | "hit">>({
    top: 0,
    focus: undefined,
    begin: undefined,
    hit: undefined,
  });
  const [marking, setMarking] = useState(true);
  const [unfolded, setUnfolded] = useState(false);
  const id = ticket?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change that the daemon tells of is a reason to look again
  useEffect(() => {
    if (id === undefined) return;
    // An answer that comes when the agent has gone on must not open the ticket again.
    client.ticket(id).then(
      (detail) => setTicket((old) => (old?.id === id ? detail : old)),
      (error: unknown) => {
        if (!(error instanceof ClientError && error.failure === "offline")) tell(error);
      },
    );
  }, [client, id, changes, tell]);
  const open = async (wanted: number, articleId?: number): Promise<void> => {
    const detail = await client.ticket(wanted);
    setTicket(detail);
    setFresh(new Set(detail.articles.filter(({ seen }) => !seen).map((article) => article.id)));
    const begin = detail.articles.findIndex((article) => article.id === articleId);
    setPlace({ top: -1, focus: undefined, begin: begin < 0 ? undefined : begin, hit: undefined });
    setMarking(true);
    memory.remember({ ticket: wanted });
    if (detail.unread) {
      await client.relations.seen(wanted);
      again();
    }
  };
  const resumed = useRef(false);
  useEffect(() => {
    // Once, at the start: a ticket that is opened later is not one that was left open.
    if (resumed.current) return;
    resumed.current = true;
    const last = memory.known.ticket;
    if (last === undefined) return;
    // A ticket that is gone, or no longer to be seen, is not worth a word.
    open(last).catch(() => memory.remember({ ticket: undefined }));
  });
  return {
    ticket,
    focus: place.focus,
    top: place.top,
    begin: place.begin,
    hit: place.hit,
    marking,
    stopMarking: () => setMarking(false),
    fresh,
    unfolded,
    fold: () => setUnfolded((old) => !old),
    open,
    leave: () => {
      memory.remember({ ticket: undefined });
      setTicket(undefined);
    },
    scrollTo: (top, focus, hit) => setPlace({ top, focus, begin: undefined, hit }),
  };
}
