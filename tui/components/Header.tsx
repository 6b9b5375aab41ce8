/** The first line: where the agent is, what waits in which queue, who they are, whether the daemon is there. */
import type { QueueSummary } from "../../src/api/ticket.ts";
import { text } from "../messages.ts";
import { dueMark, unreadMark } from "../text/marks.ts";
import { widthOf } from "../text/safe.ts";
import { isLinear } from "../theme.ts";
import { Line, type Piece } from "./Line.tsx";

export function Header(props: {
  readonly where: string;
  /** Empty where the sidebar shows them. */
  readonly queues: readonly QueueSummary[];
  readonly login: string;
  readonly alive: boolean;
  readonly width: number;
}) {
  const { where, queues, login, alive, width } = props;
  const all = queues
    .filter(({ open }) => open > 0)
    .map(({ name, open, unread, escalating }) =>
      [
        `${name} ${open}`,
        ...(unread > 0 ? [unreadMark(unread)] : []),
        ...(escalating > 0 ? [dueMark(escalating)] : []),
      ].join(isLinear() ? ", " : " "),
    );
  const waiting = (isLinear() ? fitting(all, width - widthOf(`gotrs ${where}, , ${login}`)) : all).join("  ");
  const right = alive ? ` ${login} ` : ` ${text("header.offline")} `;
  const left: Piece = {
    text: isLinear() ? `gotrs ${where}` : ` gotrs  ${where}`,
    cells: Math.min(widthOf(where) + 10, width - widthOf(right)),
    bold: true,
  };
  const middle = Math.max(0, width - (left.cells ?? 0) - widthOf(right));
  return (
    <Line
      {...(!isLinear() && { inverse: alive })}
      width={width}
      pieces={[
        { ...left, inverse: !alive },
        { text: waiting, cells: middle, inverse: !alive },
        { text: right, cells: widthOf(right), bold: !alive, inverse: !alive, meaning: alive ? undefined : "alarm" },
      ]}
    />
  );
}

/** A line that is said each time something comes names no more queues than have room in one: the overview has them all. */
function fitting(queues: readonly string[], width: number): readonly string[] {
  const left = (from: number): readonly string[] => (from === 0 ? [] : [text("heard.moreQueues", { count: from })]);
  for (let kept = queues.length; kept > 0; kept -= 1) {
    const some = [...queues.slice(0, kept), ...left(queues.length - kept)];
    if (widthOf(some.join(", ")) <= width) return some;
  }
  return left(queues.length);
}
