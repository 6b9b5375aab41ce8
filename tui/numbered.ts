/** The ticket whose number was typed. */
import type { TicketDetail } from "../src/api/ticket.ts";
import type { Client } from "./client/client.ts";
import { ClientError } from "./client/transport.ts";
import { text } from "./messages.ts";
import { plainLine } from "./text/safe.ts";
import { ticketNumberIn } from "./text/ticketNumber.ts";

/** @throws Error naming what was typed, where there is no such ticket or the agent may not see it */
export async function numbered(client: Client, typed: string): Promise<TicketDetail> {
  const number = ticketNumberIn(typed);
  if (number === "") throw noTicket(typed);
  return await client.numbered(number).catch((error: unknown) => {
    throw error instanceof ClientError && error.failure === "absent" ? noTicket(typed) : error;
  });
}

export function noTicket(typed: string): Error {
  return new Error(text("wrong.noTicket", { typed: plainLine(typed) }));
}
