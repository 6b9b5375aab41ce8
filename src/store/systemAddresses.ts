/** SQL of system_address: the addresses whose mail is ours, and the queue each leads to. */
import { toDbTime } from "../clock.ts";
import { insertRow } from "./insert.ts";
import { forgetReference } from "./reference.ts";
import type { Store } from "./store.ts";

export interface AddressFields {
  readonly address: string;
  /** The name that recipients see. */
  readonly name: string;
  readonly queueId: number;
  readonly valid: boolean;
}

export async function addSystemAddress(
  store: Store,
  { address, name, queueId, valid }: AddressFields,
  now: Date,
  userId: number,
): Promise<number> {
  const time = toDbTime(now);
  const id = await store.transaction((tx) =>
    insertRow(tx, "system_address", {
      value0: address,
      value1: name,
      value2: null,
      value3: null,
      queue_id: queueId,
      comments: null,
      valid_id: valid ? 1 : 2,
      create_time: time,
      create_by: userId,
      change_time: time,
      change_by: userId,
    }),
  );
  forgetReference(store);
  return id;
}

export async function changeSystemAddress(
  store: Store,
  id: number,
  { address, name, queueId, valid }: AddressFields,
  now: Date,
  userId: number,
): Promise<void> {
  await store.transaction(async (tx) => {
    await tx
      .updateTable("system_address")
      .set({
        value0: address,
        value1: name,
        queue_id: queueId,
        valid_id: valid ? 1 : 2,
        change_time: toDbTime(now),
        change_by: userId,
      })
      .where("id", "=", id)
      .execute();
  });
  forgetReference(store);
}
