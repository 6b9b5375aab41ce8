/** What was found out about a step on the way to something, in words for an administrator. */
export interface Finding {
  /** Whether it lets them in. */
  readonly good: boolean;
  readonly text: string;
  /** What to do; undefined where all is well. */
  readonly mend?: string;
  /** It is wrong whoever logs in, and even when another way lets them in. */
  readonly fault?: true;
}
