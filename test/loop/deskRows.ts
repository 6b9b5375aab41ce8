/** What a sysadmin sets up before the loop is walked, written straight into the rows: texts bound to queues, follow-up rules. */
import { systemClock, toDbTime } from "../../src/clock.ts";
import { openStore } from "../../src/store/open.ts";

/** ids of a fresh installation, schema/initial/desk.yaml. */
const queues = { Raw: 2, Junk: 3, Misc: 4 } as const;
const followUp = { possible: 1, reject: 2, newTicket: 3 } as const;
/** auto_response ids are those of their types: 1 reply, 2 reject, 3 follow-up, 4 reply/new ticket. */
const texts = [1, 2, 3, 4];

/** Automatic texts for every queue; Junk refuses follow-ups to closed tickets, Misc makes new tickets of them. */
export async function setUpDesk(databaseUrl: string): Promise<void> {
  const store = await openStore(databaseUrl, { clock: systemClock });
  const time = toDbTime(systemClock.now());
  const stamp = { create_time: time, create_by: 1, change_time: time, change_by: 1 };
  try {
    await store.transaction(async (tx) => {
      for (const queue of Object.values(queues)) {
        for (const text of texts) {
          await tx
            .insertInto("queue_auto_response")
            .values({ queue_id: queue, auto_response_id: text, ...stamp })
            .execute();
        }
      }
      const rules = [
        [queues.Junk, followUp.reject],
        [queues.Misc, followUp.newTicket],
      ] as const;
      for (const [queue, rule] of rules) {
        await tx.updateTable("queue").set({ follow_up_id: rule }).where("id", "=", queue).execute();
      }
    });
  } finally {
    await store.close();
  }
}
