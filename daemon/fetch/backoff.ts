/** How long to leave an account alone after it failed. Pure. */
import type { Step } from "./failure.ts";

/** Seconds; the last one repeats. What the network or the server mends by itself is tried again soon. */
const passing = [2, 5, 15, 30, 60, 120, 300] as const;
/** What only a person can mend: servers lock accounts that try a wrong password too often. */
const lasting = [60, 300, 900, 1800, 3600] as const;

const needsPerson: ReadonlySet<Step> = new Set(["settings", "certificate", "login", "folder"]);

/**
 * @param failures one after the other, this one included; at least 1
 * @returns seconds until the next try
 */
export function retryDelay(step: Step, failures: number): number {
  const table = needsPerson.has(step) ? lasting : passing;
  return table[Math.min(failures, table.length) - 1] ?? table[0];
}
