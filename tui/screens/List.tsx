/** The tickets of a view and the facts of the one the cursor is on. Draws only. */
import { Box } from "ink";
import type { TicketSummary } from "../../src/api/ticket.ts";
import type { Window } from "../client/window.ts";
import { Line, type Piece, rowsOfLine } from "../components/Line.tsx";
import { Rest } from "../components/Rest.tsx";
import { text } from "../messages.ts";
import { factsOf } from "../text/facts.ts";
import { placeOf } from "../text/marks.ts";
import { snippetPieces } from "../text/snippet.ts";
import { wrap } from "../text/wrap.ts";
import { isLinear } from "../theme.ts";
import type { Listed } from "../views.ts";
import { type Column, type ColumnName, columnsFor } from "./columns.ts";

export function List(props: {
  readonly window: Window<Listed>;
  readonly marks: ReadonlyMap<number, TicketSummary>;
  /** Ids of those on which a draft of the agent's lies. */
  readonly begun: ReadonlySet<number>;
  readonly login: string;
  readonly now: Date;
  /** In place of tickets when there are none. */
  readonly empty: string;
  /** The list shows several queues. */
  readonly withQueue: boolean;
  readonly columns: readonly ColumnName[] | undefined;
  readonly height: number;
  readonly width: number;
}) {
  const { window, marks, begun, login, now, empty, height, width } = props;
  const { at, current } = window;
  const total = window.total ?? 0;
  const room = listRoom(height);
  const first = firstOf(at, total, room);
  const rows = Array.from({ length: Math.min(room, total - first) }, (_, index) => window.row(first + index));
  const escalates = rows.some((row) => row !== undefined && row.escalation.next !== null);
  const columns = inOrder(columnsFor(width, props.columns, props.withQueue, escalates));
  const place = total > room ? `${placeOf(at + 1, `${total}${window.exact ? "" : "+"}`)} ` : "";
  const marked = marks.size === 0 ? "" : `${text("list.marked", { count: marks.size })} `;
  const aside = marked + place;
  const shown = rows.map((ticket, index) => ({
    width,
    most: spokenMost,
    inverse: first + index === at,
    pieces:
      ticket === undefined
        ? [{ text: isLinear() ? text("list.looking") : "    …", meaning: "faint" } as const]
        : rowPieces(ticket, columns, { marked: marks.has(ticket.id), begun: begun.has(ticket.id), login, now }),
  }));
  return (
    <Box flexDirection="column" height={height} width={width}>
      <Line
        width={width}
        pieces={[
          { text: "", cells: 2 },
          ...columns.map((column) => ({ ...piece(column, titleOf(column)), meaning: "faint" as const, bold: true })),
        ]}
      />
      {total === 0 &&
        wrap(empty, width - 4)
          .slice(0, room)
          .map((words) => <Line key={words} width={width} pieces={[{ text: `  ${words}`, meaning: "faint" }]} />)}
      {shown.map((line, index) => {
        // A line of the screen keeps its place while what it shows goes by.
        const place = `${index}`;
        return <Line key={place} {...line} />;
      })}
      <Rest rows={height - 3 - shown.reduce((sum, line) => sum + rowsOfLine(line), 0)} width={width} />
      <Line
        width={width}
        pieces={[
          ...within(current === undefined ? [] : aboutPieces(current, now), width - aside.length - 1),
          { text: "", cells: 1 },
          { text: marked, cells: marked.length, meaning: "fresh", bold: true },
          { text: place, cells: place.length, meaning: "faint" },
        ]}
      />
    </Box>
  );
}

/** Who hears them hears first what a ticket is about. */
function inOrder(columns: readonly Column[]): readonly Column[] {
  return isLinear() ? [...columns.slice(-1), ...columns.slice(0, -1)] : columns;
}

/** Where the words of a search stand, else the facts. */
function aboutPieces(current: Listed, now: Date): readonly Piece[] {
  return current.snippet === undefined
    ? [{ text: ` ${factsOf(current, now)}`, meaning: "faint" }]
    : [{ text: " ", cells: 1 }, ...snippetPieces(current.snippet)];
}

/** Pieces in exactly so many cells. */
function within(pieces: readonly Piece[], width: number): readonly Piece[] {
  let room = Math.max(0, width);
  const cut = pieces.map((piece) => {
    const cells = Math.min(piece.cells ?? room, room);
    room -= cells;
    return { ...piece, cells };
  });
  return [...cut, { text: "", cells: room }];
}

/** Rows of the screen that a ticket may take for those who hear it. */
const spokenMost = 2;

/** Rows of tickets that fit. */
export function listRoom(height: number): number {
  // Those that are heard have two rows each, and the facts below them, too.
  return Math.max(isLinear() ? Math.floor((height - 3) / spokenMost) : height - 2, 1);
}

/** The cursor moves over a page that stands still: a move changes two lines, not all of them. */
export function firstOf(at: number, total: number, room: number): number {
  return Math.max(0, Math.min(Math.floor(at / room) * room, total - room));
}

function rowPieces(
  ticket: TicketSummary,
  columns: readonly Column[],
  here: { readonly marked: boolean; readonly begun: boolean; readonly login: string; readonly now: Date },
): readonly Piece[] {
  const { unread, lock, owner } = ticket;
  const { marked, begun, login, now } = here;
  const whose = begun ? "D" : lock === "unlock" ? " " : owner === login ? "M" : "L";
  return [
    {
      text: isLinear() ? marksInWords(ticket, here) : `${marked ? "✓" : unread ? "●" : " "}${whose}`,
      cells: 2,
      meaning: unread || marked || begun ? "fresh" : owner === login ? "good" : "faint",
    },
    ...columns.map((column) => ({
      ...piece(column, ((isLinear() ? column.said : undefined) ?? column.text)(ticket, now)),
      meaning: column.meaning?.(ticket, now),
      bold: unread && column.strong === true,
    })),
  ];
}

/** For those who hear the screen. */
function marksInWords(
  { unread, lock, owner }: TicketSummary,
  { marked, begun }: { readonly marked: boolean; readonly begun: boolean },
): string {
  const words = [
    ...(marked ? [text("heard.marked")] : []),
    ...(unread ? [text("view.unread")] : []),
    ...(begun ? [text("heard.draft")] : []),
    ...(lock === "unlock" ? [] : [text("fact.lockedBy", { owner })]),
  ];
  return words.join(", ");
}

function titleOf({ title }: Column): string {
  return title === "column.title" || title === "column.number" ? ` ${text(title)}` : text(title);
}

/** With a blank behind each. */
function piece({ cells, align }: Column, shown: string): Piece {
  return align === undefined ? { text: shown, cells } : { text: `${shown} `, cells, align };
}
