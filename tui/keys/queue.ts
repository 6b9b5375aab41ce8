/** Key presses in the order in which they were typed, one at a time: the next one waits until the last one is done with. */
import type { Press } from "./press.ts";

/** What takes the keys at the moment: the topmost of what is shown. */
export const layers = { screen: 0, pager: 1, composer: 2, overlay: 3, login: 4 } as const;
export type Layer = keyof typeof layers;

export interface Taker {
  readonly layer: Layer;
  /** The press is done with when this resolves. @param signal aborted when the agent gives up waiting */
  take(press: Press, signal: AbortSignal): void | Promise<void>;
}

/** Typing ahead works as in a shell: `Enter r` opens the ticket, and answers it once it is open. */
export class KeyQueue {
  readonly #waiting: Press[] = [];
  readonly #takers = new Set<Taker>();
  readonly #settled: () => Promise<void>;
  #running = false;
  #giveUp: (() => void) | undefined;

  /** @param settled resolves when what the last press changed is drawn and whoever takes the next one is known */
  constructor(settled: () => Promise<void>) {
    this.#settled = settled;
  }

  push(presses: readonly Press[]): void {
    for (const press of presses) {
      // Somebody who waits for an answer that does not come has one way out.
      if (press.name === "ctrl+c" && this.#giveUp !== undefined) {
        this.#waiting.length = 0;
        this.#giveUp();
      } else this.#waiting.push(press);
    }
    void this.#run();
  }

  /** @returns takes it away again */
  add(taker: Taker): () => void {
    this.#takers.add(taker);
    void this.#run();
    return () => void this.#takers.delete(taker);
  }

  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    try {
      for (let taker = this.#top(); taker !== undefined; taker = this.#top()) {
        const press = this.#waiting.shift();
        if (press === undefined) break;
        const abort = new AbortController();
        const givenUp = new Promise<void>((resolve) => {
          this.#giveUp = () => {
            abort.abort();
            resolve();
          };
        });
        await Promise.race([taker.take(press, abort.signal), givenUp]);
        this.#giveUp = undefined;
        await this.#settled();
      }
    } finally {
      this.#running = false;
    }
  }

  #top(): Taker | undefined {
    let top: Taker | undefined;
    for (const taker of this.#takers) if (top === undefined || layers[taker.layer] >= layers[top.layer]) top = taker;
    return top;
  }
}
