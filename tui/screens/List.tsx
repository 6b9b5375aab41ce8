/** The ticket list of a queue, kept up to date; draws, and tells what is chosen. */
import { Box, Text } from "ink";
import type { TicketSummary } from "../../src/api/types.ts";
import { inCells } from "../text/safe.ts";
import { colour } from "../theme.ts";

export function List(props: {
  readonly tickets: readonly TicketSummary[];
  readonly at: number;
  readonly height: number;
  readonly width: number;
}) {
  const { tickets, at, height, width } = props;
  const room = Math.max(height - 1, 1);
  const first = Math.min(Math.max(0, at - Math.floor(room / 2)), Math.max(0, tickets.length - room));
  return (
    <Box flexDirection="column" height={height}>
      <Text bold {...colour("faint")}>
        {row({ mark: " ", number: "NUMBER", age: "AGE", state: "STATE", customer: "CUSTOMER", title: "TITLE" }, width)}
      </Text>
      {tickets.length === 0 && <Text {...colour("faint")}> Nothing to do here. Tab shows the next queue.</Text>}
      {tickets.slice(first, first + room).map((ticket, index) => (
        <Text
          key={ticket.id}
          inverse={first + index === at}
          bold={ticket.unread}
          {...(ticket.unread ? colour("fresh") : {})}
        >
          {row(cellsOf(ticket), width)}
        </Text>
      ))}
    </Box>
  );
}

interface Cells {
  readonly mark: string;
  readonly number: string;
  readonly age: string;
  readonly state: string;
  readonly customer: string;
  readonly title: string;
}

function cellsOf(ticket: TicketSummary): Cells {
  const mark = ticket.unread ? "●" : ticket.lock === "unlock" ? " " : "L";
  return {
    mark,
    number: ticket.number,
    age: ageOf(ticket.age),
    state: ticket.state,
    customer: ticket.customerUser ?? "",
    title: ticket.title,
  };
}

function row(cells: Cells, width: number): string {
  const customer = Math.max(12, Math.min(26, Math.floor(width / 5)));
  const rest = width - 2 - 17 - 5 - 9 - customer - 1;
  return [
    inCells(cells.mark, 2),
    `${inCells(cells.number, 16)} `,
    `${inCells(cells.age, 4)} `,
    `${inCells(cells.state, 8)} `,
    `${inCells(cells.customer, customer)} `,
    inCells(cells.title, rest),
  ].join("");
}

/** `45s`, `12m`, `3h`, `9d`, `2y`. */
function ageOf(seconds: number): string {
  const steps = [
    [365 * 86_400, "y"],
    [86_400, "d"],
    [3600, "h"],
    [60, "m"],
  ] as const;
  for (const [length, unit] of steps) if (seconds >= length) return `${Math.floor(seconds / length)}${unit}`;
  return `${Math.max(seconds, 0)}s`;
}
