/** The marked regions of an HTML page: which mark the text to come gets. */
import type { Mark } from "../reply/segment.ts";
import type { Marking } from "./marks.ts";

export class Regions {
  /** The outermost marked element counts, but a wrapper gives way to what is in it. */
  #mark: Mark | undefined;
  #wrapper: Mark | undefined;
  /** From some element on all is quoted. */
  #rest: Mark | undefined;
  #count = 0;

  /** Of the text to come. */
  get mark(): Mark | undefined {
    return this.#rest ?? this.#mark;
  }

  /** A quote in its wrapper needs no mark of its own. */
  impliedBy(element: string): Marking | undefined {
    return element === "blockquote" && this.#wrapper !== undefined ? { kind: "quote" } : undefined;
  }

  /** @returns what ends the region; undefined where the region around it counts */
  open({ kind, ifHeaderBlock, wrapper, rest }: Marking): (() => void) | undefined {
    this.#count += 1;
    const mark: Mark = { kind, region: this.#count, ...(ifHeaderBlock ? { ifHeaderBlock } : {}) };
    const outer = this.#mark;
    const surroundings = this.#wrapper;
    if (outer !== undefined && outer !== surroundings && !wrapper) return undefined;
    if (wrapper) {
      this.#wrapper = mark;
      this.#mark ??= mark;
    } else this.#mark = mark;
    return () => {
      this.#mark = outer;
      this.#wrapper = surroundings;
      // Behind the quote in its wrapper stands what the author answers below it.
      if (kind === "quote" && surroundings !== undefined && outer === surroundings) this.#mark = undefined;
      if (rest) this.#rest ??= { ...mark, kind: "quote" };
    };
  }
}
