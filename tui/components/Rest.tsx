/** What is left free between lines and what stands below them. Draws only. */
import { Box } from "ink";
import { isLinear } from "../theme.ts";
import { Line } from "./Line.tsx";

export function Rest({ rows, width }: { readonly rows: number; readonly width: number }) {
  // A screen that is heard is written line by line: were there fewer of them, all would be said again.
  if (!isLinear()) return <Box flexGrow={1} />;
  return Array.from({ length: Math.max(0, rows) }, (_, index) => {
    // A line of the screen has no other identity than its place.
    const row = `${index}`;
    return <Line key={row} width={width} pieces={[{ text: "" }]} />;
  });
}
