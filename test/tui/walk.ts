/** From screen to screen by keys, each held to its text in test/golden/SIZE/. */
import { setTimeout } from "node:timers/promises";
import { expect } from "vitest";
import type { Terminal } from "../peers/terminal.ts";
import { stable } from "./stable.ts";

/** Columns and rows: the smallest that is usual, a half and a whole screen. */
export const sizes = [
  [80, 24],
  [120, 40],
  [200, 60],
] as const;

/** Screen, the keys that lead to it from the one before, and what it shows when it is there. */
export type Step = readonly [name: string, keys: readonly string[], shows: string | RegExp];

/** @param same what differs from run to run, replaced */
export async function walk(
  terminal: Terminal,
  size: string,
  steps: readonly Step[],
  same: (screen: string) => string = (screen) => screen,
): Promise<void> {
  for (const [name, keys, shows] of steps) {
    if (keys.length > 0) await terminal.press(...keys);
    await terminal.see(shows);
    const screen = await atRest(terminal);
    await expect(stable(same(screen))).toMatchFileSnapshot(`../golden/${size}/${name}.txt`);
  }
}

/** The screen when it stands still: what is read in the middle of a frame is none. */
export async function atRest(terminal: Terminal): Promise<string> {
  for (let last = await terminal.screen(); ; ) {
    await setTimeout(150);
    const now = await terminal.screen();
    if (now === last) return now;
    last = now;
  }
}
