/** SQL of gotrs_password_reset: codes for who has lost a password. */
import { toDbTime } from "../clock.ts";
import { insertRow } from "./insert.ts";
import type { Person, PersonKind } from "./passwords.ts";
import type { Reader, Tx } from "./store.ts";

/** @returns when the newest one was made, unless it has expired; the expired ones go */
export async function newestReset(tx: Tx, { kind, id }: Person, now: Date): Promise<string | undefined> {
  await tx.deleteFrom("gotrs_password_reset").where("expire_time", "<=", toDbTime(now)).execute();
  const row = await tx
    .selectFrom("gotrs_password_reset")
    .select("create_time as time")
    .where("kind", "=", kind)
    .where("person_id", "=", id)
    .orderBy("id", "desc")
    .executeTakeFirst();
  return row?.time;
}

/** The one before is good no more. */
export async function addReset(tx: Tx, { kind, id }: Person, digest: string, now: Date, expires: Date): Promise<void> {
  await tx.deleteFrom("gotrs_password_reset").where("kind", "=", kind).where("person_id", "=", id).execute();
  await insertRow(tx, "gotrs_password_reset", {
    kind,
    person_id: id,
    code_sha256: digest,
    expire_time: toDbTime(expires),
    create_time: toDbTime(now),
  });
}

export async function resetByDigest(
  db: Reader,
  digest: string,
  now: Date,
): Promise<{ readonly kind: PersonKind; readonly personId: number } | undefined> {
  const row = await db
    .selectFrom("gotrs_password_reset")
    .select(["kind", "person_id as personId"])
    .where("code_sha256", "=", digest)
    .where("expire_time", ">", toDbTime(now))
    .executeTakeFirst();
  return row === undefined ? undefined : { ...row, kind: row.kind === "customer" ? "customer" : "agent" };
}
