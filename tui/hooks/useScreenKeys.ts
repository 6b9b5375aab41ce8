/** The commands of overview, list and ticket, tied to what they do. */

import type { TicketSummary } from "../../src/api/types.ts";
import type { actionsOn } from "../actions.ts";
import type { Client } from "../client/client.ts";
import type { Item } from "../components/Choice.tsx";
import type { Done, Question, Some } from "../ground.ts";
import { useKeys } from "../keys/Keyboard.tsx";
import { type Binding, type Command, helpOf, keysOf, shown } from "../keys/keys.ts";
import { type MessageKey, text } from "../messages.ts";
import type { ThreadLine } from "../screens/thread.ts";
import { everythingOpen, queryOf, sorts, type View, viewNames } from "../views.ts";
import type { Notices } from "./useNotice.ts";
import type { OverviewRow } from "./useOverview.ts";
import type { OpenTicket } from "./useTicket.ts";
import type { Tickets } from "./useTickets.ts";

export type AnyCommand = Command<"overview"> | Command<"list"> | Command<"ticket">;
export type Place = "overview" | "list" | "ticket";

export interface ScreenKeys {
  readonly bindings: readonly Binding<AnyCommand>[];
  /** First line of the thread on the screen. */
  readonly top: number;
  /** The start of a sequence of keys. */
  readonly pending: string;
}

export interface ScreenGround {
  readonly client: Client;
  readonly login: string;
  readonly place: Place;
  readonly tickets: Tickets;
  readonly opened: OpenTicket;
  readonly overview: {
    readonly rows: readonly OverviewRow[];
    readonly at: number;
    readonly show: (shown: boolean) => void;
    readonly moveTo: (at: number) => void;
  };
  readonly lines: readonly ThreadLine[];
  /** Rows of the screen that move. */
  readonly room: number;
  readonly actions: ReturnType<typeof actionsOn>;
  readonly notices: Notices;
  readonly ask: (question: Question) => void;
  readonly pages: {
    readonly log: () => void;
    readonly administration: () => Promise<void>;
    readonly history: () => Promise<void>;
    readonly source: (articleId: number | undefined) => Promise<void>;
    readonly facts: () => Promise<void>;
    readonly customer: () => Promise<void>;
    readonly links: () => Promise<void>;
  };
  /** What was done last, to be repeated or undone. */
  readonly done: { current: readonly Done[] };
  readonly signal: { current: AbortSignal | undefined };
  readonly columns: () => void;
  readonly preview: () => void;
  readonly help: () => void;
  readonly quit: () => void;
}

