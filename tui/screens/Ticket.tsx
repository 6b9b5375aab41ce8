/** One ticket with its thread. Draws only; thread.ts makes the lines. */
import { Box } from "ink";
import { Fragment } from "react";
import type { MarkedWords } from "../../src/api/search.ts";
import type { TicketDetail } from "../../src/api/ticket.ts";
import { Line, type Piece, rowsOfLine } from "../components/Line.tsx";
import { Rest } from "../components/Rest.tsx";
import { text } from "../messages.ts";
import { factsOf } from "../text/facts.ts";
import { linkedParts } from "../text/hosts.ts";
import { withoutDrawn } from "../text/linear.ts";
import { flagged, placeOf } from "../text/marks.ts";
import { safeLine, widthOf } from "../text/safe.ts";
import { shownSender } from "../text/senders.ts";
import { shownTitle } from "../text/titles.ts";
import { flagWords, wordsOf } from "../text/values.ts";
import { isLinear } from "../theme.ts";
import { hitParts, isRead } from "./hits.ts";
import { asideOf, bars, type ThreadLine, widest } from "./thread.ts";

export function Ticket(props: {
  readonly ticket: TicketDetail;
  readonly lines: readonly ThreadLine[];
  /** What was looked for; nothing where nothing is to be marked. */
  readonly marked: readonly MarkedWords[];
  /** Lines that have it, and the one that the agent is at. */
  readonly hits: readonly number[];
  readonly hit: number | undefined;
  readonly top: number;
  readonly focus: number | undefined;
  readonly now: Date;
  readonly height: number;
  readonly width: number;
}) {
  const { ticket, lines, marked, hits, hit, top, focus, now, height, width } = props;
  const room = threadRoom(height);
  const end = top + room >= lines.length;
  const scrolled =
    lines.length <= room
      ? ""
      : end
        ? `${text("ticket.end")} `
        : // Each step would have the whole line said again.
          isLinear()
          ? ""
          : `${Math.round(((top + room) / lines.length) * 100)}% `;
  const found =
    hits.length === 0
      ? ""
      : `${text("ticket.hits", { place: placeOf(hit === undefined ? "-" : hits.indexOf(hit) + 1, hits.length) })} `;
  const told = found + scrolled;
  const place = told === "" ? "" : ` ${told}`;
  const shown = lines.slice(top, top + room).map((line, index) => {
    const marking = { marked, here: top + index === hit };
    const pieces = piecesOf(line, focus === line.article, width, now, marking);
    // Where it may be chosen, all below it stays in its place.
    const rows = isLinear() ? rowsOfLine({ width, pieces: piecesOf(line, true, width, now, marking) }) : 1;
    return { pieces, rows, spare: rows - rowsOfLine({ width, pieces }) };
  });
  const used = shown.reduce((sum, { rows }) => sum + rows, 0);
  return (
    <Box flexDirection="column" height={height}>
      <Line width={width} pieces={[{ text: ` ${shownTitle(ticket.title)}`, meaning: "title", bold: true }]} />
      <Line
        width={width}
        pieces={[
          { text: ` ${ticket.number} · ${factsOf(ticket, now)}`, cells: width - place.length, meaning: "faint" },
          { text: place, cells: place.length, meaning: "faint" },
        ]}
      />
      <Line width={width} pieces={[{ text: furtherLine(ticket), meaning: "faint" }]} />
      {shown.map(({ pieces, spare }, index) => {
        // A line of the screen has no other identity than its place.
        const place = `${top + index}`;
        return (
          <Fragment key={place}>
            <Line width={width} pieces={pieces} />
            {spare > 0 && <Rest rows={spare} width={width} />}
          </Fragment>
        );
      })}
      <Rest rows={height - 3 - used} width={width} />
    </Box>
  );
}

/** The agent's own flags, whether it is archived, and what the dynamic fields hold, where there is any of it. */
function furtherLine({ archived, flags, dynamicFields }: TicketDetail): string {
  const own = flagWords(flags);
  const held = [
    ...(own === "" ? [] : [flagged(own)]),
    ...(archived ? [text("say.archived")] : []),
    ...Object.entries(dynamicFields).map(([name, value]) => `${name} ${wordsOf(value)}`),
  ];
  return held.length === 0 ? "" : ` ${safeLine(held.join(" · "))}`;
}

/** For those who hear the screen the head of the chosen article says that it is it. */
function edgeOf(line: ThreadLine, bar: string, focused: boolean): string {
  if (isLinear()) return focused && line.role === "head" ? text("heard.chosen") : "";
  return focused ? ` ${bar}▶` : ` ${bar} `;
}

/** Lines of the thread that fit. */
export function threadRoom(height: number): number {
  // Title and facts that are heard are not cut.
  return Math.max(1, height - (isLinear() ? 5 : 3));
}

/** Cells that are left to the sender of an article on a narrow screen. */
const senderFewest = 16;

export function piecesOf(
  line: ThreadLine,
  focused: boolean,
  width: number,
  now: Date,
  { marked = [], here = false }: { readonly marked?: readonly MarkedWords[]; readonly here?: boolean } = {},
): readonly Piece[] {
  const { bar, meaning } = bars[line.kind];
  if (line.role === "gap") return [{ text: "" }];
  const edge: Piece = { text: edgeOf(line, bar, focused), cells: 3, meaning };
  const found = isRead(line) ? marked : [];
  if (line.role === "head") {
    const aside = asideOf(line, now);
    const cells = Math.min(widthOf(aside) + 2, Math.max(Math.floor(width / 2), width - 3 - senderFewest));
    const whole = Math.min(width, widest + 3);
    const style = { meaning, bold: true };
    const room = whole - 3 - cells;
    // Lines that are heard are not cut.
    const sender = isLinear() ? line : { ...line, text: shownSender(line.text, room) };
    return [
      edge,
      ...textPieces(hitParts([sender], found), style, here, room),
      { text: ` ${aside} `, cells, align: "right", meaning: line.kind === "internal" ? meaning : "faint" },
    ];
  }
  const look = {
    fact: { meaning: "faint" },
    alarm: { meaning: "alarm", bold: true },
    text: {},
    quote: { meaning: "faint" },
    fold: { meaning: "faint" },
  } as const;
  const isWritten = line.role === "text" || line.role === "quote";
  const parts = isWritten ? linkedParts(line.text, width - 3) : [line];
  const pieces = textPieces(hitParts(parts, found), look[line.role], here);
  return [edge, ...(isWritten ? pieces.map(asWritten) : pieces)];
}

/** Of mail that is heard only rules are left out. */
function asWritten(piece: Piece): Piece {
  return isLinear() ? { ...piece, text: withoutDrawn(piece.text), verbatim: true } : piece;
}

/** @param here the agent went to what was found in this line */
function textPieces(
  parts: ReturnType<typeof hitParts>,
  style: Pick<Piece, "meaning" | "bold">,
  here: boolean,
  cells?: number,
): readonly Piece[] {
  let room = cells;
  return parts.map(({ text, link, hit }, index): Piece => {
    const own = index === parts.length - 1 ? room : Math.min(widthOf(text), room ?? Number.POSITIVE_INFINITY);
    if (room !== undefined) room -= own ?? 0;
    return {
      text,
      ...(own === undefined ? {} : { cells: own }),
      ...style,
      ...(hit === undefined ? {} : here ? { inverse: true } : { meaning: "fresh", bold: true }),
      ...(index === 0 ? {} : { goesOn: true }),
      link,
    };
  });
}
