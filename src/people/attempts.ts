/** How often a login may fail: by person, by client and by both, over all daemons of the database. Verifies nothing itself. */

import type { LockedLogin } from "../api/access.ts";
import { fromDbTime } from "../clock.ts";
import type { Actor, Desk } from "../desk.ts";
import { NotFoundError, TooOftenError } from "../errors.ts";
import { said, sayable } from "../said.ts";
import { addAuditOfAccess } from "../store/auditTrail.ts";
import {
  addFailure,
  deleteFailures,
  type Failure,
  failures,
  failuresLike,
  forgetFailures,
  type Tried,
} from "../store/loginFailures.ts";
import type { PersonKind } from "../store/passwords.ts";

/** A try that counts as a failure until it is told otherwise. */
export interface Attempt {
  /** It was none, and those before are forgiven. */
  succeeded(): Promise<void>;
  /** Nothing was judged: something more is asked for. Those before still count. */
  withdraw(): Promise<void>;
}

interface Limits {
  readonly maxFailures: number;
  readonly maxFailuresPerLogin: number;
  readonly maxFailuresPerClient: number;
}

/** The failures of each kind that are counted together, and how many there may be. */
function counters(tried: Tried, limits: Limits): readonly { readonly limit: number; has(one: Failure): boolean }[] {
  const sameLogin = (one: Failure): boolean => one.login === tried.login && one.kind === tried.kind;
  const sameClient = (one: Failure): boolean => one.address === tried.address;
  return [
    { limit: limits.maxFailures, has: (one) => sameLogin(one) && sameClient(one) },
    { limit: limits.maxFailuresPerLogin, has: sameLogin },
    { limit: limits.maxFailuresPerClient, has: sameClient },
  ];
}

/**
 * Counts an attempt before it is judged, so that many at once do not slip through.
 * @throws TooOftenError until enough time has passed
 */
export async function beginAttempt(desk: Desk, who: Omit<Tried, "kind">, kind: PersonKind): Promise<Attempt> {
  const { store, clock, settings, log } = desk;
  const tried = { kind, login: normal(who.login), address: who.address.slice(0, 100) };
  const now = clock.now();
  const since = sinceWhen(desk);
  const id = await addFailure(store, tried, now, since);
  const recent = await failuresLike(store.db, tried, since);
  for (const { limit, has } of counters(tried, settings.login)) {
    const times = recent.filter(has);
    if (times.length <= limit) continue;
    await forgetFailures(store, { id });
    log.warn({ ...tried }, "a login was refused: too many have failed");
    // The oldest of as many as are too many has to be forgotten first.
    const oldest = fromDbTime(times.filter((one) => one.id !== id).at(-limit)?.time ?? "");
    throw new TooOftenError(said`too many failed logins`, (oldest.getTime() - since.getTime()) / 1000);
  }
  return {
    succeeded: async () => void (await forgetFailures(store, tried)),
    withdraw: async () => void (await forgetFailures(store, { id })),
  };
}

/** Logins that nobody can try now, from some client or from everywhere. */
export async function lockedLogins(desk: Desk): Promise<readonly LockedLogin[]> {
  const all = await failures(desk.store.db, sinceWhen(desk));
  const locked = new Map<string, LockedLogin>();
  for (const one of all) {
    const [both, everywhere] = counters(one, desk.settings.login);
    const full = [both, everywhere].some((counter) => counter && all.filter(counter.has).length >= counter.limit);
    const until = new Date(fromDbTime(one.time).getTime() + desk.settings.login.lockMinutes * 60_000).toISOString();
    if (full) locked.set(`${one.kind} ${one.login}`, { kind: one.kind, login: one.login, until });
  }
  return [...locked.values()];
}

/** Lets a login be tried again at once. @throws NotFoundError when nothing had failed */
export async function unlockLogin(desk: Desk, actor: Actor, kind: PersonKind, login: string): Promise<void> {
  const { store, clock } = desk;
  const forgiven = await store.transaction(async (tx) => {
    const count = await deleteFailures(tx, { kind, login: normal(login) });
    const changes = { failures: [count, 0] } as const;
    if (count > 0) await addAuditOfAccess(tx, actor, { kind, login }, { action: "unlock", changes }, clock.now());
    return count;
  });
  if (forgiven > 0) return;
  throw new NotFoundError(said`no login of ${sayable(kind)} "${login}" has failed a short while ago`, {
    mend: said`See gotrs admin auth locks`,
  });
}

/** @returns how many failures are forgotten */
export async function forgive(desk: Desk, kind: PersonKind, login: string): Promise<number> {
  return await forgetFailures(desk.store, { kind, login: normal(login) });
}

const normal = (login: string): string => login.toLowerCase().slice(0, 200);

function sinceWhen({ clock, settings }: Desk): Date {
  return new Date(clock.now().getTime() - settings.login.lockMinutes * 60_000);
}
