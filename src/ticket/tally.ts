/** How often something happened, by day and by what it happened to: a queue, an owner, a state. Pure. */

export class Tally {
  /** The step of each day that is asked about. */
  readonly #steps: readonly number[];
  readonly #stepCount: number;
  readonly #byDay: number[];
  readonly #bySteps = new Map<number, number[]>();

  /** @param days how many are counted; those behind the ones of the steps only as days */
  constructor(steps: readonly number[], days: number) {
    this.#steps = steps;
    this.#stepCount = (steps.at(-1) ?? -1) + 1;
    this.#byDay = Array.from({ length: days }, () => 0);
  }

  /** @param day counted from the first; -1 for one that is not asked about */
  count(id: number, day: number): void {
    if (day < 0) return;
    this.#byDay[day] = (this.#byDay[day] ?? 0) + 1;
    const step = this.#steps[day];
    if (step === undefined) return;
    const counts = this.#bySteps.get(id) ?? this.#none();
    counts[step] = (counts[step] ?? 0) + 1;
    this.#bySteps.set(id, counts);
  }

  get keys(): Iterable<number> {
    return this.#bySteps.keys();
  }

  bySteps(id: number): readonly number[] {
    return this.#bySteps.get(id) ?? this.#none();
  }

  ofStep(step: number): number {
    return [...this.#bySteps.values()].reduce((sum, counts) => sum + (counts[step] ?? 0), 0);
  }

  ofDay(day: number): number {
    return this.#byDay[day] ?? 0;
  }

  #none(): number[] {
    return Array.from({ length: this.#stepCount }, () => 0);
  }
}
