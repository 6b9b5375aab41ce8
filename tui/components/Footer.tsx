/** The last line: what was done or went wrong, else the keys of the screen. */
import { Text } from "ink";
import type { Notice } from "../hooks/useNotice.ts";
import { type Binding, hintsOf } from "../keys/keys.ts";
import { widthOf } from "../text/safe.ts";
import { colour } from "../theme.ts";
import { Line } from "./Line.tsx";

export function Footer(props: {
  readonly notice: Notice | undefined;
  readonly bindings: readonly Binding[];
  readonly width: number;
}) {
  const { notice, bindings, width } = props;
  if (notice !== undefined) {
    const meaning = notice.kind === "wrong" ? "alarm" : "good";
    return <Line width={width} pieces={[{ text: ` ${notice.text}`, meaning, bold: notice.kind === "wrong" }]} />;
  }
  return <Hints bindings={bindings} width={width} />;
}

/** As many keys as fit; the one for help always. */
export function Hints({ bindings, width }: { readonly bindings: readonly Binding[]; readonly width: number }) {
  const hints = hintsOf(bindings);
  const cells = (hint: (typeof hints)[number]): number => widthOf(hint.key) + widthOf(hint.text) + 3;
  const last = hints.at(-1);
  let room = width - 1 - (last === undefined ? 0 : cells(last));
  const fitting = hints.slice(0, -1).filter((hint) => {
    room -= cells(hint);
    return room >= 0;
  });
  return (
    <Text wrap="truncate">
      {" "}
      {[...fitting, ...(last === undefined ? [] : [last])].map(({ key, text }) => (
        <Text key={key}>
          <Text bold>{key}</Text>
          <Text {...colour("faint")}>{` ${text}  `}</Text>
        </Text>
      ))}
    </Text>
  );
}
