/** Has mail fetched from an account now, and says what came of it. The daemon does it; Esc ends only the waiting for it. */
import { setTimeout as sleep } from "node:timers/promises";
import type { FetchView } from "../../src/api/fetching.ts";
import type { Client } from "../client/client.ts";
import { signalOfKey } from "../givingUp.ts";
import { text } from "../messages.ts";
import { safeLine } from "../text/safe.ts";
import type { Page } from "./page.ts";

/** Milliseconds between two questions whether it is done. */
const askEvery = 700;

export interface FetchGround {
  readonly client: Client;
  readonly width: number;
  readonly show: (page: Page) => void;
  readonly say: (told: string) => void;
  /** While it goes on. */
  readonly progress: (told: string) => void;
}

/** @throws Error with what the mail server said */
export async function fetchNow(ground: FetchGround, account: string): Promise<void> {
  const name = safeLine(account);
  const stop = signalOfKey();
  let before: FetchView | undefined;
  try {
    ground.progress(text("fetching.asking", { name }));
    before = await ground.client.fetching.fetch(account);
    const after = await whenDone(ground, account);
    const count = after.fetched - before.fetched;
    if (after.error !== null) throw new Error(text("fetching.failed", { name, why: safeLine(after.error) }));
    ground.say(text(count === 1 ? "fetching.one" : "fetching.done", { name, count }));
  } catch (error) {
    if (before === undefined || stop?.aborted !== true) throw error;
    ground.say(text("fetching.stopped", { name }));
  }
}

async function whenDone({ client, progress }: FetchGround, account: string): Promise<FetchView> {
  const stop = signalOfKey();
  const began = performance.now();
  for (;;) {
    const state = await client.fetching.fetching(account);
    if (!state.pending) return state;
    const seconds = Math.round((performance.now() - began) / 1000);
    progress(text("fetching.waiting", { name: safeLine(account), seconds }));
    await sleep(askEvery, undefined, stop === undefined ? {} : { signal: stop });
  }
}
