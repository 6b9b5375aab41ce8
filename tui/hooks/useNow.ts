/** The time, as often as ages on the screen need it. */
import { useEffect, useState } from "react";
import type { Clock } from "../../src/clock.ts";

const every = 15_000;

export function useNow(clock: Clock): Date {
  const [now, setNow] = useState(() => clock.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(clock.now()), every);
    return () => clearInterval(timer);
  }, [clock]);
  // Between the ticks no ticket may be from the future.
  const current = clock.now();
  return current.getTime() - now.getTime() < every ? current : now;
}
