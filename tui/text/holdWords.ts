/** Who keeps a mail from being sent, since when and why, in words. */
import type { Hold } from "../../src/api/outbound.ts";
import { text } from "../messages.ts";
import { withColon } from "./colon.ts";
import { safeLine } from "./safe.ts";
import { whenOf } from "./times.ts";

export function holdWords({ by, since, reason }: Hold, now: Date): string {
  const words = text("outbound.holdBy", { who: safeLine(by ?? "?"), when: whenOf(since, now) });
  return reason === null ? words : withColon(words, safeLine(reason));
}
