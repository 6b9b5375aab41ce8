/** The queues beside the list, with what waits in each; only where the terminal is wide enough. */
import { Box } from "ink";
import type { QueueSummary } from "../../src/api/ticket.ts";
import { text } from "../messages.ts";
import { firstAround } from "../scrolling.ts";
import { widthOf } from "../text/safe.ts";
import { isLinear } from "../theme.ts";
import { Line } from "./Line.tsx";

const sidebarFrom = 120;
export const sidebarCells = 34;

export function hasSidebar(width: number): boolean {
  return !isLinear() && width >= sidebarFrom;
}

export function Sidebar(props: {
  readonly queues: readonly QueueSummary[];
  readonly chosen: string | undefined;
  readonly width: number;
  readonly height: number;
}) {
  const { queues, chosen, width, height } = props;
  const sum = (count: (queue: QueueSummary) => number): number => queues.reduce((all, queue) => all + count(queue), 0);
  const rows = [
    {
      name: undefined,
      label: text("view.allQueues"),
      open: sum(({ open }) => open),
      unread: sum(({ unread }) => unread),
      escalating: sum(({ escalating }) => escalating),
    },
    ...queues.map(({ name, ...counts }) => ({ name, label: treeLabel(name), ...counts })),
  ];
  const at = rows.findIndex(({ name }) => name === chosen);
  const room = Math.max(1, height - 1);
  const first = firstAround(at, rows.length, room);
  const titles = { open: text("sidebar.open"), unread: "●" };
  const cells = { open: countCells(titles.open), unread: countCells(titles.unread) };
  const nameCells = width - 2 - cells.open - cells.unread;
  return (
    <Box flexDirection="column" width={width} height={height}>
      <Line
        width={width}
        pieces={[
          { text: ` ${text("column.queue")}`, cells: nameCells, meaning: "faint", bold: true },
          { text: titles.open, cells: cells.open, align: "right", meaning: "faint", bold: true },
          { text: titles.unread, cells: cells.unread, align: "right", meaning: "faint", bold: true },
        ]}
      />
      {rows.slice(first, first + room).map(({ name, label, open, unread, escalating }) => (
        <Line
          key={name ?? ""}
          width={width - 1}
          inverse={name === chosen}
          pieces={[
            {
              text: ` ${label}`,
              cells: nameCells - dueCells(escalating),
              meaning: open === 0 ? "faint" : undefined,
              bold: unread > 0,
            },
            { text: dueText(escalating), cells: dueCells(escalating), align: "right", meaning: "alarm", bold: true },
            { text: open === 0 ? "" : String(open), cells: cells.open, align: "right" },
            {
              text: unread === 0 ? "" : `●${unread}`,
              cells: cells.unread,
              align: "right",
              meaning: "fresh",
              bold: true,
            },
          ]}
        />
      ))}
    </Box>
  );
}

/** How many escalate, beside the name of the queue; nothing for none. */
function dueText(escalating: number): string {
  return escalating === 0 ? "" : `!${escalating}`;
}

function dueCells(escalating: number): number {
  return escalating === 0 ? 0 : widthOf(dueText(escalating)) + 1;
}

/** Room for a number, and for the title above it. */
function countCells(title: string): number {
  return Math.max(5, widthOf(title) + 1);
}

/** `Support::Hardware` stands indented below `Support`. */
export function treeLabel(name: string): string {
  const parts = name.split("::");
  return "  ".repeat(parts.length - 1) + (parts.at(-1) ?? name);
}
