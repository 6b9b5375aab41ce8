/** What every step of committing one mail works with: the open transaction and what stays the same during it. */
import type { Desk } from "../desk.ts";
import type { ParsedMail } from "../mail/message.ts";
import { addHistory, type Snapshot } from "../store/history.ts";
import type { Reference } from "../store/referenceRows.ts";
import type { Tx } from "../store/store.ts";
import type { Incoming } from "./types.ts";

export interface Work {
  readonly desk: Desk;
  readonly tx: Tx;
  readonly reference: Reference;
  readonly incoming: Incoming;
  readonly mail: ParsedMail;
  readonly now: Date;
  /** The postmaster's agent, under whom everything is written. */
  readonly userId: number;
}

/** What writing in the transaction needs, without the mail as it came in. */
export type Writing = Omit<Work, "incoming" | "mail">;

export async function record(
  work: Writing,
  after: Snapshot,
  type: string,
  name: string,
  articleId?: number,
): Promise<void> {
  await addHistory(work.tx, work.reference, after, type, name, work.now, work.userId, articleId ?? null);
}
