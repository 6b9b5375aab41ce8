/** Sessions: begun by a login, used by their token, ended by time, by a person, or with what they rest on. */

import type { Session, SessionView } from "../api/people.ts";
import { fromDbTime } from "../clock.ts";
import type { Actor, Desk } from "../desk.ts";
import { AuthenticationError, NotFoundError } from "../errors.ts";
import { said, spoken, type Words } from "../said.ts";
import { addAuditOf } from "../store/auditTrail.ts";
import type { PersonKind } from "../store/passwords.ts";
import {
  addSession,
  deleteSessions,
  endSessions,
  type SessionOwner,
  type SessionRow,
  sessionByDigest,
  sessionRows,
  touchSession,
} from "../store/sessions.ts";
import { digestOf, newSecret } from "./secrets.ts";

/** Seconds of use that are noted once: a write a request would be too many. */
const touchEvery = 60;

/** Where a login comes from. */
export interface Origin {
  /** Empty over the Unix socket. */
  readonly address: string;
  /** The program, as it calls itself. */
  readonly client: string;
}

/** What changes with the password, and tells nothing about it. */
export function passwordMark(hash: string): string {
  return digestOf(hash);
}

/** @param hash the password's, which the session rests on */
export async function beginSession(desk: Desk, owner: SessionOwner, hash: string, origin: Origin): Promise<Session> {
  const now = desk.clock.now();
  const { sessionHours, sessionIdleMinutes } = desk.settings.http;
  const expires = new Date(now.getTime() + sessionHours * 3_600_000);
  const { text, digest } = newSecret("session");
  const session = { owner, digest, passwordMark: passwordMark(hash), ...origin, expires };
  await addSession(desk.store, session, now, new Date(now.getTime() - sessionIdleMinutes * 60_000));
  return { token: text, expires: expires.toISOString() };
}

/** Why it is no session any more; undefined as long as it is one. */
function whyEnded(session: SessionRow, now: Date, idleMinutes: number): Words | undefined {
  const since = (time: string): number => (now.getTime() - fromDbTime(time).getTime()) / 60_000;
  if (since(session.expires) >= 0) return said`its time is over`;
  if (since(session.lastUsed) >= idleMinutes) return said`it was not used for ${idleMinutes} minutes`;
  if (!session.valid) return said`the login is not valid any more`;
  if (passwordMark(session.hash) !== session.passwordMark) return said`the password was changed`;
  return undefined;
}

/** Whose session this token is; notes that it is used. @throws AuthenticationError when it is none or has ended */
export async function sessionOf(desk: Desk, token: string): Promise<SessionRow> {
  const digest = digestOf(token);
  const session = await sessionByDigest(desk.store.db, digest);
  const mend = said`Log in again`;
  if (session === undefined) throw new AuthenticationError(said`the login has ended`, { mend });
  const now = desk.clock.now();
  const reason = whyEnded(session, now, desk.settings.http.sessionIdleMinutes);
  if (reason !== undefined) {
    if ((await endSessions(desk.store, { digest })) > 0)
      desk.log.info({ ...toldOf(session), why: spoken(reason) }, "a session ended");
    throw new AuthenticationError(said`the login has ended: ${reason}`, { mend });
  }
  if (now.getTime() - fromDbTime(session.lastUsed).getTime() >= touchEvery * 1000) {
    await touchSession(desk.store, session.id, now);
  }
  return session;
}

export async function logOut(desk: Desk, token: string): Promise<void> {
  const digest = digestOf(token);
  const session = await sessionByDigest(desk.store.db, digest);
  if (session === undefined || (await endSessions(desk.store, { digest })) === 0) return;
  desk.log.info(toldOf(session), "logged out");
}

/** For the log. */
function toldOf({ userId, login, address, client }: SessionRow): object {
  return { kind: kindOf({ userId }), login, address, client };
}

function kindOf({ userId }: Pick<SessionRow, "userId">): PersonKind {
  return userId === null ? "customer" : "agent";
}

/** @param owner undefined for everybody's. @param current id of the session that asks */
export async function listSessions(
  desk: Desk,
  owner: SessionOwner | undefined,
  current?: number,
): Promise<readonly SessionView[]> {
  const now = desk.clock.now();
  const iso = (time: string): string => fromDbTime(time).toISOString();
  return (await sessionRows(desk.store.db, owner))
    .filter((row) => whyEnded(row, now, desk.settings.http.sessionIdleMinutes) === undefined)
    .map((row) => ({
      id: row.id,
      login: row.login,
      kind: kindOf(row),
      address: row.address,
      client: row.client,
      created: iso(row.created),
      lastUsed: iso(row.lastUsed),
      expires: iso(row.expires),
      current: row.id === current,
    }));
}

/** @param owner only if it is this person's. @throws NotFoundError when there is none */
export async function endSession(desk: Desk, actor: Actor, id: number, owner?: SessionOwner): Promise<void> {
  const ended = await endRecorded(desk, actor, { id, ...(owner === undefined ? {} : { owner }) });
  if (ended === 0) throw new NotFoundError(said`there is no session ${id}`, { mend: said`See the list of sessions` });
}

/** All of a person. @returns how many there were */
export async function endSessionsOf(desk: Desk, actor: Actor, owner: SessionOwner): Promise<number> {
  return await endRecorded(desk, actor, { owner });
}

/** With a line of the audit trail for each. Who logs out ends the session that asks, which the log has. */
async function endRecorded(
  { store, clock }: Desk,
  { userId, login }: Actor,
  { id, owner }: { readonly id?: number; readonly owner?: SessionOwner },
): Promise<number> {
  return await store.transaction(async (tx) => {
    const ended = (await sessionRows(tx, owner)).filter((row) => id === undefined || row.id === id);
    for (const { id: one, login: key, address, client } of ended.toReversed()) {
      await deleteSessions(tx, { id: one });
      const changes = { address: [address, null], client: [client, null] } as const;
      await addAuditOf(tx, { userId, login, thing: "session", key, action: "end", changes }, clock.now());
    }
    return ended.length;
  });
}
