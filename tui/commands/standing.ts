/** Where the agent stands: the ticket that is meant, the article that is answered, the line at the top. Pure. */
import type { Some } from "../ground.ts";
import type { ScreenGround } from "./ground.ts";

export type Standing = ReturnType<typeof standing>;

export function standing({ place, tickets, opened, lines, hits, room }: ScreenGround) {
  const { ticket } = opened;
  const current: Some | undefined = ticket ?? tickets.window.current;
  const targets: readonly Some[] =
    place === "list" && tickets.marks.size > 0 ? [...tickets.marks.values()] : current === undefined ? [] : [current];
  const last = Math.max(0, lines.length - room);
  const headOf = (article: number): number => lines.findIndex((line) => line.article === article);
  const articles = ticket?.articles.length ?? 0;
  const freshest = ticket?.articles.findIndex(({ id }) => opened.fresh.has(id)) ?? -1;
  const head = headOf(opened.begin ?? (freshest < 0 ? articles - 1 : freshest));
  // Of a ticket that was found the words have to be seen, though they stand far down in a long mail.
  const first = opened.begin === undefined ? undefined : hits.find((line) => line >= head);
  const start = first === undefined || first < head + room - 1 ? head : first - Math.floor(room / 3);
  const top = Math.max(0, Math.min(opened.top < 0 ? start : opened.top, last));
  const answered = ticket?.articles[opened.focus ?? -1]?.id;
  return {
    current,
    last,
    top,
    articles,
    headOf,
    /** Line of the thread with the hit that the agent is at. */
    hit: opened.top < 0 ? first : opened.hit,
    /** Chosen with Tab; undefined for none. */
    answered,
    /** Chosen with Tab, else the one at the top of the screen. */
    read: answered ?? ticket?.articles[lines[top]?.article ?? 0]?.id,
    onTargets: <T>(work: (some: readonly Some[]) => T): T | undefined =>
      targets.length === 0 ? undefined : work(targets),
    onCurrent: <T>(work: (some: Some) => T): T | undefined => (current === undefined ? undefined : work(current)),
  };
}
