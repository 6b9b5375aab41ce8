/** Binds the automatic texts of a fresh installation to a queue, as a sysadmin does who wants mail answered. */
import { forgetReference } from "../../src/store/reference.ts";
import type { Store } from "../../src/store/store.ts";

export async function bindAutoResponses(store: Store, queueName = "Raw"): Promise<void> {
  const time = "2026-11-24 09:00:00";
  const stamp = { create_time: time, create_by: 1, change_time: time, change_by: 1 };
  await store.transaction(async (tx) => {
    const queue = await tx.selectFrom("queue").select("id").where("name", "=", queueName).executeTakeFirstOrThrow();
    for (const { id } of await tx.selectFrom("auto_response").select("id").execute()) {
      await tx
        .insertInto("queue_auto_response")
        .values({ queue_id: queue.id, auto_response_id: id, ...stamp })
        .execute();
    }
  });
  forgetReference(store);
}
