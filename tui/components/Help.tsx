/** The keys of a screen, from the table. */
import { Box, Text } from "ink";
import { useKeys } from "../keys/Keyboard.tsx";
import { type Binding, screens, shown } from "../keys/keys.ts";
import { inCells } from "../text/safe.ts";
import { colour } from "../theme.ts";

export function Help(props: {
  readonly bindings: readonly Binding[];
  readonly height: number;
  readonly width: number;
  readonly done: () => void;
}) {
  useKeys({ layer: "overlay", bindings: screens.help, run: props.done });
  const lines = props.bindings.map(({ keys, help }) => `  ${keys.map(shown).join(" ").padEnd(16)} ${help}`);
  return (
    <Box flexDirection="column" height={props.height}>
      <Text bold {...colour("title")}>
        {inCells("Keys of this screen (Esc leaves)", props.width)}
      </Text>
      {lines.slice(0, props.height - 1).map((line) => (
        <Text key={line}>{inCells(line, props.width)}</Text>
      ))}
    </Box>
  );
}
