/** SQL of gotrs_second_factor and gotrs_recovery_code. What a code means is people's. */
import { toDbTime } from "../clock.ts";
import { type Author, addAuditOfAccess } from "./auditTrail.ts";
import { insertRow } from "./insert.ts";
import type { Person } from "./passwords.ts";
import type { Reader, Store } from "./store.ts";

type Whose = Pick<Person, "kind" | "id">;
type Named = Pick<Person, "kind" | "id" | "login">;

export interface SecondFactor {
  /** Base32. */
  readonly secret: string;
  /** The last period whose code was used. */
  readonly lastPeriod: number;
  /** Asked for at login; before that it is only offered. */
  readonly confirmed: boolean;
}

export async function secondFactor(db: Reader, { kind, id }: Whose): Promise<SecondFactor | undefined> {
  const row = await db
    .selectFrom("gotrs_second_factor")
    .select(["secret", "last_period as lastPeriod", "confirm_time"])
    .where("kind", "=", kind)
    .where("person_id", "=", id)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return { secret: row.secret, lastPeriod: Number(row.lastPeriod), confirmed: row.confirm_time !== null };
}

/** @returns false when there is a confirmed one, which stays */
export async function offerSecondFactor(store: Store, { kind, id }: Whose, secret: string, now: Date) {
  return await store.transaction(async (tx) => {
    await tx
      .deleteFrom("gotrs_second_factor")
      .where("kind", "=", kind)
      .where("person_id", "=", id)
      .where("confirm_time", "is", null)
      .execute();
    if ((await secondFactor(tx, { kind, id })) !== undefined) return false;
    await insertRow(tx, "gotrs_second_factor", {
      kind,
      person_id: id,
      secret,
      last_period: 0,
      confirm_time: null,
      create_time: toDbTime(now),
    });
    return true;
  });
}

/** @param digests of the recovery codes. @returns false when it was confirmed already, or another was offered */
export async function confirmSecondFactor(
  store: Store,
  person: Named,
  {
    secret,
    period,
    digests,
  }: { readonly secret: string; readonly period: number; readonly digests: readonly string[] },
  by: Author,
  now: Date,
): Promise<boolean> {
  const { kind, id } = person;
  return await store.transaction(async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable("gotrs_second_factor")
      .set({ confirm_time: toDbTime(now), last_period: period })
      .where("kind", "=", kind)
      .where("person_id", "=", id)
      .where("secret", "=", secret)
      .where("confirm_time", "is", null)
      .executeTakeFirstOrThrow();
    if (numUpdatedRows === 0n) return false;
    await tx.deleteFrom("gotrs_recovery_code").where("kind", "=", kind).where("person_id", "=", id).execute();
    for (const code_sha256 of digests) {
      await insertRow(tx, "gotrs_recovery_code", { kind, person_id: id, code_sha256, create_time: toDbTime(now) });
    }
    await addAuditOfAccess(tx, by, person, { changes: { secondFactor: [false, true] } }, now);
    return true;
  });
}

/** @returns false when a code of this period or a later one was used: two logins at once have one winner */
export async function spendPeriod(store: Store, { kind, id }: Whose, period: number): Promise<boolean> {
  return await store.transaction(async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable("gotrs_second_factor")
      .set({ last_period: period })
      .where("kind", "=", kind)
      .where("person_id", "=", id)
      .where("last_period", "<", period)
      .executeTakeFirstOrThrow();
    return numUpdatedRows > 0n;
  });
}

/** @returns whether there was such a code; it is used up */
export async function spendRecoveryCode(store: Store, { kind, id }: Whose, digest: string): Promise<boolean> {
  return await store.transaction(async (tx) => {
    const { numDeletedRows } = await tx
      .deleteFrom("gotrs_recovery_code")
      .where("kind", "=", kind)
      .where("person_id", "=", id)
      .where("code_sha256", "=", digest)
      .executeTakeFirstOrThrow();
    return numDeletedRows > 0n;
  });
}

export async function recoveryCodesLeft(db: Reader, { kind, id }: Whose): Promise<number> {
  const { left } = await db
    .selectFrom("gotrs_recovery_code")
    .select((select) => select.fn.countAll<number>().as("left"))
    .where("kind", "=", kind)
    .where("person_id", "=", id)
    .executeTakeFirstOrThrow();
  return Number(left);
}

/** @returns whether there was one */
export async function removeSecondFactor(store: Store, person: Named, by: Author, now: Date): Promise<boolean> {
  const { kind, id } = person;
  return await store.transaction(async (tx) => {
    await tx.deleteFrom("gotrs_recovery_code").where("kind", "=", kind).where("person_id", "=", id).execute();
    const { numDeletedRows } = await tx
      .deleteFrom("gotrs_second_factor")
      .where("kind", "=", kind)
      .where("person_id", "=", id)
      .executeTakeFirstOrThrow();
    if (numDeletedRows === 0n) return false;
    await addAuditOfAccess(tx, by, person, { changes: { secondFactor: [true, false] } }, now);
    return true;
  });
}
