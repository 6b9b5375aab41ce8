/** What a click points at: a ticket of the list, a queue beside it, a view or a queue of the overview. */
import { hasSidebar, sidebarCells } from "../components/Sidebar.tsx";
import type { OverviewRow } from "../hooks/useOverview.ts";
import { pointedAt } from "../mouse.ts";
import { firstOf } from "../screens/List.tsx";
import { overviewLines } from "../screens/Overview.tsx";
import { firstAround } from "../scrolling.ts";
import type { Handler, ScreenGround } from "./ground.ts";

/** Row of the screen, from 1, where list, sidebar and overview begin. */
const head = 3;

export function pointing(ground: ScreenGround, showRow: (row: OverviewRow) => Promise<void>) {
  const { tickets, opened, overview, room, height, width } = ground;

  const toQueue = async (row: number | undefined): Promise<void> => {
    const names = [undefined, ...tickets.queues.map(({ name }) => name)];
    const total = names.length;
    const shown = height - 1;
    const first = firstAround(names.indexOf(tickets.filter.queue), total, shown);
    const index = pointedAt(row, { head, first, room: shown, total });
    if (index !== undefined) await tickets.setFilter({ queue: names[index] });
  };
  const toTicket = (row: number | undefined): void | Promise<void> => {
    const { window } = tickets;
    const total = window.total ?? 0;
    const index = pointedAt(row, { head, first: firstOf(window.at, total, room), room, total });
    if (index === undefined) return undefined;
    // A click on what is selected opens it.
    if (index === window.at && window.current !== undefined) {
      return opened.open(window.current.id, window.current.articleId);
    }
    return window.moveTo(index);
  };
  return {
    point: (row, column = 0) => (hasSidebar(width) && column <= sidebarCells ? toQueue(row) : toTicket(row)),
    pointView: (row) => {
      const lines = overviewLines(overview.rows);
      const first = firstAround(lines.indexOf(overview.at), lines.length, room);
      const line = pointedAt(row, { head, first, room, total: lines.length });
      const index = line === undefined ? undefined : lines[line];
      const pointed = index === undefined ? undefined : overview.rows[index];
      if (index === undefined || pointed === undefined) return;
      overview.moveTo(index);
      return showRow(pointed);
    },
  } as const satisfies Readonly<Record<string, Handler>>;
}
