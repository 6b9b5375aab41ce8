/** Where work waits: the views that everybody has, those of the agent's own, and the tree of queues, with what is open, unread and escalating in each. Draws only. */

import { Box } from "ink";
import { Line } from "../components/Line.tsx";
import { treeLabel } from "../components/Sidebar.tsx";
import type { OverviewRow } from "../hooks/useOverview.ts";
import { text } from "../messages.ts";
import { firstAround } from "../scrolling.ts";
import { dueMark, unreadMark } from "../text/marks.ts";
import { widthOf } from "../text/safe.ts";
import { isLinear } from "../theme.ts";
import { viewNames } from "../views.ts";

/** One more than the widest title, so that it touches none beside it. */
const unreadCells = 10;

export function Overview(props: {
  readonly rows: readonly OverviewRow[];
  readonly at: number;
  readonly height: number;
  readonly width: number;
}) {
  const { rows, at, height, width } = props;
  const room = Math.max(1, height - 2);
  const due = text("column.escalating");
  const dueCells = Math.max(9, widthOf(due) + 2);
  const name = Math.max(20, Math.min(60, width - 11 - unreadCells - dueCells));
  const lines = overviewLines(rows);
  const linear = isLinear();
  const look = { align: "right", meaning: "faint", bold: true } as const;
  const titles = [
    { text: text("column.open"), cells: 9, ...look },
    { text: text("column.unread"), cells: unreadCells, ...look },
    { text: due, cells: dueCells, ...look },
  ];
  const first = firstAround(lines.indexOf(at), lines.length, room);
  return (
    <Box flexDirection="column" height={height} width={width}>
      <Line
        width={width}
        pieces={[
          { text: ` ${text("overview.title")}`, cells: name, meaning: "faint", bold: true },
          ...(linear ? [] : titles),
        ]}
      />
      {lines.slice(first, first + room).map((index, line) => {
        const row = index === undefined ? undefined : rows[index];
        // A gap has no name of its own.
        const place = `gap ${first + line}`;
        if (row === undefined) return <Line key={place} width={width} pieces={[{ text: "" }]} />;
        const { view, queue, kept, open, more, unread = 0, escalating = 0 } = row;
        return (
          <Line
            key={kept === undefined ? `${view} ${queue ?? ""}` : `kept ${kept.name}`}
            width={width}
            inverse={index === at}
            pieces={[
              {
                text: ` ${kept?.name ?? (queue === undefined ? text(viewNames[view]) : linear ? queue : treeLabel(queue))}`,
                cells: name,
                meaning: open === 0 ? "faint" : undefined,
                bold: unread > 0,
              },
              {
                text:
                  open === undefined ? "…" : linear ? text("heard.open", { count: open }) : `${open}${more ? "+" : ""}`,
                cells: 9,
                align: "right",
                meaning: open === 0 ? "faint" : undefined,
              },
              { text: unread === 0 ? "" : unreadMark(unread), cells: 9, align: "right", meaning: "fresh", bold: true },
              {
                text: escalating === 0 ? "" : dueMark(escalating),
                cells: dueCells,
                align: "right",
                meaning: "alarm",
                bold: true,
              },
            ]}
          />
        );
      })}
    </Box>
  );
}

/** Lines of the screen by the index of their row: the views, those of the agent's own, the queues, with gaps between. */
export function overviewLines(rows: readonly OverviewRow[]): readonly (number | undefined)[] {
  const kind = (row: OverviewRow | undefined): string =>
    row?.kept !== undefined ? "kept" : row?.queue !== undefined ? "queue" : "view";
  return rows.flatMap((row, index) =>
    index > 0 && kind(row) !== kind(rows[index - 1]) ? [undefined, index] : [index],
  );
}
