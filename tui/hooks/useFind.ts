/** Finds words in the lines of a page, from the cursor on, round and round, as pagers do. */
import { useState } from "react";
import { folded } from "../../src/search/words.ts";
import type { PromptQuestion } from "../ground.ts";
import { text } from "../messages.ts";
import type { PageLine } from "../pages/page.ts";
import type { Notices } from "./useNotice.ts";

export interface Find {
  /** What asks for the words; undefined: nothing does. */
  readonly question: PromptQuestion | undefined;
  readonly ask: () => void;
  readonly leave: () => void;
  /** @param step 1 for the next line that has them, -1 for the one before */
  readonly next: (step: number) => void;
}

export function useFind(
  lines: readonly PageLine[],
  at: number,
  go: (line: number) => void,
  notices: Pick<Notices, "say">,
  /** What was last looked for, on whatever page. */
  sought: { current: string },
): Find {
  const [asking, setAsking] = useState(false);
  const find = (words: string, step: number): void => {
    if (words === "") return;
    const found = lines.flatMap(({ text: line, aside = "" }, index) =>
      folded(`${line} ${aside}`).includes(folded(words)) ? [index] : [],
    );
    const onward = step > 0 ? found.find((index) => index > at) : found.findLast((index) => index < at);
    const target = onward ?? (step > 0 ? found[0] : found.at(-1));
    if (target === undefined) {
      notices.say(text("say.notOnPage", { words }));
      return;
    }
    if (onward === undefined) notices.say(text(step > 0 ? "say.hitsFromStart" : "say.hitsFromEnd"));
    go(target);
  };
  const ask = (): void => setAsking(true);
  const leave = (): void => setAsking(false);
  const question: PromptQuestion = {
    kind: "prompt",
    label: text("ask.find"),
    start: "",
    done: (words) => {
      leave();
      sought.current = words;
      find(words, 1);
    },
  };
  return {
    question: asking ? question : undefined,
    ask,
    leave,
    next: (step) => (sought.current === "" ? ask() : find(sought.current, step)),
  };
}
