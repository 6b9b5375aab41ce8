/** What deliveries mean beyond the queue: marks of addresses come and go, and people learn of mail that was given up. */
import type { Desk } from "../desk.ts";
import type { Outcome } from "../store/deliveryOutcome.ts";
import { clearArrived } from "../store/failingAddresses.ts";
import { reference } from "../store/reference.ts";
import type { Tx } from "../store/store.ts";
import { recordUndeliverable } from "./undeliverable.ts";

/** In the transaction that records the outcomes. */
export async function recordConsequences(tx: Tx, desk: Desk, outcomes: readonly Outcome[]): Promise<void> {
  const now = desk.clock.now();
  await clearArrived(
    tx,
    outcomes.flatMap(({ sent }) => sent?.recipients ?? []),
    now,
  );
  const failed = outcomes.filter(({ dead }) => dead.length > 0);
  if (failed.length === 0) return;
  const rows = await reference(desk.store);
  for (const { mail, dead } of failed) {
    const failures = dead.flatMap(({ recipients, answer }) =>
      recipients.map((address) => ({
        address,
        status: answer.status,
        reason: answer.message,
        // Mail that expired while its server could not be reached says nothing about the address.
        permanent: answer.code !== undefined && answer.code >= 500,
      })),
    );
    await recordUndeliverable(tx, desk, rows, { articleId: mail.articleId, failures, origin: "refused" }, now);
  }
}
