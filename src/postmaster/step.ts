/** What a rule says of itself: for `gotrs explain`, and for the agent who reads the article. */

/** One check or rule: what it looked at and what came of it. `gotrs explain` prints these. */
export interface Step {
  readonly rule: string;
  readonly saw: string;
  readonly decided: string;
}

/** Something about an article that the agent has to see beside it. */
export interface Warning {
  /** One word for programs: `stranger`, `secondQueue` …. */
  readonly code: string;
  /** A sentence for people. */
  readonly message: string;
}
