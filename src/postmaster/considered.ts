/** What one mail's decision collects on its way through the rules. */
import type { Letter } from "./arrival.ts";
import type { Automation } from "./automatic.ts";
import type { Step } from "./plan.ts";

export interface Considered {
  readonly letter: Letter;
  readonly automation: Automation;
  /** Grows with each rule. */
  readonly steps: Step[];
  readonly problems: string[];
}
