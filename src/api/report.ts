/** What reports count. */

/** How days are put together; a week begins on Monday. */
export const reportSteps = ["day", "week", "month"] as const;
export type ReportStep = (typeof reportSteps)[number];

/** What tickets are told apart by, besides time. */
export const reportKinds = ["queue", "owner", "state"] as const;
export type ReportKind = (typeof reportKinds)[number];

/** Of the queues that the agent sees; days are those of `system.timeZone`, oldest first. */
export interface TicketReport {
  /** The first and the last day. */
  readonly from: string;
  readonly to: string;
  /** One for each day, or for each week or month that was asked for; the first and the last may be cut. */
  readonly days: readonly {
    /** `2026-12-31`; of a week or month the first that counts. */
    readonly day: string;
    readonly created: number;
    readonly closed: number;
    readonly reopened: number;
    /** At its end. */
    readonly open: number;
    /** Median seconds until an agent first wrote to the customer, of the tickets created in it; null for none. */
    readonly firstResponse: number | null;
  }[];
  /** Those in which something happened or waits. */
  readonly queues: readonly {
    readonly queue: string;
    /** As `days`, of the tickets that are in the queue now. */
    readonly created: readonly number[];
    readonly closed: number;
    /** Now. */
    readonly open: number;
  }[];
  /** The same by owner or state, where that is asked for. */
  readonly groups: readonly ReportGroup[];
  /** The same over all days. */
  readonly firstResponse: number | null;
}

export interface ReportGroup {
  /** A login, or the name of a state. */
  readonly name: string;
  /** As `days`, of the tickets that are the owner's, or in the state, now. */
  readonly created: readonly number[];
  /** Of tickets that were the owner's then; of a state, those that were closed into it. */
  readonly closed: number;
  /** Now. */
  readonly open: number;
}
