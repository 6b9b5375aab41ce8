/** What an edge handed in and what is known of its origin, as the rules take it. */
import type { ParsedMail } from "../mail/message.ts";
import type { Arrival } from "../postmaster/arrival.ts";
import type { Known } from "./origin.ts";
import type { Incoming } from "./types.ts";

export function arrivalOf(
  { raw, envelope, trusted, queue }: Incoming,
  mail: ParsedMail,
  { authenticated, treatment }: Known,
): Arrival {
  return {
    mail,
    raw,
    envelopeFrom: envelope.from,
    envelopeTo: envelope.to,
    trusted,
    authenticated,
    treatment,
    queue,
  };
}
