/** A list to choose from, narrowed by typing: fuzzy, the best first. */
import { Box } from "ink";
import { useState } from "react";
import type { LookUp } from "../ground.ts";
import { useChoicePreview } from "../hooks/useChoicePreview.ts";
import { useNarrowed } from "../hooks/useNarrowed.ts";
import { useKeys } from "../keys/Keyboard.tsx";
import { keysOf } from "../keys/keys.ts";
import { text } from "../messages.ts";
import { pointedAt } from "../mouse.ts";
import { until } from "../scrolling.ts";
import { wrap } from "../text/wrap.ts";
import { ChoiceHead } from "./ChoiceHead.tsx";
import { type Item, ItemLine, itemRows } from "./ItemLine.tsx";
import { Line } from "./Line.tsx";
import { Rest } from "./Rest.tsx";

/** Row of the screen, from 1, where the items begin. */
const head = 3;

export function Choice(props: {
  readonly title: string;
  readonly items: readonly Item[];
  readonly lookUp?: LookUp | undefined;
  readonly height: number;
  readonly width: number;
  /** The item that the cursor is on at first. */
  readonly at?: string | undefined;
  readonly preview?: ((value: string) => Promise<string>) | undefined;
  readonly chosen: (value: string) => void | Promise<void>;
  readonly leave: () => void;
}) {
  const { title, height, width } = props;
  const { typed, items, more, settled, type, erase } = useNarrowed(props.items, props.lookUp);
  const [at, setAt] = useState(() => props.items.findIndex(({ value }) => value === props.at));
  const current = Math.max(0, Math.min(at, items.length - 1));
  const all = Math.max(height - 2, 1);
  const room = props.preview === undefined ? all : Math.max(1, Math.min(items.length, Math.floor(all * 0.4)));
  const { first, end, free } = until(current, items.length, room, (index) => itemRows(items[index], "  ", width));
  const choose = async (): Promise<void> => {
    const item = (await settled())[current];
    if (item !== undefined) await props.chosen(item.value);
  };
  useKeys({
    layer: "overlay",
    bindings: keysOf("choice"),
    run: (command, row) => {
      switch (command) {
        case "down":
          return setAt(Math.min(current + 1, items.length - 1));
        case "up":
          return setAt(Math.max(current - 1, 0));
        case "choose":
          return choose();
        case "leave":
          return props.leave();
        case "point": {
          const pointed = pointedAt(row, { head, first, room, total: items.length });
          const item = items[pointed ?? -1];
          if (pointed === undefined || item === undefined) return;
          return pointed === current ? props.chosen(item.value) : setAt(pointed);
        }
        case "erase":
          return erase();
      }
    },
    type: (more) => {
      type(more);
      setAt(0);
    },
  });
  const previewed = useChoicePreview(props.preview, items[current]?.value);
  return (
    <Box flexDirection="column" height={height}>
      <ChoiceHead title={title} typed={typed} how={text("choice.how")} more={more} width={width} />
      {items.length === 0 && (
        <Line
          width={width}
          pieces={[{ text: `   ${text(typed === "" ? "admin.none" : "choice.none")}`, meaning: "faint" }]}
        />
      )}
      {items.slice(first, end).map((item, index) => (
        <ItemLine key={item.value} item={item} mark="  " current={first + index === current} width={width} />
      ))}
      {props.preview === undefined && <Rest rows={free} width={width} />}
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
