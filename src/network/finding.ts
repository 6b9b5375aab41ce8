/** What was found out about a step on the way to something, in words for an administrator. */
import { type Sentences, spoken, type Words } from "../said.ts";

export interface Finding {
  /** Whether it lets them in. */
  readonly good: boolean;
  readonly text: Words;
  /** What to do; undefined where all is well. */
  readonly mend?: Words;
  /** It is wrong whoever logs in, and even when another way lets them in. */
  readonly fault?: true;
}

export interface SpokenFinding extends Finding {
  readonly text: string;
  readonly mend?: string;
}

/** In English where there are no sentences. */
export function spokenFinding({ text, mend, ...rest }: Finding, sentences?: Sentences): SpokenFinding {
  return { ...rest, text: spoken(text, sentences), ...(mend === undefined ? {} : { mend: spoken(mend, sentences) }) };
}
