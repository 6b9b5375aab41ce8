/** The last line: what was done or went wrong, else the keys of the screen, or how a sequence of keys may go on. */
import { Text } from "ink";
import type { Notice } from "../hooks/useNotice.ts";
import { type Hint, hintsOf } from "../keys/keys.ts";
import type { Binding } from "../keys/table.ts";
import { text } from "../messages.ts";
import { safeLine, widthOf } from "../text/safe.ts";
import { isLinear, paint } from "../theme.ts";
import { LastLines } from "./LastLines.tsx";
import { Line } from "./Line.tsx";

/** Of what is told. */
const mostRows = 3;

export function Footer(props: {
  readonly notice: Notice | undefined;
  readonly bindings: readonly Binding[];
  readonly width: number;
  /** The start of a sequence. */
  readonly pending?: string;
}) {
  const { notice, bindings, width, pending = "" } = props;
  if (notice !== undefined && pending === "") {
    const style = { meaning: notice.kind === "wrong" ? "alarm" : "good", bold: notice.kind === "wrong" } as const;
    const words = safeLine(notice.text);
    if (isLinear()) return <Line isFoot width={width} pieces={[{ text: words, ...style }]} />;
    return <LastLines words={words} most={mostRows} style={style} width={width} />;
  }
  return <Hints bindings={bindings} width={width} pending={pending} />;
}

/** As many keys as fit; the one for help always. */
export function Hints(props: {
  readonly bindings: readonly Binding[];
  readonly width: number;
  readonly pending?: string;
}) {
  const { pending = "", width } = props;
  const hints = hintsOf(props.bindings, pending);
  const last = hints.at(-1);
  const before = hints.slice(0, -1);
  const within = (room: number): number => {
    let left = room - 1 - (last === undefined ? 0 : cellsOf(last));
    const cut = before.findIndex((hint) => {
      left -= cellsOf(hint);
      return left < 0;
    });
    return cut < 0 ? before.length : cut;
  };
  const fitting = within(width);
  // After the start of a sequence nothing else tells that it can go on in more ways.
  const more = pending !== "" && fitting < before.length;
  const words = [
    ...before.slice(0, more ? within(width - widthOf(ellipsis())) : fitting).map(inWords),
    ...(more ? [ellipsis()] : []),
    ...(last === undefined ? [] : [inWords(last)]),
  ];
  if (isLinear())
    return (
      <Line isFoot width={width} pieces={[{ text: words.map((word) => word.trim()).join(", "), verbatim: true }]} />
    );
  return <Text wrap="truncate">{` ${words.join("")}`}</Text>;
}

/** There is more than is shown. */
function ellipsis(): string {
  return isLinear() ? `${text("heard.andMore")}  ` : "…  ";
}

function cellsOf({ key, text }: Hint): number {
  return widthOf(key) + widthOf(text) + 3;
}

function inWords({ key, text }: Hint): string {
  return `${paint(key, { bold: true })} ${paint(text, { meaning: "faint" })}  `;
}
