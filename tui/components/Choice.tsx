/** A list to choose from, narrowed by typing: fuzzy, the best first. */
import { Box } from "ink";
import { useMemo, useState } from "react";
import { useChoicePreview } from "../hooks/useChoicePreview.ts";
import { useKeys } from "../keys/Keyboard.tsx";
import { keysOf } from "../keys/keys.ts";
import { text } from "../messages.ts";
import { pointedAt } from "../mouse.ts";
import { finderOf } from "../text/fuzzy.ts";
import { widthOf } from "../text/safe.ts";
import { wrap } from "../text/wrap.ts";
import { Line } from "./Line.tsx";

export interface Item {
  readonly value: string;
  readonly label: string;
  /** Another name that it is found by when it is typed. */
  readonly alias?: string;
  /** On the right edge: the keys that do the same. */
  readonly aside?: string;
}

/** Row of the screen, from 1, where the items begin. */
const head = 3;

export function Choice(props: {
  readonly title: string;
  readonly items: readonly Item[];
  readonly height: number;
  readonly width: number;
  readonly preview?: ((value: string) => Promise<string>) | undefined;
  readonly chosen: (value: string) => void | Promise<void>;
  readonly leave: () => void;
}) {
  const { title, height, width } = props;
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const finder = useMemo(
    () => finderOf(props.items, ({ label, alias = "" }) => `${label} ${alias}`.trimEnd()),
    [props.items],
  );
  const items = useMemo(
    () => (typed === "" ? props.items : finder.find(typed).map(({ item }) => item)),
    [finder, typed, props.items],
  );
  const current = Math.max(0, Math.min(at, items.length - 1));
  const all = Math.max(height - 2, 1);
  const room = props.preview === undefined ? all : Math.max(1, Math.min(items.length, Math.floor(all * 0.4)));
  const first = Math.max(0, current - room + 1);
  useKeys({
    layer: "overlay",
    bindings: keysOf("choice"),
    run: (command, row) => {
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
        case "point": {
          const pointed = pointedAt(row, { head, first, room, total: items.length });
          const item = items[pointed ?? -1];
          if (pointed === undefined || item === undefined) return;
          return pointed === current ? props.chosen(item.value) : setAt(pointed);
        }
        case "erase":
          return setTyped((old) => old.slice(0, -1));
      }
    },
    type: (more) => {
      setTyped((old) => old + more.replace(/\s+/g, " "));
      setAt(0);
    },
  });
  // What is typed stays in sight.
  const titleCells = Math.min(widthOf(title) + 3, Math.max(0, width - Math.max(8, widthOf(typed) + 2)));
  const how = ` ${text("choice.how")}`;
  const previewed = useChoicePreview(props.preview, items[current]?.value);
  return (
    <Box flexDirection="column" height={height}>
      <Line
        width={width}
        pieces={[
          { text: ` ${title}: `, cells: titleCells, meaning: "title", bold: true },
          { text: typed, cells: widthOf(typed) },
          { text: " ", cells: 1, inverse: true },
          { text: typed === "" && titleCells + 1 + widthOf(how) <= width ? how : "", meaning: "faint" },
        ]}
      />
      {items.length === 0 && <Line width={width} pieces={[{ text: `   ${text("choice.none")}`, meaning: "faint" }]} />}
      {items.slice(first, first + room).map(({ value, label, aside = "" }, index) => (
        <Line
          key={value}
          width={width}
          inverse={first + index === current}
          pieces={[
            { text: `   ${label}`, cells: width - widthOf(aside) - 2 },
            { text: aside, cells: widthOf(aside), meaning: "faint" },
          ]}
        />
      ))}
      {props.preview !== undefined && (
        <Preview words={previewed ?? ""} height={height - 1 - Math.max(room, 1)} width={width} />
      )}
    </Box>
  );
}

function Preview({
  words,
  height,
  width,
}: {
  readonly words: string;
  readonly height: number;
  readonly width: number;
}) {
  return (
    <>
      <Line width={width} pieces={[{ text: "─".repeat(width), meaning: "faint" }]} />
      {wrap(words, width - 4)
        .slice(0, Math.max(0, height - 1))
        .map((line, index) => {
          // A line of the screen has no other identity than its place.
          const place = `${index}`;
          return <Line key={place} width={width} pieces={[{ text: `   ${line}` }]} />;
        })}
    </>
  );
}
