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
  const found = number === "" ? undefined : await numberedIfAny(client, number);
  if (found === undefined) throw noTicket(typed);
  return found;
}

/** @returns undefined where there is none, or the agent may not see it */
export async function numberedIfAny(client: Client, number: string): Promise<TicketDetail | undefined> {
  return await client.numbered(number).catch((error: unknown) => {
    if (error instanceof ClientError && error.failure === "absent") return undefined;
    throw error;
  });
}

export function noTicket(typed: string): Error {
  return new Error(text("wrong.noTicket", { typed: plainLine(typed) }));
}
