/** The terminal UI: which screen shows, what its keys do. Drawing is the screens' business, talking the client's. */
import { Box, Text, useApp } from "ink";
import { useCallback, useEffect, useState } from "react";
import type { Lookups, QueueSummary, TicketDetail, TicketPage, UpdateRequest } from "../src/api/types.ts";
import type { Client } from "./client/client.ts";
import { Choice } from "./components/Choice.tsx";
import { Help } from "./components/Help.tsx";
import { Prompt } from "./components/Prompt.tsx";
import { draftText, replyOf } from "./draft.ts";
import { useSize } from "./hooks.ts";
import { useKeys } from "./keys/Keyboard.tsx";
import { footerOf, screens } from "./keys/keys.ts";
import { List } from "./screens/List.tsx";
import { linesOf, Ticket } from "./screens/Ticket.tsx";
import { inCells } from "./text/safe.ts";
import { colour } from "./theme.ts";

type Overlay =
  | { readonly kind: "help" }
  | { readonly kind: "search" }
  | { readonly kind: "note" }
  | {
      readonly kind: "choice";
      readonly title: string;
      readonly field: "queue" | "priority" | "state";
      readonly names: readonly string[];
    };

const noPage: TicketPage = { tickets: [], total: 0, nextCursor: null };

/** From 0 to `last`. */
function within(place: number, last: number): number {
  if (place < 0) return 0;
  return Math.min(place, last);
}

