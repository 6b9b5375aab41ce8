/** Several of a list: each is marked or not; typing narrows it. With its keys in the last line. */
import { Box } from "ink";
import { useMemo, useState } from "react";
import type { MarksQuestion } from "../ground.ts";
import { useNarrowed } from "../hooks/useNarrowed.ts";
import { useKeys } from "../keys/Keyboard.tsx";
import { keysOf } from "../keys/keys.ts";
import { text } from "../messages.ts";
import { pointedAt } from "../mouse.ts";
import { until } from "../scrolling.ts";
import { onMark } from "../text/marks.ts";
import { ChoiceHead } from "./ChoiceHead.tsx";
import { Footer } from "./Footer.tsx";
import { type Item, ItemLine, itemRows } from "./ItemLine.tsx";
import { Line } from "./Line.tsx";
import { Rest } from "./Rest.tsx";

/** Row of the screen, from 1, where the items begin. */
const head = 3;

export function Marks(props: {
  readonly question: MarksQuestion;
  readonly height: number;
  readonly width: number;
  readonly leave: () => void;
}) {
  const { question, height, width } = props;
  const [marked, setMarked] = useState(question.marked);
  const all = useMemo(() => withTyped(question.items, marked), [question.items, marked]);
  const narrowed = useNarrowed(all, question.lookUp);
  const [at, setAt] = useState(0);
  const typed = narrowed.typed.trim();
  const own = question.open && typed !== "" && narrowed.items.length === 0;
  const items = own ? [{ value: typed, label: typed }] : narrowed.items;
  const current = Math.max(0, Math.min(at, items.length - 1));
  const room = Math.max(height - 2, 1);
  const { first, end, free } = until(current, items.length, room, (index) =>
    itemRows(items[index], onMark(true), width),
  );
  const toggle = async (index: number): Promise<void> => {
    const value = (own ? items : await narrowed.settled())[index]?.value;
    if (value === undefined) return;
    setMarked((old) => (old.includes(value) ? old.filter((one) => one !== value) : [...old, value]));
    narrowed.clear();
    // What was typed is looked for no longer: the next one is any of them.
    const place = all.findIndex((item) => item.value === value);
    setAt(place < 0 ? all.length : place);
  };
  const bindings = keysOf("marks");
  useKeys({
    layer: "overlay",
    bindings,
    run: (command, row) => {
      switch (command) {
        case "toggle":
          return toggle(current);
        case "done":
          return question.done(marked);
        case "down":
          return setAt(Math.min(current + 1, items.length - 1));
        case "up":
          return setAt(Math.max(current - 1, 0));
        case "leave":
          return props.leave();
        case "point": {
          const pointed = pointedAt(row, { head, first, room, total: items.length });
          return pointed === undefined ? undefined : toggle(pointed);
        }
        case "erase":
          return narrowed.erase();
      }
    },
    type: (more) => {
      narrowed.type(more);
      setAt(0);
    },
  });
  return (
    <>
      <Box flexDirection="column" height={height - 1}>
        <ChoiceHead
          title={question.title}
          typed={narrowed.typed}
          how={text("marks.how")}
          more={narrowed.more}
          width={width}
        />
        {items.length === 0 && (
          <Line
            width={width}
            pieces={[{ text: `   ${text(narrowed.typed === "" ? "admin.none" : "choice.none")}`, meaning: "faint" }]}
          />
        )}
        {items.slice(first, end).map((item, index) => (
          <ItemLine
            key={item.value}
            item={item}
            mark={onMark(marked.includes(item.value))}
            current={first + index === current}
            width={width}
          />
        ))}
        <Rest rows={free} width={width} />
      </Box>
      <Footer notice={undefined} bindings={bindings} width={width} />
    </>
  );
}

/** What was typed and marked stays in sight. */
function withTyped(items: readonly Item[], marked: readonly string[]): readonly Item[] {
  const known = new Set(items.map(({ value }) => value));
  return [...items, ...marked.filter((one) => !known.has(one)).map((value) => ({ value, label: value }))];
}
