/** Times to come that an agent types while writing: when a mail leaves, until when a ticket waits. Pure. */
import type { Draft } from "./draft.ts";
import { text } from "./messages.ts";
import { parseUntil } from "./text/until.ts";

/**
 * @param typed empty for as soon as may be
 * @returns ISO 8601
 * @throws Error when it is no time to come
 */
export function sendAtOf(typed: string, now: Date): string | undefined {
  return typed.trim() === "" ? undefined : timeToCome(typed, now);
}

/** @returns ISO 8601. @throws Error when it is none */
export function timeToCome(typed: string, now: Date): string {
  const time = parseUntil(typed, now);
  if (time === undefined) throw new Error(text("wrong.noTimeToSend", { typed: typed.trim() }));
  return time.toISOString();
}

/** A draft that was kept may have missed its time: it leaves as any other then, held back as long as those are. */
export function stillLater(draft: Draft, now: Date): Draft {
  return draft.sendAt === undefined || new Date(draft.sendAt) > now ? draft : { ...draft, sendAt: undefined };
}
