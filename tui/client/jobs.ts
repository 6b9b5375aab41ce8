/** Jobs of the generic agent besides changing them, as functions. */
import type { SelectedTickets } from "../../src/api/ticket.ts";
import { selectedTickets } from "./shapes/tickets.ts";
import { encoded, type Transport } from "./transport.ts";

export class Jobs {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** The tickets that it would select now, the first of them. */
  selection(job: string): Promise<SelectedTickets> {
    return this.#transport.have(selectedTickets, "GET", `/admin/generic-agent/${encoded(job)}/test`);
  }
}
