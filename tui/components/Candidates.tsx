/** How what is typed may go on, in one line; the one that Tab takes stands out. Draws only. */

import { here } from "../heard.ts";
import { text } from "../messages.ts";
import { safeLine, widthOf } from "../text/safe.ts";
import { isLinear } from "../theme.ts";
import { Line } from "./Line.tsx";

export function Candidates(props: {
  readonly labels: readonly string[];
  readonly at: number;
  readonly width: number;
  readonly isFoot?: true;
}) {
  const { at, width, isFoot } = props;
  const place = { width, ...(isFoot === true && { isFoot }) };
  const labels = props.labels.map(safeLine);
  if (labels.length === 0) return <Line {...place} pieces={[{ text: "" }]} />;
  // The chosen one is always in sight.
  let first = 0;
  const cells = (from: number): number =>
    labels.slice(from, at + 1).reduce((sum, label) => sum + widthOf(label) + 2, 1 + widthOf(text("candidates.how")));
  while (first < at && cells(first) > width) first += 1;
  return (
    <Line
      {...place}
      pieces={[
        { text: ` ${text("candidates.how")} `, cells: widthOf(text("candidates.how")) + 2, meaning: "faint" },
        ...labels.slice(first).flatMap((label, index) => [
          {
            text: isLinear() && first + index === at ? `${here}${label}` : label,
            cells: widthOf(label),
            inverse: first + index === at,
          },
          { text: "  ", cells: 2 },
        ]),
      ]}
    />
  );
}
