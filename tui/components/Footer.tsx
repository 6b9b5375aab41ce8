/** The last line: what was done or went wrong, else the keys of the screen, or how a sequence of keys may go on. */
import { Text } from "ink";
import type { Notice } from "../hooks/useNotice.ts";
import { hintsOf } from "../keys/keys.ts";
import type { Binding } from "../keys/table.ts";
import { safeLine, widthOf } from "../text/safe.ts";
import { paint } from "../theme.ts";
import { Line } from "./Line.tsx";

export function Footer(props: {
  readonly notice: Notice | undefined;
  readonly bindings: readonly Binding[];
  readonly width: number;
  /** The start of a sequence. */
  readonly pending?: string;
}) {
  const { notice, bindings, width, pending = "" } = props;
  if (notice !== undefined && pending === "") {
    const meaning = notice.kind === "wrong" ? "alarm" : "good";
    return (
      <Line width={width} pieces={[{ text: ` ${safeLine(notice.text)}`, meaning, bold: notice.kind === "wrong" }]} />
    );
  }
  return <Hints bindings={bindings} width={width} pending={pending} />;
}

/** As many keys as fit; the one for help always. */
export function Hints(props: {
  readonly bindings: readonly Binding[];
  readonly width: number;
  readonly pending?: string;
}) {
  const hints = hintsOf(props.bindings, props.pending);
  const cells = (hint: (typeof hints)[number]): number => widthOf(hint.key) + widthOf(hint.text) + 3;
  const last = hints.at(-1);
  let room = props.width - 1 - (last === undefined ? 0 : cells(last));
  const fitting = hints.slice(0, -1).filter((hint) => {
    room -= cells(hint);
    return room >= 0;
  });
  const shown = [...fitting, ...(last === undefined ? [] : [last])].map(
    ({ key, text }) => `${paint(key, { bold: true })} ${paint(text, { meaning: "faint" })}  `,
  );
  return <Text wrap="truncate">{` ${shown.join("")}`}</Text>;
}
