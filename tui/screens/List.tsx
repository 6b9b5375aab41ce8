/** The tickets of a queue and the facts of the one the cursor is on. Draws only. */
import { Box } from "ink";
import type { TicketSummary } from "../../src/api/types.ts";
import { Line, type Piece } from "../components/Line.tsx";
import { factsOf } from "../text/facts.ts";
import { ageOf } from "../text/times.ts";
import type { Meaning } from "../theme.ts";

export function List(props: {
  readonly tickets: readonly TicketSummary[];
  readonly total: number;
  readonly at: number;
  readonly login: string;
  readonly now: Date;
  /** In place of tickets when there are none. */
  readonly empty: string;
  /** The list shows several queues. */
  readonly withQueue: boolean;
  readonly height: number;
  readonly width: number;
}) {
  const { tickets, total, at, login, now, empty, height, width } = props;
  const room = Math.max(height - 2, 1);
  const first = Math.max(0, Math.min(at - Math.floor(room / 2), tickets.length - room));
  const columns = columnsFor(width, props.withQueue);
  const current = tickets[at];
  const more = total > tickets.length ? `  the first ${tickets.length} of ${total}: / finds` : "";
  return (
    <Box flexDirection="column" height={height} width={width}>
      <Line
        width={width}
        pieces={columns.map((column) => ({ ...piece(column, column.title), meaning: "faint", bold: true }))}
      />
      {tickets.length === 0 && <Line width={width} pieces={[{ text: `  ${empty}`, meaning: "faint" }]} />}
      {tickets.slice(first, first + room).map((ticket, index) => (
        <Line
          key={ticket.id}
          width={width}
          inverse={first + index === at}
          pieces={columns.map((column) => ({
            ...piece(column, column.text(ticket, login, now)),
            meaning: column.meaning?.(ticket, login),
            bold: ticket.unread && column.strong === true,
          }))}
        />
      ))}
      <Box flexGrow={1} />
      <Line
        width={width}
        pieces={[{ text: current === undefined ? "" : ` ${factsOf(current)}${more}`, meaning: "faint" }]}
      />
    </Box>
  );
}

interface Column {
  readonly title: string;
  readonly cells: number;
  readonly align?: "right";
  readonly strong?: true;
  readonly text: (ticket: TicketSummary, login: string, now: Date) => string;
  readonly meaning?: (ticket: TicketSummary, login: string) => Meaning | undefined;
}

/** With a blank behind each. */
function piece({ cells, align }: Column, text: string): Piece {
  return align === undefined ? { text, cells } : { text: `${text} `, cells, align };
}

function columnsFor(width: number, withQueue: boolean): readonly Column[] {
  const customer = Math.max(14, Math.min(32, Math.floor(width / 5)));
  const columns: Column[] = [
    {
      title: "",
      cells: 2,
      text: ({ unread, lock, owner }, login) =>
        `${unread ? "●" : " "}${lock === "unlock" ? " " : owner === login ? "M" : "L"}`,
      meaning: ({ unread, owner }, login) => (unread ? "fresh" : owner === login ? "good" : "faint"),
    },
    { title: "NUMBER", cells: 18, text: ({ number }) => ` ${number}` },
    {
      title: "AGE",
      cells: 5,
      align: "right",
      text: ({ created }, _login, now) => ageOf(created, now),
      meaning: () => "faint",
    },
    {
      title: "P",
      cells: 2,
      text: ({ priority }) => priority.slice(0, 1),
      meaning: ({ priority }) => (/^[45]/.test(priority) ? "alarm" : /^[12]/.test(priority) ? "faint" : undefined),
    },
    {
      title: "STATE",
      cells: 8,
      text: ({ stateType }) => stateType.split(" ")[0] ?? "",
      meaning: ({ stateType }) => (stateType === "new" ? "fresh" : stateType === "open" ? undefined : "faint"),
    },
  ];
  if (withQueue && width >= 110) columns.push({ title: "QUEUE", cells: 18, text: ({ queue }) => `${queue} ` });
  if (width >= 100) columns.push({ title: "OWNER", cells: 18, text: ({ owner }) => owner, meaning: () => "faint" });
  columns.push({
    title: "CUSTOMER",
    cells: customer,
    text: ({ customerUser }) => customerUser ?? "",
    strong: true,
  });
  const rest = width - columns.reduce((sum, { cells }) => sum + cells, 0);
  columns.push({ title: " TITLE", cells: rest, text: ({ title }) => ` ${title}`, strong: true });
  return columns;
}
