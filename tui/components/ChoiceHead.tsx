/** What is chosen, and what was typed to narrow it. Draws only. */

import { language, text } from "../messages.ts";
import { withColon } from "../text/colon.ts";
import { widthOf } from "../text/safe.ts";
import { isLinear } from "../theme.ts";
import { Line } from "./Line.tsx";

export function ChoiceHead(props: {
  readonly title: string;
  readonly typed: string;
  /** The keys, while nothing was typed and there is room. */
  readonly how: string;
  /** How many are not shown, and found by typing. */
  readonly more: number;
  readonly width: number;
}) {
  const { title, typed, width } = props;
  const edge = isLinear() ? "" : " ";
  const heading = `${edge}${title.includes("?") ? `${title} ` : withColon(title, "")}`;
  // What is typed stays in sight.
  const titleCells = Math.min(widthOf(heading), Math.max(0, width - Math.max(8, widthOf(typed) + 2)));
  const left = props.more === 0 ? "" : text("choice.more", { left: props.more.toLocaleString(language()) });
  const how = ` ${[left, typed === "" ? props.how : ""].filter((words) => words !== "").join(" · ")}`;
  const room = width - titleCells - widthOf(typed) - 1;
  const told = widthOf(how) <= room ? how : left !== "" && widthOf(left) < room ? ` ${left}` : "";
  return (
    <Line
      width={width}
      pieces={[
        { text: heading, cells: titleCells, meaning: "title", bold: true },
        { text: typed, cells: widthOf(typed), goesOn: true },
        { text: isLinear() ? "" : " ", cells: 1, inverse: true, caret: true },
        { text: told, meaning: "faint", apart: true },
      ]}
    />
  );
}