export function App(props: {
  readonly client: Client;
  readonly login: string;
  /** Runs outside Ink's screen: the editor has the terminal meanwhile. */
  readonly edit: (text: string) => string | undefined;
}) {
  const { client, login } = props;
  const app = useApp();
  const { columns, rows } = useSize();
  const [queues, setQueues] = useState<readonly QueueSummary[]>([]);
  const [queue, setQueue] = useState<string | undefined>();
  const [search, setSearch] = useState("");
  const [closedToo, setClosedToo] = useState(false);
  const [page, setPage] = useState(noPage);
  const [chosen, setChosen] = useState<number | undefined>();
  const [ticket, setTicket] = useState<TicketDetail | undefined>();
  const [top, setTop] = useState(0);
  const [lookups, setLookups] = useState<Lookups | undefined>();
  const [overlay, setOverlay] = useState<Overlay | undefined>();
  const [status, setStatus] = useState("");
  const [alive, setAlive] = useState(true);
  const [changes, setChanges] = useState(0);

  const told = useCallback((error: unknown) => setStatus(error instanceof Error ? error.message : String(error)), []);
  const again = useCallback(() => setChanges((count) => count + 1), []);

  useEffect(() => client.events(again, setAlive), [client, again]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change told by the daemon is a reason to look again
  useEffect(() => {
    let wanted = true;
    const query = {
      limit: "200",
      ...(queue === undefined ? {} : { queue }),
      ...(search === "" ? {} : { search }),
      ...(closedToo ? { stateType: "all" } : {}),
    };
    Promise.all([client.queues(), client.tickets(query), client.lookups()]).then(([allQueues, tickets, all]) => {
      if (!wanted) return;
      setQueues(allQueues);
      setPage(tickets);
      setLookups(all);
    }, told);
    return () => {
      wanted = false;
    };
  }, [client, queue, search, closedToo, changes, told]);
  const openId = ticket?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above
  useEffect(() => {
    if (openId === undefined) return;
    // An answer that comes when the agent has gone on must not open the ticket again.
    client.ticket(openId).then((detail) => setTicket((old) => (old?.id === openId ? detail : old)), told);
  }, [client, openId, changes, told]);

  const found = page.tickets.findIndex(({ id }) => id === chosen);
  const at = Math.max(found, 0);
  const current = ticket ?? page.tickets[at];
  const height = Math.max(rows - 2, 3);
  const lines = ticket === undefined ? [] : linesOf(ticket, columns);
  const lastTop = Math.max(0, lines.length - (height - 2));

  const open = async (id: number): Promise<void> => {
    const detail = await client.ticket(id);
    setTicket(detail);
    setTop(0);
    await client.seen(id);
    again();
  };
  const change = async (update: UpdateRequest, done: string): Promise<void> => {
    if (current === undefined) return;
    await client.update(current.id, update);
    setStatus(`${current.number}: ${done}`);
    again();
  };
  const reply = async (): Promise<void> => {
    if (current === undefined) return;
    const draft = await client.replyDraft(current.id, undefined);
    const before = draftText(draft);
    const text = props.edit(before);
    if (text === undefined || text === before) {
      setStatus("Nothing was sent: the draft was left as it was");
      return;
    }
    // OTRS, too, takes an answered ticket for one that is being worked on.
    const opened = current.stateType === "new" ? lookups?.states.find(({ type }) => type === "open") : undefined;
    await client.reply(current.id, {
      ...replyOf(text, draft),
      ...(opened === undefined ? {} : { state: opened.name }),
    });
    setStatus(`${current.number}: reply queued`);
    again();
    // By then the mail has usually left, which is no event of the ticket.
    setTimeout(again, 1500);
  };
  const choose = (field: "queue" | "priority" | "state"): void => {
    const names = { queue: lookups?.queues, priority: lookups?.priorities, state: lookups?.states }[field] ?? [];
    const usable =
      field === "state" ? (lookups?.states ?? []).filter(({ type }) => !/pending|merged|removed/.test(type)) : names;
    setOverlay({ kind: "choice", title: `New ${field}`, field, names: usable.map(({ name }) => name) });
  };
  const move = (step: number): void => {
    if (ticket !== undefined) setTop((old) => within(Math.min(old, lastTop) + step, lastTop));
    else setChosen(page.tickets[within(at + step, page.tickets.length - 1)]?.id);
  };
  const nextQueue = (step: number): void => {
    const names = [undefined, ...queues.map(({ name }) => name)];
    setQueue(names[(names.indexOf(queue) + step + names.length) % names.length]);
    setChosen(undefined);
  };

  const commands: Readonly<Record<string, () => void | Promise<void>>> = {
    down: () => move(1),
    up: () => move(-1),
    pageDown: () => move(height - 3),
    pageUp: () => move(3 - height),
    top: () => move(-1e9),
    // The end stays in sight when the thread grows.
    bottom: () => (ticket === undefined ? move(1e9) : setTop(Number.POSITIVE_INFINITY)),
    open: () => (current === undefined ? undefined : open(current.id)),
    back: () => setTicket(undefined),
    reply,
    note: () => (current === undefined ? undefined : setOverlay({ kind: "note" })),
    close: () => change({ state: "closed successful" }, "closed"),
    take: () => change({ owner: login, lock: "lock" }, "yours and locked"),
    unlock: () => change({ lock: "unlock" }, "unlocked"),
    queue: () => choose("queue"),
    priority: () => choose("priority"),
    state: () => choose("state"),
    nextQueue: () => nextQueue(1),
    previousQueue: () => nextQueue(-1),
    search: () => setOverlay({ kind: "search" }),
    all: () => setClosedToo((old) => !old),
    help: () => setOverlay({ kind: "help" }),
    quit: () => app.exit(),
  };
  const bindings = ticket === undefined ? screens.list : screens.ticket;
  useKeys({
    layer: "screen",
    bindings,
    run: (command) => {
      setStatus("");
      return Promise.resolve().then(commands[command]).catch(told);
    },
  });

  const close = (): void => setOverlay(undefined);
  const totals = `${queue ?? "All queues"}${search === "" ? "" : ` /${search}`}${closedToo ? " (closed too)" : ""}: ${page.total}`;
  const waiting = queues
    .filter(({ open: count }) => count > 0)
    .map(({ name, open: count, unread }) => `${name} ${count}${unread > 0 ? `/${unread}` : ""}`);
  return (
    <Box flexDirection="column" width={columns} height={rows - 1}>
      <Text inverse>
        {inCells(` gotrs  ${totals}   ${waiting.join("  ")}   ${login}${alive ? "" : "  NO CONNECTION"}`, columns)}
      </Text>
      {overlay?.kind === "help" ? (
        <Help bindings={bindings} height={height - 1} width={columns} done={close} />
      ) : overlay?.kind === "choice" ? (
        <Choice
          title={overlay.title}
          names={overlay.names}
          height={height - 1}
          width={columns}
          done={(name) => {
            close();
            if (name !== undefined) change({ [overlay.field]: name }, `${overlay.field} is ${name}`).catch(told);
          }}
        />
      ) : ticket === undefined ? (
        <List tickets={page.tickets} at={at} height={height - 1} width={columns} />
      ) : (
        <Ticket ticket={ticket} lines={lines} top={Math.min(top, lastTop)} height={height - 1} width={columns} />
      )}
      {overlay?.kind === "search" ? (
        <Prompt
          label="Find"
          start={search}
          done={(text) => {
            close();
            if (text !== undefined) setSearch(text);
          }}
        />
      ) : overlay?.kind === "note" ? (
        <Prompt
          label="Note"
          done={(text) => {
            close();
            if (text === undefined || text.trim() === "" || current === undefined) return;
            client.note(current.id, { body: text }).then(() => {
              setStatus(`${current.number}: note added`);
              again();
            }, told);
          }}
        />
      ) : status !== "" ? (
        <Text {...colour("fresh")}>{inCells(status, columns)}</Text>
      ) : (
        <Text {...colour("faint")}>{inCells(footerOf(bindings), columns)}</Text>
      )}
    </Box>
  );
}
