/** One ticket with its thread. Draws only; thread.ts makes the lines. */
import { Box } from "ink";
import type { TicketDetail } from "../../src/api/ticket.ts";
import { Line, type Piece } from "../components/Line.tsx";
import { text } from "../messages.ts";
import { factsOf } from "../text/facts.ts";
import { linkedParts } from "../text/hosts.ts";
import { safeLine, widthOf } from "../text/safe.ts";
import { wordsOf } from "../text/values.ts";
import { asideOf, bars, type ThreadLine, widest } from "./thread.ts";

export function Ticket(props: {
  readonly ticket: TicketDetail;
  readonly lines: readonly ThreadLine[];
  readonly top: number;
  readonly focus: number | undefined;
  readonly now: Date;
  readonly height: number;
  readonly width: number;
}) {
  const { ticket, lines, top, focus, now, height, width } = props;
  const room = threadRoom(height);
  const end = top + room >= lines.length;
  const place =
    lines.length <= room ? "" : end ? `${text("ticket.end")} ` : `${Math.round(((top + room) / lines.length) * 100)}% `;
  return (
    <Box flexDirection="column" height={height}>
      <Line width={width} pieces={[{ text: ` ${ticket.title}`, meaning: "title", bold: true }]} />
      <Line
        width={width}
        pieces={[
          { text: ` ${ticket.number} · ${factsOf(ticket)}`, cells: width - place.length, meaning: "faint" },
          { text: place, cells: place.length, meaning: "faint" },
        ]}
      />
      <Line width={width} pieces={[{ text: fieldsLine(ticket), meaning: "faint" }]} />
      {lines.slice(top, top + room).map((line, index) => {
        // A line of the screen has no other identity than its place.
        const place = `${top + index}`;
        return <Line key={place} width={width} pieces={piecesOf(line, focus === line.article, width, now)} />;
      })}
    </Box>
  );
}

/** What the dynamic fields hold, where any does. */
function fieldsLine({ dynamicFields }: TicketDetail): string {
  const held = Object.entries(dynamicFields).map(([name, value]) => `${name} ${wordsOf(value)}`);
  return held.length === 0 ? "" : ` ${safeLine(held.join(" · "))}`;
}

/** Lines of the thread that fit. */
export function threadRoom(height: number): number {
  return Math.max(1, height - 3);
}

export function piecesOf(line: ThreadLine, focused: boolean, width: number, now: Date): readonly Piece[] {
  const { bar, meaning } = bars[line.kind];
  if (line.role === "gap") return [{ text: "" }];
  const edge: Piece = { text: focused ? ` ${bar}▶` : ` ${bar} `, cells: 3, meaning };
  if (line.role === "head") {
    const aside = asideOf(line, now);
    const cells = Math.min(widthOf(aside) + 2, Math.floor(width / 2));
    const whole = Math.min(width, widest + 3);
    return [
      edge,
      { text: line.text, cells: whole - 3 - cells, meaning, bold: true },
      { text: `${aside} `, cells, align: "right", meaning: line.kind === "internal" ? meaning : "faint" },
    ];
  }
  const look = {
    fact: { meaning: "faint" },
    alarm: { meaning: "alarm", bold: true },
    text: {},
    quote: { meaning: "faint" },
    fold: { meaning: "faint" },
  } as const;
  const style = look[line.role];
  const parts = line.role === "text" || line.role === "quote" ? linkedParts(line.text, width - 3) : [line];
  return [
    edge,
    ...parts.map(
      (part, index): Piece => ({
        text: part.text,
        ...(index === parts.length - 1 ? {} : { cells: widthOf(part.text) }),
        ...style,
        ...("link" in part ? { link: part.link } : {}),
      }),
    ),
  ];
}
