/** A desk for tests: an open store, settings as a fresh installation has them, a clock that a test may set, no log. */
import type { Clock } from "../src/clock.ts";
import { defaultSettings, type Settings } from "../src/config/settings.ts";
import type { Desk, Log } from "../src/desk.ts";
import type { Store } from "../src/store/store.ts";

export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} };

/** A clock that stands until it is told to go on. */
export class TestClock implements Clock {
  #now: Date;
  constructor(start = "2026-11-24T10:00:00Z") {
    this.#now = new Date(start);
  }
  now(): Date {
    return this.#now;
  }
  advance(seconds: number): void {
    this.#now = new Date(this.#now.getTime() + seconds * 1000);
  }
}

const defaults = defaultSettings({ hostName: "desk.test", stateDirectory: "/nonexistent", terminal: false });

export const testSettings: Settings = { ...defaults, system: { ...defaults.system, organization: "Example" } };

export function testDesk(store: Store, settings: Partial<Settings> = {}, clock: Clock = new TestClock()): Desk {
  return { store, settings: { ...testSettings, ...settings }, clock, log: silentLog };
}
