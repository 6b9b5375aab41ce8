/** Commands that move: cursor, thread, article, the next ticket. */
import type { TicketSummary } from "../../src/api/ticket.ts";
import type { Some } from "../ground.ts";
import { text } from "../messages.ts";
import { queryOf } from "../views.ts";
import type { Handler, ScreenGround } from "./ground.ts";
import type { Standing } from "./standing.ts";

/** So many are marked at once at most: what is done to more would take long. */
const mostMarked = 1000;

export function moving(ground: ScreenGround, here: Standing) {
  const { client, place, tickets, opened, overview, lines, room, actions, notices, pages } = ground;
  const { window } = tickets;
  const { ticket } = opened;
  const { top, last, articles, headOf, current } = here;

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
  /** Round and round, as in a pager. */
  const toHit = (step: number): void => {
    const { hits } = ground;
    const below = hits.findIndex((line) => line >= top);
    const before = below < 0 ? hits.length : below;
    const from = here.hit === undefined ? (step > 0 ? before - 1 : before) : hits.indexOf(here.hit);
    const next = (((from + step) % hits.length) + hits.length) % hits.length;
    const line = hits[next];
    if (line === undefined) return;
    if (next !== from + step) notices.say(text(step > 0 ? "say.hitsFromStart" : "say.hitsFromEnd"));
    const seen = line >= top && line < top + room - 1;
    opened.scrollTo(seen ? top : Math.max(0, line - Math.floor(room / 3)), opened.focus, line);
  };
  const toTicket = async (step: number): Promise<void> => {
    const index = window.at + step;
    if (index < 0 || index >= (window.total ?? 0))
      throw new Error(text(step > 0 ? "wrong.lastTicket" : "wrong.firstTicket"));
    const next = await window.reach(index);
    if (next !== undefined) await opened.open(next.id, next.articleId);
  };
  /** In a list the one under the cursor comes first, which nobody has seen yet; then those below it, then all others. */
  const nextUnread = async (): Promise<Some> => {
    const all = window.loaded;
    const from = all.findIndex(({ id }) => id === current?.id);
    const isNext = ({ unread, id }: TicketSummary): boolean => unread && id !== ticket?.id;
    const asked = { ...queryOf(tickets.filter, ground.login), unread: "true", limit: "2" };
    const first = ticket === undefined ? Math.max(0, from) : from + 1;
    const near = [...all.slice(first), ...all.slice(0, first)].find(isNext);
    const found = near ?? (await client.tickets(asked)).tickets.find(isNext);
    if (found === undefined) throw new Error(text("wrong.noUnread"));
    overview.show(false);
    pages.leave();
    window.moveTo(window.indexOf(found.id) ?? window.at);
    await opened.open(found.id);
    return found;
  };
  const bottom: Handler = (count) => {
    if (count !== undefined) {
      if (ticket !== undefined) return toArticle(0);
      return place === "list" ? window.moveTo(count - 1) : overview.moveTo(Math.min(count, overview.rows.length) - 1);
    }
    if (place === "list") return window.toEnd();
    // The end stays in sight when the thread grows.
    return ticket === undefined ? move(1e9) : opened.scrollTo(Number.POSITIVE_INFINITY, opened.focus);
  };
  return {
    down: (count = 1) => move(count),
    up: (count = 1) => move(-count),
    pageDown: (count = 1) => move(count * Math.max(1, room - 1)),
    pageUp: (count = 1) => move(-count * Math.max(1, room - 1)),
    top: () => move(-1e9),
    bottom,
    mark: async (count = 1) => {
      const most = Math.min(count, mostMarked);
      const wanted = Math.min(most, (window.total ?? 0) - window.at);
      const rows = await window.rows(window.at, most);
      tickets.mark(rows);
      move(most);
      if (rows.length < wanted || most < count) notices.say(text("say.markedSome", { count: rows.length }));
    },
    markAll: async () => {
      const rows = await window.first(mostMarked);
      tickets.mark(rows);
      if ((window.total ?? 0) > rows.length) notices.say(text("say.markedSome", { count: rows.length }));
    },
    nextArticle: () => toArticle(1),
    previousArticle: () => toArticle(-1),
    nextHit: (count = 1) => toHit(count),
    previousHit: (count = 1) => toHit(-count),
    endHits: () => opened.stopMarking(),
    nextTicket: (count = 1) => toTicket(count),
    previousTicket: (count = 1) => toTicket(-count),
    nextQueue: (count = 1) => tickets.nextQueue(count),
    previousQueue: (count = 1) => tickets.nextQueue(-count),
    nextUnread: async () => void (await nextUnread()),
    takeNext: async () => actions.take([await nextUnread()]),
  } as const satisfies Readonly<Record<string, Handler>>;
}
