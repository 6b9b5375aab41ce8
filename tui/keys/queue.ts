/** Key presses in the order in which they were typed, one at a time: the next one waits until the last one is done with. */
import { begin } from "../givingUp.ts";
import type { Press } from "./press.ts";

/** What takes the keys at the moment: the topmost of what is shown. */
export const layers = { screen: 0, pager: 1, composer: 2, overlay: 3, login: 4 } as const;
export type Layer = keyof typeof layers;

export interface Taker {
  readonly layer: Layer;
  /** The press is done with when this resolves, or the agent gives up waiting: givingUp.ts. */
  take(press: Press): void | Promise<void>;
}

/** Milliseconds until somebody who waits is told so. */
const patience = 700;

/** Typing ahead works as in a shell: `Enter r` opens the ticket, and answers it once it is open. */
export class KeyQueue {
  readonly #waiting: Press[] = [];
  readonly #takers = new Set<Taker>();
  readonly #settled: () => Promise<void>;
  #running = false;
  #giveUp: (() => void) | undefined;
  /** Somebody waits, and knows it. */
  #slow = false;
  #told: (slow: boolean) => void = () => {};

  /** @param settled resolves when what the last press changed is drawn and whoever takes the next one is known */
  constructor(settled: () => Promise<void>) {
    this.#settled = settled;
  }

  push(presses: readonly Press[]): void {
    for (const press of presses) {
      // Somebody who waits for an answer that does not come has a way out; Esc is typed ahead until they know that they wait.
      const gives = press.name === "ctrl+c" || (press.name === "esc" && this.#slow);
      if (gives && this.#giveUp !== undefined) {
        this.#waiting.length = 0;
        this.#giveUp();
      } else this.#waiting.push(press);
    }
    void this.#run();
  }

  /** @param told whether somebody waits: true when it takes longer than a moment, false when it is over. @returns ends it */
  whenSlow(told: (slow: boolean) => void): () => void {
    this.#told = told;
    return () => {
      this.#told = () => {};
    };
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
        const top = taker;
        const timer = setTimeout(() => this.#tell(true), patience);
        try {
          await Promise.race([begin(abort.signal, () => top.take(press)), givenUp]);
        } finally {
          clearTimeout(timer);
          this.#giveUp = undefined;
          this.#tell(false);
        }
        await this.#settled();
      }
    } finally {
      this.#running = false;
    }
  }

  #tell(slow: boolean): void {
    if (this.#slow === slow) return;
    this.#slow = slow;
    this.#told(slow);
  }

  #top(): Taker | undefined {
    let top: Taker | undefined;
    for (const taker of this.#takers) if (top === undefined || layers[taker.layer] >= layers[top.layer]) top = taker;
    return top;
  }
}
