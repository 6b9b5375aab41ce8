/** One line to type into, in place of the footer. */
import { edited, isEdit, useLine } from "../hooks/useWriting.ts";
import { useKeys } from "../keys/Keyboard.tsx";
import { keysOf } from "../keys/keys.ts";
import { insert, textOf } from "../text/buffer.ts";
import { harmless, widthOf } from "../text/safe.ts";
import { fieldPieces } from "./Field.tsx";
import { Line } from "./Line.tsx";

export function Prompt(props: {
  readonly label: string;
  readonly start: string;
  readonly width: number;
  readonly done: (text: string) => void | Promise<void>;
  readonly leave: () => void;
}) {
  const [writing, setWriting] = useLine(props.start);
  useKeys({
    layer: "overlay",
    bindings: keysOf("prompt"),
    run: (command) => {
      if (command === "done") return props.done(textOf(writing));
      if (command === "leave") return props.leave();
      if (isEdit(command)) setWriting((old) => edited(old, command));
    },
    type: (text) => setWriting((old) => insert(old, harmless(text.replace(/\s+/g, " ")))),
  });
  const label = ` ${props.label}: `;
  const cells = Math.min(widthOf(label), Math.max(0, props.width - 20));
  return (
    <Line
      width={props.width}
      pieces={[
        { text: label, cells, meaning: "title", bold: true },
        ...fieldPieces(textOf(writing), writing.column, props.width - cells),
      ]}
    />
  );
}
