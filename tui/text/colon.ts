/** What belongs to a head, behind a colon as the agent's language sets it: in French no-break spaces stand before it. */
import { text } from "../messages.ts";

export function withColon(head: string, rest: string): string {
  return text("sign.colon", { head, rest });
}