export function useScreenKeys(ground: ScreenGround): ScreenKeys {
  const { client, place, tickets, opened, overview, lines, room, actions, notices, ask, pages, done } = ground;
  const { ticket } = opened;
  const { window } = tickets;
  const current: Some | undefined = ticket ?? window.current;
  const targets: readonly Some[] =
    place === "list" && tickets.marks.size > 0 ? [...tickets.marks.values()] : current === undefined ? [] : [current];
  const last = Math.max(0, lines.length - room);
  const headOf = (article: number): number => lines.findIndex((line) => line.article === article);
  const articles = ticket?.articles.length ?? 0;
  const freshest = ticket?.articles.findIndex(({ id }) => opened.fresh.has(id)) ?? -1;
  const start = headOf(freshest < 0 ? articles - 1 : freshest);
  const top = Math.max(0, Math.min(opened.top < 0 ? start : opened.top, last));
  const answered = ticket?.articles[opened.focus ?? -1]?.id;

  const move = (step: number): void => {
    if (place === "overview") overview.moveTo(Math.max(0, Math.min(overview.at + step, overview.rows.length - 1)));
    else if (ticket === undefined) window.moveTo(window.at + step);
    else opened.scrollTo(Math.max(0, Math.min(top + step, last)), opened.focus);
  };
  const toArticle = (step: number): void => {
    const from = opened.focus ?? (lines[top]?.article ?? 0) - (step > 0 ? 1 : 0);
    const article = Math.max(0, Math.min(from + step, articles - 1));
    opened.scrollTo(headOf(article), article);
  };
  const toTicket = async (step: number): Promise<void> => {
    const index = window.at + step;
    if (index < 0 || index >= (window.total ?? 0))
      throw new Error(text(step > 0 ? "wrong.lastTicket" : "wrong.firstTicket"));
    const next = await window.reach(index);
    if (next !== undefined) await opened.open(next.id);
  };
  const show = (view: View, queue?: string): void => {
    opened.leave();
    overview.show(false);
    tickets.setFilter({ ...everythingOpen, sort: tickets.filter.sort, view, queue });
  };
  /** The next unread one below the cursor, else the first of all. */
  const nextUnread = async (): Promise<Some | undefined> => {
    const all = window.loaded;
    const from = all.findIndex(({ id }) => id === current?.id);
    const isNext = ({ unread, id }: TicketSummary): boolean => unread && id !== ticket?.id;
    const asked = { ...queryOf(tickets.filter, ground.login), unread: "true", limit: "2" };
    const near = [...all.slice(from + 1), ...all.slice(0, from + 1)].find(isNext);
    const found = near ?? (await client.tickets(asked)).tickets.find(isNext);
    if (found === undefined) throw new Error(text("wrong.noUnread"));
    overview.show(false);
    window.moveTo(window.indexOf(found.id) ?? window.at);
    await opened.open(found.id);
    return found;
  };
  const onTargets = <T>(work: (some: readonly Some[]) => T): T | undefined =>
    targets.length === 0 ? undefined : work(targets);
  const onCurrent = <T>(work: (some: Some) => T): T | undefined => (current === undefined ? undefined : work(current));
  const undo = async (): Promise<void> => {
    const undoable = done.current.findLast((one) => one.undo !== undefined);
    if (undoable?.undo === undefined) throw new Error(text("wrong.nothingToUndo"));
    done.current = done.current.filter((one) => one !== undoable);
    await undoable.undo();
    notices.say(`${text("say.undone")}: ${undoable.what}`);
  };
  const repeat = async (): Promise<void> => {
    const repeatable = done.current.findLast((one) => one.again !== undefined);
    if (repeatable?.again === undefined) throw new Error(text("wrong.nothingToRepeat"));
    await onTargets(repeatable.again);
  };
  const openNumber = async (typed: string): Promise<void> => {
    const number = typed.replace(/^\D+/, "").trim();
    if (number === "") return;
    overview.show(false);
    await opened.open((await client.numbered(number)).id);
  };
  const palette = (): void => {
    const commands = keysOf(place).filter(({ command }) => command !== "palette");
    const items: readonly Item[] = [
      ...commands.map((binding) => ({
        value: binding.command,
        label: helpOf(binding),
        aside: shown(binding.keys[0] ?? ""),
      })),
      ...tickets.queues.map(({ name, open }) => ({
        value: `queue ${name}`,
        label: `${text("column.queue")} ${name}`,
        aside: String(open),
      })),
    ];
    ask({
      kind: "choice",
      title: text("palette.title"),
      items,
      chosen: (value) => {
        if (value.startsWith("queue ")) return show("all", value.slice("queue ".length));
        const found = commands.find(({ command }) => command === value);
        return found === undefined ? undefined : run(found.command, undefined);
      },
    });
  };

  const run = (command: AnyCommand, count: number | undefined): void | Promise<void> => {
    const times = count ?? 1;
    switch (command) {
      case "down":
        return move(times);
      case "up":
        return move(-times);
      case "pageDown":
        return move(times * Math.max(1, room - 1));
      case "pageUp":
        return move(-times * Math.max(1, room - 1));
      case "top":
        return move(-1e9);
      case "bottom":
        if (count !== undefined) {
          if (ticket !== undefined) return toArticle(0);
          return place === "list"
            ? window.moveTo(count - 1)
            : overview.moveTo(Math.min(count, overview.rows.length) - 1);
        }
        if (place === "list") return window.toEnd();
        // The end stays in sight when the thread grows.
        return ticket === undefined ? move(1e9) : opened.scrollTo(Number.POSITIVE_INFINITY, opened.focus);
      case "openView": {
        const row = overview.rows[overview.at];
        return row === undefined ? undefined : show(row.view, row.queue);
      }
      case "open":
        return onCurrent(({ id }) => opened.open(id));
      case "back":
        return opened.leave();
      case "reply":
        return onCurrent((some) => actions.reply(some, answered));
      case "replyAll":
        return onCurrent((some) => actions.reply(some, answered, { all: true }));
      case "replyInEditor":
        return onCurrent((some) => actions.reply(some, answered, { inEditor: true }));
      case "note":
        return onCurrent(actions.note);
      case "close":
        return onTargets(actions.close);
      case "take":
        return onTargets(actions.take);
      case "unlock":
        return onTargets(actions.unlock);
      case "queue":
        return onTargets(actions.queue);
      case "priority":
        return onTargets(actions.priority);
      case "state":
        return onTargets(actions.state);
      case "owner":
        return onTargets(actions.owner);
      case "merge":
        return onTargets(actions.merge);
      case "link":
        return onTargets(actions.link);
      case "forward":
        return onCurrent((some) => actions.forward(some, answered));
      case "bounce":
        return onCurrent((some) => actions.bounce(some, answered));
      case "split": {
        const article = answered ?? ticket?.articles[lines[top]?.article ?? 0]?.id;
        return ticket === undefined || article === undefined ? undefined : actions.split(ticket, article);
      }
      case "mark": {
        const marked = window.current;
        if (marked === undefined) return;
        tickets.mark(marked);
        return move(1);
      }
      case "save":
        return ticket === undefined ? undefined : actions.save(ticket);
      case "openAttachment":
        return ticket === undefined ? undefined : actions.openAttachment(ticket);
      case "fold":
        return opened.fold();
      case "recall":
        return ticket === undefined ? undefined : actions.recall(ticket, answered);
      case "history":
        return pages.history();
      case "source":
        return pages.source(answered ?? ticket?.articles[lines[top]?.article ?? 0]?.id);
      case "facts":
        return pages.facts();
      case "customer":
        return pages.customer();
      case "links":
        return pages.links();
      case "nextArticle":
        return toArticle(1);
      case "previousArticle":
        return toArticle(-1);
      case "nextTicket":
        return toTicket(times);
      case "previousTicket":
        return toTicket(-times);
      case "nextQueue":
        return tickets.nextQueue(times);
      case "previousQueue":
        return tickets.nextQueue(-times);
      case "nextUnread":
        return nextUnread().then(() => undefined);
      case "takeNext":
        return nextUnread().then((found) => (found === undefined ? undefined : actions.take([found])));
      case "goOverview":
        opened.leave();
        return overview.show(true);
      case "goAll":
        return show("all");
      case "goMine":
        return show("mine");
      case "goUnassigned":
        return show("unassigned");
      case "goPending":
        return show("pending");
      case "goUnread":
        return show("unread");
      case "goWatched":
        return show("watched");
      case "goBreaching":
        return show("breaching");
      case "goNumber":
        return ask({ kind: "prompt", label: text("ask.number"), start: "", done: openNumber });
      case "goAdmin":
        return pages.administration();
      case "goLog":
        return pages.log();
      case "search":
        return ask({
          kind: "prompt",
          label: text("ask.find"),
          start: tickets.filter.search,
          done: (search) => {
            opened.leave();
            overview.show(false);
            tickets.setFilter({ search: search.trim() });
          },
        });
      case "all":
        return tickets.setFilter({ view: tickets.filter.view === "everything" ? "all" : "everything" });
      case "sort":
        return ask({
          kind: "choice",
          title: text("ask.sort"),
          items: sorts.map((sort) => ({ value: sort, label: text(`sort.${sort}` satisfies MessageKey) })),
          chosen: (value) => tickets.setFilter({ sort: sorts.find((sort) => sort === value) ?? "newest" }),
        });
      case "columns":
        return ground.columns();
      case "preview":
        return ground.preview();
      case "clear":
        return tickets.marks.size > 0
          ? tickets.unmark()
          : tickets.setFilter({ ...everythingOpen, sort: tickets.filter.sort });
      case "palette":
        return palette();
      case "repeat":
        return repeat();
      case "undo":
        return undo();
      case "help":
        return ground.help();
      case "quit":
        return ground.quit();
    }
  };
  const bindings: readonly Binding<AnyCommand>[] = keysOf(place);
  const pending = useKeys({
    layer: "screen",
    bindings,
    run: (command, count, signal) => {
      ground.signal.current = signal;
      notices.clear();
      return Promise.resolve()
        .then(() => run(command, count))
        .catch(notices.tell);
    },
  });
  return { bindings, top, pending };
}

/** The view's name as the header shows it. */
export function viewTitle(view: View): string {
  return text(viewNames[view]);
}
