/** The keys of a screen, from the table; in two columns where there is room, scrolled where there is not. */
import { Box } from "ink";
import { useState } from "react";
import { useKeys } from "../keys/Keyboard.tsx";
import { helpOf, keysOf, shown, withoutMouse } from "../keys/keys.ts";
import type { Binding } from "../keys/table.ts";
import { text } from "../messages.ts";
import { hasMouse } from "../mouse.ts";
import { widthOf } from "../text/safe.ts";
import { isLinear } from "../theme.ts";
import { Line } from "./Line.tsx";

/** Of the column of keys, without its edges. */
const keyCells = 9;

export function Help(props: {
  readonly bindings: readonly Binding[];
  readonly height: number;
  readonly width: number;
  readonly leave: () => void;
}) {
  const { height, width, leave } = props;
  const [top, setTop] = useState(0);
  const { bindings, columns, rows, room, last } = layoutOf(props.bindings, height, width);
  useKeys({
    layer: "overlay",
    bindings: keysOf("help"),
    run: (command) => {
      if (command === "leave") leave();
      else setTop((old) => Math.min(last, Math.max(0, old + (command === "down" ? 1 : -1))));
    },
  });
  const cell = Math.floor(width / columns);
  const entry = (binding: Binding | undefined) =>
    binding === undefined
      ? []
      : [
          { text: ` ${shownKeys(binding)}`, cells: keyCells + 2, bold: true, label: true as const },
          { text: helpOf(binding), cells: cell - keyCells - 2 },
        ];
  const more = last > 0 ? text("help.scroll") : "";
  return (
    <Box flexDirection="column" height={height}>
      <Line width={width} pieces={[{ text: ` ${text("help.title")} ${more}`, meaning: "title", bold: true }]} />
      {Array.from({ length: Math.min(room, rows) }, (_, index) => index + top).map((row) => (
        <Line key={row} width={width} pieces={[...entry(bindings[row]), ...entry(bindings[row + rows])]} />
      ))}
    </Box>
  );
}

/** What the footer says below it: nothing of more where all is seen. */
export function helpKeys(bindings: readonly Binding[], height: number, width: number): readonly Binding[] {
  const { last } = layoutOf(bindings, height, width);
  return keysOf("help").filter(({ command }) => last > 0 || command === "leave");
}

function layoutOf(own: readonly Binding[], height: number, width: number) {
  const all = [...own, ...keysOf("anywhere")];
  const bindings = hasMouse() ? all : withoutMouse(all);
  const columns = width >= 76 && !isLinear() ? 2 : 1;
  const rows = Math.ceil(bindings.length / columns);
  const room = Math.max(1, height - 2);
  return { bindings, columns, rows, room, last: Math.max(0, rows - room) };
}

/** As many of its keys as fit, in the table's order. */
function shownKeys({ keys }: Binding): string {
  let line = "";
  for (const key of keys.map(shown)) {
    const longer = line === "" ? key : `${line} ${key}`;
    if (line === "" || widthOf(longer) <= keyCells) line = longer;
  }
  return line;
}
