/** What is said in place of the footer, to its end: over as many lines as it needs. Draws only. */
import { Box, Text } from "ink";
import { inCells, widthOf } from "../text/safe.ts";
import { wrap } from "../text/wrap.ts";
import { paint } from "../theme.ts";
import { Line, type Piece } from "./Line.tsx";

/** It lies over the last rows of what stands above: were those fewer, all of them would move. */
export function LastLines(props: {
  /** What to do about it stands at the end. */
  readonly words: string;
  /** Shown in any case, however long the words are. */
  readonly end?: string;
  readonly most: number;
  readonly style: Pick<Piece, "meaning" | "bold">;
  readonly width: number;
}) {
  const { words, end = "", most, style, width } = props;
  const rows = wrap(`${words}${end}`, width - 2);
  if (rows.length <= 1) return <Line width={width} pieces={[{ text: ` ${rows.join("")}`, ...style }]} />;
  const last = `${inCells(`${rows[most - 1]}…`, Math.max(1, width - 3 - widthOf(end))).trimEnd()}${end}`;
  const shown = rows.length <= most ? rows : [...rows.slice(0, most - 1), last];
  return (
    <Box flexDirection="column" flexShrink={0} marginTop={1 - shown.length}>
      {shown.map((row, index) => {
        // A line of the screen has no other identity than its place.
        const place = `${index}`;
        return (
          <Text key={place} wrap="truncate">
            {paint(inCells(` ${row}`, width), style)}
          </Text>
        );
      })}
    </Box>
  );
}
