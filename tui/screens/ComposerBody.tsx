/** The text being written, wrapped, with its cursor always in sight. Draws only. */
import { Box } from "ink";
import { useRef } from "react";
import { Line, type Piece } from "../components/Line.tsx";
import { layout, type Writing } from "../text/buffer.ts";
import { cellsOf, widthOf } from "../text/safe.ts";

export function ComposerBody(props: {
  readonly writing: Writing;
  readonly active: boolean;
  readonly height: number;
  readonly width: number;
}) {
  const { writing, active, height, width } = props;
  const { rows, y, x } = layout(writing, width - 2);
  const lastTop = useRef(0);
  const top = Math.max(0, Math.min(Math.max(lastTop.current, y - height + 1), y, Math.max(0, rows.length - height)));
  lastTop.current = top;
  return (
    <Box flexDirection="column" height={height}>
      {rows.slice(top, top + height).map(({ line, shown }, index) => {
        const quoted = (writing.lines[line] ?? "").startsWith(">");
        const cursor = active && top + index === y ? x : undefined;
        // A line of the screen has no other identity than its place.
        const place = `${top + index}`;
        return <Line key={place} width={width} pieces={rowPieces(shown, quoted, cursor)} />;
      })}
    </Box>
  );
}

/** @param cursor column in cells */
function rowPieces(shown: string, quoted: boolean, cursor: number | undefined): readonly Piece[] {
  const meaning = quoted ? "faint" : undefined;
  if (cursor === undefined) return [{ text: ` ${shown}`, meaning, verbatim: true }];
  let before = "";
  let under = " ";
  let after = "";
  let used = 0;
  for (const cell of cellsOf(shown)) {
    if (used < cursor) before += cell.shown;
    else if (used === cursor && after === "" && under === " " && used + cell.cells > cursor) under = cell.shown;
    else after += cell.shown;
    used += cell.cells;
  }
  return [
    { text: ` ${before}`, cells: cursor + 1, meaning },
    { text: under, cells: widthOf(under), inverse: true, caret: true },
    { text: after, meaning },
  ];
}
