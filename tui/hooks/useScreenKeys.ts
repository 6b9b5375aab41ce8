/** The commands of list and ticket, tied to what they do. */
import type { actionsOn, Question } from "../actions.ts";
import { useKeys } from "../keys/Keyboard.tsx";
import { type Binding, type Command, screens } from "../keys/keys.ts";
import type { ThreadLine } from "../screens/thread.ts";
import type { Notices } from "./useNotice.ts";
import type { OpenTicket } from "./useTicket.ts";
import type { Tickets } from "./useTickets.ts";

type AnyCommand = Command<"list"> | Command<"ticket">;

export interface ScreenKeys {
  readonly bindings: readonly Binding<AnyCommand>[];
  /** First line of the thread on the screen. */
  readonly top: number;
}

export function useScreenKeys(ground: {
  readonly tickets: Tickets;
  readonly opened: OpenTicket;
  readonly lines: readonly ThreadLine[];
  /** Rows of the screen that move. */
  readonly room: number;
  readonly actions: ReturnType<typeof actionsOn>;
  readonly notices: Notices;
  readonly ask: (question: Question) => void;
  readonly help: () => void;
  readonly quit: () => void;
}): ScreenKeys {
  const { tickets, opened, lines, room, actions, notices, ask } = ground;
  const { ticket } = opened;
  const current = ticket ?? tickets.current;
  const last = Math.max(0, lines.length - room);
  const headOf = (article: number): number => lines.findIndex((line) => line.article === article);
  const articles = ticket?.articles.length ?? 0;
  const freshest = ticket?.articles.findIndex(({ id }) => opened.fresh.has(id)) ?? -1;
  const start = headOf(freshest < 0 ? articles - 1 : freshest);
  const top = Math.max(0, Math.min(opened.top < 0 ? start : opened.top, last));

  const move = (step: number): void => {
    if (ticket === undefined) tickets.moveTo(tickets.at + step);
    else opened.scrollTo(Math.max(0, Math.min(top + step, last)), opened.focus);
  };
  const toArticle = (step: number): void => {
    const from = opened.focus ?? (lines[top]?.article ?? 0) - (step > 0 ? 1 : 0);
    const article = Math.max(0, Math.min(from + step, articles - 1));
    opened.scrollTo(headOf(article), article);
  };
  const toTicket = async (step: number): Promise<void> => {
    const next = tickets.page.tickets[tickets.at + step];
    if (next === undefined) throw new Error(step > 0 ? "this is the last ticket of the list" : "this is the first one");
    tickets.moveTo(tickets.at + step);
    await opened.open(next.id);
  };
  const onCurrent = <T>(work: (some: NonNullable<typeof current>) => T): T | undefined =>
    current === undefined ? undefined : work(current);
  const answered = ticket?.articles[opened.focus ?? -1]?.id;

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
        return move(Number.NEGATIVE_INFINITY);
      case "bottom":
        if (count !== undefined) return ticket === undefined ? tickets.moveTo(count - 1) : toArticle(0);
        // The end stays in sight when the thread grows.
        return ticket === undefined ? move(1e6) : opened.scrollTo(Number.POSITIVE_INFINITY, opened.focus);
      case "open":
        return onCurrent(({ id }) => opened.open(id));
      case "back":
        return opened.leave();
      case "reply":
        return onCurrent((some) => actions.reply(some, answered, false));
      case "replyInEditor":
        return onCurrent((some) => actions.reply(some, answered, true));
      case "note":
        return onCurrent(actions.note);
      case "close":
        return onCurrent(actions.close);
      case "take":
        return onCurrent(actions.take);
      case "unlock":
        return onCurrent(actions.unlock);
      case "queue":
        return onCurrent(actions.queue);
      case "priority":
        return onCurrent(actions.priority);
      case "state":
        return onCurrent(actions.state);
      case "save":
        return ticket === undefined ? undefined : actions.save(ticket);
      case "fold":
        return opened.fold();
      case "recall":
        return ticket === undefined ? undefined : actions.recall(ticket, answered);
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
      case "search":
        return ask({
          kind: "prompt",
          label: "Find",
          start: tickets.filter.search,
          done: (search) => tickets.setFilter({ search: search.trim() }),
        });
      case "mine":
        return tickets.setFilter({ mineOnly: !tickets.filter.mineOnly });
      case "all":
        return tickets.setFilter({ closedToo: !tickets.filter.closedToo });
      case "clear":
        return tickets.setFilter({ queue: undefined, search: "", closedToo: false, mineOnly: false });
      case "help":
        return ground.help();
      case "quit":
        return ground.quit();
    }
  };
  const bindings: readonly Binding<AnyCommand>[] = ticket === undefined ? screens.list : screens.ticket;
  useKeys({
    layer: "screen",
    bindings,
    run: (command, count) => {
      notices.clear();
      return Promise.resolve()
        .then(() => run(command, count))
        .catch(notices.tell);
    },
  });
  return { bindings, top };
}
