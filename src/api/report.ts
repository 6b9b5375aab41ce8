/** What reports count. */

/** Of the queues that the agent sees; days are those of `system.timeZone`, oldest first. */
export interface TicketReport {
  readonly days: readonly {
    /** `2026-12-31` */
    readonly day: string;
    readonly created: number;
    readonly closed: number;
    readonly reopened: number;
    /** At the end of the day. */
    readonly open: number;
    /** Median seconds until an agent first wrote to the customer, of the tickets created on that day; null for none. */
    readonly firstResponse: number | null;
  }[];
  /** Those in which something happened or waits. */
  readonly queues: readonly {
    readonly queue: string;
    /** By day, of the tickets that are in the queue now. */
    readonly created: readonly number[];
    readonly closed: number;
    readonly open: number;
  }[];
  /** The same over all days. */
  readonly firstResponse: number | null;
}
