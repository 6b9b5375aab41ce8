/** One step of an update: what it changes, what history tells of it, what the agent has to be allowed. */
import type { Permissions } from "../../people/permissions.ts";
import type { Queue, Reference } from "../../store/referenceRows.ts";
import type { Tx } from "../../store/store.ts";
import type { TicketChange, TicketRow } from "../../store/tickets.ts";
import type { TicketAction } from "../actions.ts";

export interface Step {
  readonly change: TicketChange;
  readonly history: readonly [type: string, name: string];
  readonly does: TicketAction;
  /** The queue that the ticket goes to. */
  readonly into?: Queue;
}

/** What the steps are worked out from. */
export interface Before {
  readonly ticket: TicketRow;
  readonly rows: Reference;
  readonly permissions: Permissions;
  readonly tx: Tx;
  readonly now: Date;
}
