/** One line to type into, in place of the footer; above it what was wrong with it, and how it may go on. */

import { useState } from "react";
import { harmless } from "../../src/harmless.ts";
import type { PromptQuestion } from "../ground.ts";
import { edited, isEdit, lineOf, useLine } from "../hooks/useWriting.ts";
import { useKeys } from "../keys/Keyboard.tsx";
import { keysOf } from "../keys/keys.ts";
import { insert, textOf } from "../text/buffer.ts";
import { withColon } from "../text/colon.ts";
import { hiddenMark } from "../text/marks.ts";
import { widthOf } from "../text/safe.ts";
import { wrap } from "../text/wrap.ts";
import { Candidates } from "./Candidates.tsx";
import { fieldPieces } from "./Field.tsx";
import { Line } from "./Line.tsx";

export function Prompt(props: {
  readonly question: PromptQuestion;
  readonly width: number;
  readonly done: (text: string) => void | Promise<void>;
  readonly leave: () => void;
}) {
  const { question, width } = props;
  const { complete } = question;
  const [writing, setWriting] = useLine(question.start);
  const [chosen, setChosen] = useState(0);
  const written = textOf(writing);
  const candidates = complete?.(written.slice(0, writing.column)) ?? [];
  const at = Math.max(0, Math.min(chosen, candidates.length - 1));
  useKeys({
    layer: "overlay",
    bindings: keysOf("prompt"),
    run: (command) => {
      switch (command) {
        case "done":
          return props.done(written);
        case "leave":
          return props.leave();
        case "down":
          return setChosen(Math.min(at + 1, candidates.length - 1));
        case "up":
          return setChosen(Math.max(at - 1, 0));
        case "complete": {
          const taken = candidates[at];
          if (taken === undefined) return;
          setWriting(() => {
            const whole = lineOf(taken.text + written.slice(writing.column));
            return { ...whole, column: taken.text.length };
          });
          return setChosen(0);
        }
        default:
          if (isEdit(command)) setWriting((old) => edited(old, command));
          return setChosen(0);
      }
    },
    type: (text) => {
      setWriting((old) => insert(old, harmless(text.replace(/\s+/g, " "))));
      setChosen(0);
    },
  });
  // One mark for each unit of the text, so that the cursor stands where it is.
  const shown = question.secret === true ? hiddenMark().repeat(written.length) : written;
  const label = ` ${withColon(question.label, "")}`;
  const cells = Math.min(widthOf(label), Math.max(0, width - 20));
  const wrong = wrongLines(question, width);
  return (
    <>
      {wrong.map((words, index) => (
        <Line
          key={words}
          {...(index === 0 && { isFoot: true })}
          width={width}
          pieces={[{ text: ` ${words}`, meaning: "alarm", bold: true }]}
        />
      ))}
      {complete !== undefined && (
        <Candidates
          {...(wrong.length === 0 && { isFoot: true })}
          labels={candidates.map((one) => one.label)}
          at={at}
          width={width}
        />
      )}
      <Line
        {...(wrong.length === 0 && complete === undefined && { isFoot: true })}
        width={width}
        pieces={[
          { text: label, cells, meaning: "title", bold: true },
          ...fieldPieces(shown, writing.column, width - cells),
        ]}
      />
    </>
  );
}

/** Lines that it takes. */
export function promptRows(question: PromptQuestion, width: number): number {
  return wrongLines(question, width).length + (question.complete === undefined ? 0 : 1) + 1;
}

function wrongLines({ wrong }: PromptQuestion, width: number): readonly string[] {
  return wrong === undefined ? [] : wrap(wrong, width - 2).slice(0, 3);
}
