/** The newest of a ticket's thread below the list. Draws only. */
import { Box } from "ink";
import { useMemo } from "react";
import type { TicketDetail } from "../../src/api/ticket.ts";
import { Line } from "../components/Line.tsx";
import { piecesOf } from "./Ticket.tsx";
import { threadOf } from "./thread.ts";

const none: ReadonlySet<number> = new Set();

export function Preview(props: {
  readonly ticket: TicketDetail | undefined;
  readonly now: Date;
  readonly height: number;
  readonly width: number;
}) {
  const { ticket, now, height, width } = props;
  const lines = useMemo(
    () => (ticket === undefined ? [] : threadOf({ ...ticket, articles: ticket.articles.slice(-1) }, width, none)),
    [ticket, width],
  );
  return (
    <Box flexDirection="column" height={height} width={width}>
      <Line width={width} pieces={[{ text: "─".repeat(width), meaning: "faint" }]} />
      {lines.slice(0, height - 1).map((line, index) => {
        // A line of the screen has no other identity than its place.
        const place = `${index}`;
        return <Line key={place} width={width} pieces={piecesOf(line, false, width, now)} />;
      })}
    </Box>
  );
}
