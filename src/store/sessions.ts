/** SQL of gotrs_session: who is logged in. When a session has ended is people's to say; only the SHA-256 of a token is kept. */
import { type DbTime, toDbTime } from "../clock.ts";
import { insertRow } from "./insert.ts";
import type { Reader, Store, Tx } from "./store.ts";

/** Whose session it is. */
export type SessionOwner = { readonly userId: number } | { readonly customerLogin: string };

export interface NewSession {
  readonly owner: SessionOwner;
  readonly digest: string;
  readonly passwordMark: string;
  readonly address: string;
  readonly client: string;
  readonly expires: Date;
}

export interface SessionRow {
  readonly id: number;
  /** null for a customer's. */
  readonly userId: number | null;
  readonly login: string;
  readonly passwordMark: string;
  /** The password's hash as it is now. */
  readonly hash: string;
  /** Whether the person is. */
  readonly valid: boolean;
  readonly address: string;
  readonly client: string;
  readonly created: DbTime;
  readonly lastUsed: DbTime;
  readonly expires: DbTime;
}

/** @param idleSince sessions not used since then go, as those do that have expired */
export async function addSession(store: Store, session: NewSession, now: Date, idleSince: Date): Promise<void> {
  await store.transaction(async (tx) => {
    await tx
      .deleteFrom("gotrs_session")
      .where((where) =>
        where.or([
          where("expire_time", "<=", toDbTime(now)),
          where("last_used_time", "<=", toDbTime(idleSince)),
          where("user_id", "in", where.selectFrom("users").select("id").where("valid_id", "<>", 1)),
        ]),
      )
      .execute();
    await insertRow(tx, "gotrs_session", {
      token_sha256: session.digest,
      user_id: "userId" in session.owner ? session.owner.userId : null,
      customer_login: "customerLogin" in session.owner ? session.owner.customerLogin : null,
      password_mark: session.passwordMark,
      address: session.address.slice(0, 100),
      client: session.client.slice(0, 200),
      create_time: toDbTime(now),
      last_used_time: toDbTime(now),
      expire_time: toDbTime(session.expires),
    });
  });
}

const rows = (db: Reader) =>
  db
    .selectFrom("gotrs_session as s")
    .leftJoin("users as u", "u.id", "s.user_id")
    .leftJoin("customer_user as c", "c.login", "s.customer_login")
    .select([
      "s.id",
      "s.user_id as userId",
      "u.login as agentLogin",
      "s.customer_login as customerLogin",
      "s.password_mark as passwordMark",
      "u.pw as agentHash",
      "c.pw as customerHash",
      "u.valid_id as agentValid",
      "c.valid_id as customerValid",
      "s.address",
      "s.client",
      "s.create_time as created",
      "s.last_used_time as lastUsed",
      "s.expire_time as expires",
    ]);

function rowOf(row: Awaited<ReturnType<ReturnType<typeof rows>["executeTakeFirstOrThrow"]>>): SessionRow {
  const { agentLogin, customerLogin, agentHash, customerHash, agentValid, customerValid, ...rest } = row;
  return {
    ...rest,
    login: agentLogin ?? customerLogin ?? "",
    hash: agentHash ?? customerHash ?? "",
    valid: (agentValid ?? customerValid) === 1,
  };
}

export async function sessionByDigest(db: Reader, digest: string): Promise<SessionRow | undefined> {
  const row = await rows(db).where("s.token_sha256", "=", digest).executeTakeFirst();
  return row === undefined ? undefined : rowOf(row);
}

/** @param owner undefined for everybody's. Newest first. */
export async function sessionRows(db: Reader, owner: SessionOwner | undefined): Promise<readonly SessionRow[]> {
  let query = rows(db).orderBy("s.id", "desc");
  if (owner !== undefined) {
    query =
      "userId" in owner
        ? query.where("s.user_id", "=", owner.userId)
        : query.where("s.customer_login", "=", owner.customerLogin);
  }
  return (await query.execute()).map(rowOf);
}

export async function touchSession(store: Store, id: number, now: Date): Promise<void> {
  await store.transaction(async (tx) => {
    await tx
      .updateTable("gotrs_session")
      .set({ last_used_time: toDbTime(now) })
      .where("id", "=", id)
      .execute();
  });
}

interface WantedSessions {
  readonly id?: number;
  readonly digest?: string;
  readonly owner?: SessionOwner;
}

/** @param wanted every condition given has to hold. @returns how many there were */
export async function deleteSessions(tx: Tx, { id, digest, owner }: WantedSessions): Promise<number> {
  let query = tx.deleteFrom("gotrs_session");
  if (id !== undefined) query = query.where("id", "=", id);
  if (digest !== undefined) query = query.where("token_sha256", "=", digest);
  if (owner !== undefined) {
    query =
      "userId" in owner
        ? query.where("user_id", "=", owner.userId)
        : query.where("customer_login", "=", owner.customerLogin);
  }
  return Number((await query.executeTakeFirstOrThrow()).numDeletedRows);
}

/** The same in a transaction of its own. */
export async function endSessions(store: Store, wanted: WantedSessions): Promise<number> {
  return await store.transaction((tx) => deleteSessions(tx, wanted));
}
