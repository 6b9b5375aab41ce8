/** The thread of the ticket under the cursor, looked up when the cursor rests; reading it there marks nothing as read. */
import { useEffect, useState } from "react";
import type { TicketDetail } from "../../src/api/types.ts";
import type { Client } from "../client/client.ts";

/** Milliseconds that the cursor rests. */
const rest = 120;

export function usePreview(
  client: Client,
  id: number | undefined,
  changed: string | undefined,
): TicketDetail | undefined {
  const [ticket, setTicket] = useState<TicketDetail | undefined>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a changed ticket is looked up again
  useEffect(() => {
    if (id === undefined) return;
    let wanted = true;
    const timer = setTimeout(() => {
      // A preview that cannot be had is none; opening the ticket tells why.
      client.ticket(id).then(
        (found) => wanted && setTicket(found),
        () => undefined,
      );
    }, rest);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [client, id, changed]);
  return ticket?.id === id ? ticket : undefined;
}
