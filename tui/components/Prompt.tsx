/** One line to type into, in place of the footer. */
import { Text } from "ink";
import { useState } from "react";
import { useKeys } from "../keys/Keyboard.tsx";
import { screens } from "../keys/keys.ts";
import { safeLine } from "../text/safe.ts";

export function Prompt(props: {
  readonly label: string;
  readonly start?: string;
  readonly done: (text: string | undefined) => void;
}) {
  const [text, setText] = useState(props.start ?? "");
  useKeys({
    layer: "overlay",
    bindings: screens.prompt,
    run: (command) =>
      ({
        done: () => props.done(text),
        leave: () => props.done(undefined),
        erase: () => setText((old) => Array.from(old).slice(0, -1).join("")),
      })[command](),
    type: (typed) => setText((old) => old + (typed === " " ? " " : safeLine(typed))),
  });
  return (
    <Text wrap="truncate-start">
      {props.label}: {text}
      <Text inverse> </Text>
    </Text>
  );
}
