/** Keeps the daemon's memory small: V8 would rather fill what the machine has than collect what nobody needs any more. */
import { setFlagsFromString } from "node:v8";

/** Per cent that the old generation grows by before it is collected: ordinarily, and while memory is spared. */
const growth = { ordinary: 40, spared: 20 };

/** Call it first of all: the young generation stays as small as it is then, which alone saves about 60 MB. */
export function keepMemorySmall(): void {
  setFlagsFromString("--semi-space-growth-factor=1");
  setFlagsFromString(`--heap-growing-percent=${growth.ordinary}`);
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
