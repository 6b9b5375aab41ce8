/** A short list to choose one name from, narrowed by typing. */
import { Box, Text } from "ink";
import { useState } from "react";
import { useKeys } from "../keys/Keyboard.tsx";
import { screens } from "../keys/keys.ts";
import { inCells } from "../text/safe.ts";
import { colour } from "../theme.ts";

export function Choice(props: {
  readonly title: string;
  readonly names: readonly string[];
  readonly height: number;
  readonly width: number;
  readonly done: (name: string | undefined) => void;
}) {
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const names = props.names.filter((name) => name.toLowerCase().includes(typed.toLowerCase()));
  const chosen = Math.min(at, Math.max(names.length - 1, 0));
  useKeys({
    layer: "overlay",
    bindings: screens.choice,
    run: (command) =>
      ({
        down: () => setAt(Math.min(chosen + 1, names.length - 1)),
        up: () => setAt(Math.max(chosen - 1, 0)),
        choose: () => props.done(names[chosen]),
        leave: () => props.done(undefined),
        erase: () => setTyped((old) => old.slice(0, -1)),
      })[command](),
    type: (text) => setTyped((old) => old + text),
  });
  const room = Math.max(props.height - 2, 1);
  const first = Math.max(0, chosen - room + 1);
  return (
    <Box flexDirection="column" height={props.height}>
      <Text bold {...colour("title")}>
        {inCells(`${props.title}: ${typed}_  (type to narrow, Enter to choose, Esc to leave)`, props.width)}
      </Text>
      {names.slice(first, first + room).map((name, index) => (
        <Text key={name} inverse={first + index === chosen}>
          {inCells(name, props.width)}
        </Text>
      ))}
    </Box>
  );
}
