/** Why sending is paused, who did it and since when, in the agent's language; the daemon keeps all of it as one text. Pure. */
import { text } from "../messages.ts";
import { safeLine } from "./safe.ts";
import { whenOf } from "./times.ts";

const paused = /^(?:(?<reason>.*), )?(?:by (?<by>\S+) )?since (?<day>\d{4}-\d\d-\d\d) (?<time>\d\d:\d\d) UTC$/s;

export function pauseWords(kept: string, now: Date): string {
  const { reason, by, day, time } = paused.exec(kept)?.groups ?? {};
  if (day === undefined || time === undefined) return safeLine(kept);
  const when = whenOf(`${day}T${time}:00Z`, now);
  const since =
    by === undefined ? text("outbound.since", { when }) : text("outbound.bySince", { who: safeLine(by), when });
  return reason === undefined ? since : `${safeLine(reason)}, ${since}`;
}
