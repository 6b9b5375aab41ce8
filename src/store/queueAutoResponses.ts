/** SQL of queue_auto_response: which auto-response of a type a queue sends. */
import type { DbTime } from "../clock.ts";
import { insertRow } from "./insert.ts";
import type { Reader, Tx } from "./store.ts";

export async function queueAutoResponses(
  db: Reader,
  type: string,
): Promise<readonly { readonly queueId: number; readonly autoResponseId: number }[]> {
  return await db
    .selectFrom("queue_auto_response as q")
    .innerJoin("auto_response as a", "a.id", "q.auto_response_id")
    .innerJoin("auto_response_type as t", "t.id", "a.type_id")
    .select(["q.queue_id as queueId", "q.auto_response_id as autoResponseId"])
    .where("t.name", "=", type)
    .orderBy("q.id")
    .execute();
}

export async function queuesOfAutoResponses(
  db: Reader,
): Promise<readonly { readonly queueId: number; readonly autoResponseId: number }[]> {
  return await db
    .selectFrom("queue_auto_response")
    .select(["queue_id as queueId", "auto_response_id as autoResponseId"])
    .orderBy("id")
    .execute();
}

export async function autoResponseType(db: Reader, id: number): Promise<string> {
  const { name } = await db
    .selectFrom("auto_response as a")
    .innerJoin("auto_response_type as t", "t.id", "a.type_id")
    .select("t.name")
    .where("a.id", "=", id)
    .executeTakeFirstOrThrow();
  return name;
}

/** @param autoResponseId undefined for none */
export async function replaceQueueAutoResponse(
  tx: Tx,
  queueId: number,
  type: string,
  autoResponseId: number | undefined,
  time: DbTime,
  userId: number,
): Promise<void> {
  const rows = await tx
    .selectFrom("queue_auto_response as q")
    .innerJoin("auto_response as a", "a.id", "q.auto_response_id")
    .innerJoin("auto_response_type as t", "t.id", "a.type_id")
    .select("q.id")
    .where("q.queue_id", "=", queueId)
    .where("t.name", "=", type)
    .execute();
  const ids = rows.map(({ id }) => id);
  if (ids.length > 0) await tx.deleteFrom("queue_auto_response").where("id", "in", ids).execute();
  if (autoResponseId === undefined) return;
  await insertRow(tx, "queue_auto_response", {
    queue_id: queueId,
    auto_response_id: autoResponseId,
    create_time: time,
    create_by: userId,
    change_time: time,
    change_by: userId,
  });
}
