/** The time, as often as ages on the screen need it. */
import { useEffect, useState } from "react";
import type { Clock } from "../../src/clock.ts";
import { isLinear } from "../theme.ts";

const every = 15_000;
/** Of those who hear the screen: an age that has grown is a line that is said again. */
const seldom = 300_000;

export function useNow(clock: Clock): Date {
  const [now, setNow] = useState(() => clock.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(clock.now()), isLinear() ? seldom : every);
    return () => clearInterval(timer);
  }, [clock]);
  if (isLinear()) return now;
  // Between the ticks no ticket may be from the future.
  const current = clock.now();
  return current.getTime() - now.getTime() < every ? current : now;
}
