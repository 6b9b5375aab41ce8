/** The thread of the ticket under the cursor, looked up when the cursor rests; reading it there marks nothing as read. */
import { useState } from "react";
import type { TicketDetail } from "../../src/api/ticket.ts";
import type { Client } from "../client/client.ts";
import { useLookUp } from "./useLookUp.ts";

/** Milliseconds that the cursor rests. */
const rest = 120;

export function usePreview(
  client: Client,
  id: number | undefined,
  changed: string | undefined,
): TicketDetail | undefined {
  const [ticket, setTicket] = useState<TicketDetail | undefined>();
  // A changed ticket is looked up again. A preview that cannot be had is none; opening the ticket tells why.
  useLookUp(id === undefined ? undefined : `${id} ${changed}`, rest, () => client.ticket(id ?? 0), setTicket);
  return ticket?.id === id ? ticket : undefined;
}
