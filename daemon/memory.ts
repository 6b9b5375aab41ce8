/** Keeps the daemon's memory small: V8 would rather fill what the machine has than collect what nobody needs any more. */
import { getHeapSpaceStatistics, setFlagsFromString } from "node:v8";

/** Per cent that the old generation grows by before it is collected: ordinarily, and while memory is spared. */
const growth = { ordinary: 20, spared: 10 };
/** Octets of the young generation: smaller ones collect so often that mails a second suffer, larger ones gain nothing. */
const young = 16 * 1024 * 1024;
/** Milliseconds between looks at how far it has grown. */
const lookEvery = 20;

/** Call it first of all: loading the program makes the young generation alone grow to 67 MB otherwise. */
export function keepMemorySmall(): void {
  setFlagsFromString("--semi-space-growth-factor=1");
  setFlagsFromString(`--heap-growing-percent=${growth.ordinary}`);
}

/** Call it when the program is loaded: the young generation may grow with the work, up to a limit. */
export function letYoungGrow(): void {
  setFlagsFromString("--semi-space-growth-factor=2");
  const timer = setInterval(() => {
    const size = getHeapSpaceStatistics().find(({ space_name }) => space_name === "new_space")?.space_size ?? young;
    if (size < young) return;
    setFlagsFromString("--semi-space-growth-factor=1");
    clearInterval(timer);
  }, lookEvery);
  timer.unref();
}

/** Of a screen, which keeps little from one key to the next: call it first of all. */
export function keepScreenSmall(): void {
  setFlagsFromString("--optimize-for-size");
  setFlagsFromString("--semi-space-growth-factor=1");
  // The young generation swells while a task that is to collect it waits for its turn.
  setFlagsFromString("--no-minor-gc-task");
}

let reasons = 0;

/**
 * Until what it returns is called, garbage is collected still earlier: at the start, which leaves much of it behind, and while
 * a large mail passes, whose buffers are garbage of its own size. At all times that would cost mails a second.
 */
export function spareMemory(): () => void {
  reasons += 1;
  setFlagsFromString(`--heap-growing-percent=${growth.spared}`);
  let ended = false;
  return () => {
    if (ended) return;
    ended = true;
    reasons -= 1;
    if (reasons === 0) setFlagsFromString(`--heap-growing-percent=${growth.ordinary}`);
  };
}
