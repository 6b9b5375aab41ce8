/** What asks over the screen, and what becomes of the answer. */
import { useState } from "react";
import type { Question } from "../ground.ts";
import { messageOf } from "./useNotice.ts";

export interface Asking {
  readonly question: Question | undefined;
  readonly ask: (question: Question) => void;
  readonly leave: () => void;
  /** @param value what was chosen or typed */
  readonly answer: (value: string) => Promise<void>;
}

export function useQuestion(tell: (error: unknown) => void): Asking {
  const [question, ask] = useState<Question | undefined>();
  const leave = (): void => ask(undefined);
  const answer = async (value: string): Promise<void> => {
    if (question === undefined) return;
    leave();
    try {
      await (question.kind === "prompt" ? question.done(value) : question.chosen(value));
    } catch (error) {
      // What was typed is there to be mended.
      if (question.kind === "prompt") ask({ ...question, start: value, wrong: messageOf(error) });
      else tell(error);
    }
  };
  return { question, ask, leave, answer };
}
