/** A short list to choose from, narrowed by typing. */
import { Box } from "ink";
import { useState } from "react";
import { useKeys } from "../keys/Keyboard.tsx";
import { screens } from "../keys/keys.ts";
import { Line } from "./Line.tsx";

export interface Item {
  readonly value: string;
  readonly label: string;
}

export function Choice(props: {
  readonly title: string;
  readonly items: readonly Item[];
  readonly height: number;
  readonly width: number;
  readonly chosen: (value: string) => void | Promise<void>;
  readonly leave: () => void;
}) {
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const items = props.items.filter(({ label }) => label.toLowerCase().includes(typed.toLowerCase()));
  const current = Math.max(0, Math.min(at, items.length - 1));
  useKeys({
    layer: "overlay",
    bindings: screens.choice,
    run: (command) => {
      switch (command) {
        case "down":
          return setAt(Math.min(current + 1, items.length - 1));
        case "up":
          return setAt(Math.max(current - 1, 0));
        case "choose": {
          const item = items[current];
          return item === undefined ? undefined : props.chosen(item.value);
        }
        case "leave":
          return props.leave();
        case "erase":
          return setTyped((old) => old.slice(0, -1));
      }
    },
    type: (text) => {
      setTyped((old) => old + text.replace(/\s+/g, " "));
      setAt(0);
    },
  });
  const room = Math.max(props.height - 2, 1);
  const first = Math.max(0, current - room + 1);
  return (
    <Box flexDirection="column" height={props.height}>
      <Line
        width={props.width}
        pieces={[
          { text: ` ${props.title}: `, cells: props.title.length + 3, meaning: "title", bold: true },
          { text: typed, cells: typed.length },
          { text: " ", cells: 1, inverse: true },
          { text: typed === "" ? " type to narrow, Enter chooses, Esc leaves" : "", meaning: "faint" },
        ]}
      />
      {items.length === 0 && <Line width={props.width} pieces={[{ text: "   nothing like that", meaning: "faint" }]} />}
      {items.slice(first, first + room).map(({ value, label }, index) => (
        <Line key={value} width={props.width} inverse={first + index === current} pieces={[{ text: `   ${label}` }]} />
      ))}
    </Box>
  );
}
