/** One line to type into, in place of the footer. */
import { Text, useInput } from "ink";
import { useState } from "react";
import { safeLine } from "../text/safe.ts";

export function Prompt(props: {
  readonly label: string;
  readonly start?: string;
  readonly done: (text: string | undefined) => void;
}) {
  const [text, setText] = useState(props.start ?? "");
  useInput((input, key) => {
    // A fast hand or a paste brings the line and its end in one piece.
    const [typed = "", ...more] = input.split(/[\r\n]/);
    if (key.return) props.done(text);
    else if (more.length > 0) props.done(text + safeLine(typed));
    else if (key.escape) props.done(undefined);
    else if (key.backspace || key.delete) setText((old) => Array.from(old).slice(0, -1).join(""));
    else if (!key.ctrl && !key.meta) setText((old) => old + (input === " " ? " " : safeLine(input)));
  });
  return (
    <Text wrap="truncate-start">
      {props.label}: {text}
      <Text inverse> </Text>
    </Text>
  );
}
