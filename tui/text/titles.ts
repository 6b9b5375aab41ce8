/** A ticket's title as it is shown. Pure. */
import { text } from "../messages.ts";
import { safeLine } from "./safe.ts";

/** A mail without a subject makes a ticket without a title, which would be nothing to point at. */
export function shownTitle(title: string): string {
  return safeLine(title) || text("ticket.noTitle");
}
