/** What is chosen, and what was typed to narrow it. Draws only. */
import { widthOf } from "../text/safe.ts";
import { Line } from "./Line.tsx";

export function ChoiceHead(props: {
  readonly title: string;
  readonly typed: string;
  /** The keys, while nothing was typed and there is room. */
  readonly how: string;
  readonly width: number;
}) {
  const { title, typed, width } = props;
  // What is typed stays in sight.
  const titleCells = Math.min(widthOf(title) + 3, Math.max(0, width - Math.max(8, widthOf(typed) + 2)));
  const how = ` ${props.how}`;
  return (
    <Line
      width={width}
      pieces={[
        { text: ` ${title}: `, cells: titleCells, meaning: "title", bold: true },
        { text: typed, cells: widthOf(typed) },
        { text: " ", cells: 1, inverse: true },
        { text: typed === "" && titleCells + 1 + widthOf(how) <= width ? how : "", meaning: "faint" },
      ]}
    />
  );
}
