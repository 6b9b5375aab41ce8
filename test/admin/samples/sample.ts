/** What a sample of a module is. */
export interface Sample {
  readonly key: string;
  readonly add: Readonly<Record<string, unknown>>;
  readonly set: Readonly<Record<string, unknown>>;
  /** For an existing entry: what is wrong → what has to be said about it, field, value, what is allowed. */
  readonly wrong: readonly (readonly [Readonly<Record<string, unknown>>, string])[];
}

/** Thing → its sample. */
export type Samples = Readonly<Record<string, Sample>>;
