/** Fetches from one account: takes the lease, opens the mailbox, looks again and again, and tells how it goes. */
import type { Desk } from "../../src/desk.ts";
import { isExpected } from "../../src/errors.ts";
import { accountName } from "../../src/fetch/account.ts";
import { spoken } from "../../src/said.ts";
import {
  answerRequest,
  fetchState,
  type Lease,
  recordFailure,
  recordNumbering,
  recordRound,
  recordTry,
  releaseLease,
  takeLease,
} from "../../src/store/fetchState.ts";
import type { MailAccount } from "../../src/store/mailAccounts.ts";
import { retryDelay } from "./backoff.ts";
import { FetchFailure } from "./failure.ts";
import { holder, isDead } from "./holder.ts";
import { openMailbox } from "./index.ts";
import { Memory } from "./memory.ts";
import { fetchRound } from "./round.ts";
import type { MailboxSession } from "./session.ts";

/** Seconds that a lease lasts; whoever dies without giving it back is followed after that. */
const leaseFor = 60;
const renewEvery = 20_000;
/** Milliseconds between two looks at every mail while a connection lasts. */
const fullEvery = 600_000;
/** Milliseconds that a conversation is given to end when the daemon stops. */
const patience = 10_000;

export interface Outcome {
  /** Mails that were stored. */
  readonly fetched: number;
  /** What went wrong; undefined when all is well. */
  readonly error: Error | undefined;
}

export interface Running {
  readonly desk: Desk;
  readonly account: MailAccount;
  readonly spoolFolder: string;
  /** One look, or as long as the connection lasts. */
  readonly once: boolean;
  readonly signal: AbortSignal;
  /** Ends a wait, for somebody wants a look now. */
  readonly poked: () => AbortSignal;
}

/**
 * Never throws for what a server or the network does: that is the outcome, kept with the account.
 * @returns undefined when another daemon has the account
 * @throws what the database throws
 */
export async function runAccount(running: Running): Promise<Outcome | undefined> {
  const { desk, account } = running;
  const lease: Lease = { accountId: account.id, holder };
  const hold = (): Promise<boolean> => {
    const now = desk.clock.now();
    return takeLease(desk.store, lease, now, new Date(now.getTime() + leaseFor * 1000), isDead);
  };
  if (!(await hold())) return undefined;
  let lost = false;
  const renewing = setInterval(() => {
    hold().then(
      (ours) => {
        lost ||= !ours;
      },
      (error: unknown) => desk.log.warn({ err: error, account: accountName(account) }, "cannot prolong a lease"),
    );
  }, renewEvery);
  try {
    return await whileHeld(running, () => lost || running.signal.aborted);
  } finally {
    clearInterval(renewing);
    await releaseLease(desk.store, lease);
  }
}

async function whileHeld(running: Running, stopped: () => boolean): Promise<Outcome> {
  const { desk, account, signal } = running;
  const count = { fetched: 0, rounds: 0 };
  let session: MailboxSession | undefined;
  let impatience: NodeJS.Timeout | undefined;
  const hurry = (): void => {
    // A server that hangs must not keep the daemon from ending; what is not marked there is remembered here.
    impatience = setTimeout(() => session?.drop(), patience);
  };
  signal.addEventListener("abort", hurry, { once: true });
  await recordTry(desk.store, account.id, desk.clock.now());
  try {
    session = await unlessAborted(openMailbox(desk, account), signal);
    if (session !== undefined) await rounds(running, session, stopped, count);
    return { fetched: count.fetched, error: undefined };
  } catch (error) {
    session?.drop();
    if (signal.aborted && isExpected(error)) return { fetched: count.fetched, error: undefined };
    return { fetched: count.fetched, error: await failed(running, error, count) };
  } finally {
    signal.removeEventListener("abort", hurry);
    clearTimeout(impatience);
  }
}

/** undefined when the signal comes first; a mailbox that opens after that is dropped. */
async function unlessAborted(
  opening: Promise<MailboxSession>,
  signal: AbortSignal,
): Promise<MailboxSession | undefined> {
  const aborted = new Promise<undefined>((resolve) => {
    signal.addEventListener("abort", () => resolve(undefined), { once: true });
    if (signal.aborted) resolve(undefined);
  });
  const session = await Promise.race([opening, aborted]);
  if (session === undefined) {
    opening.then(
      (late) => late.drop(),
      () => {},
    );
  }
  return session;
}

interface Count {
  /** Mails stored. */
  fetched: number;
  /** Rounds that went through. */
  rounds: number;
}

async function rounds(running: Running, session: MailboxSession, stopped: () => boolean, count: Count): Promise<void> {
  const { desk, account, spoolFolder } = running;
  const memory = await Memory.load(desk, account.id, session);
  const { nextUid } = session;
  const state = await fetchState(desk.store.db, account.id);
  if (nextUid !== undefined && state?.validity !== session.validity) {
    await recordNumbering(desk.store, account.id, session.validity, nextUid);
  }
  let fullAt = Number.NEGATIVE_INFINITY;
  const onStored = (stored: number): void => {
    count.fetched += stored;
  };
  for (let before = 0; ; before = count.fetched) {
    const requested = (await fetchState(desk.store.db, account.id))?.requested ?? null;
    const full = requested !== null || performance.now() - fullAt > fullEvery;
    if (full) fullAt = performance.now();
    await fetchRound({ desk, account, session, memory, spoolFolder, stopped, onStored }, full);
    const over = running.once || !session.lasting || stopped();
    // POP3 deletes only now, so only now has the round gone through.
    if (over) await session.end();
    const now = desk.clock.now();
    const next = session.lasting ? undefined : new Date(now.getTime() + desk.settings.fetch.interval * 1000);
    await recordRound(desk.store, account.id, count.fetched - before, next, now);
    count.rounds += 1;
    if (requested !== null) await answerRequest(desk.store, account.id, requested);
    if (over) return;
    await session.wait(desk.settings.fetch.interval * 1000, AbortSignal.any([running.signal, running.poked()]));
    if (stopped()) return await session.end();
  }
}

/** Keeps and logs why, and when it will be tried next. */
async function failed({ desk, account }: Running, error: unknown, count: Count): Promise<Error> {
  const name = accountName(account);
  const shown = error instanceof Error ? error : new Error(String(error));
  const state = await fetchState(desk.store.db, account.id);
  const step = error instanceof FetchFailure ? error.step : "settings";
  const now = desk.clock.now();
  if (step === "transfer" && count.rounds > 0) {
    // Servers and routers end connections as they like; it is opened again before it becomes a failure.
    desk.log.info({ account: name }, `connection to ${name} ended: ${shown.message}`);
    await recordRound(desk.store, account.id, 0, new Date(now.getTime() + retryDelay(step, 1) * 1000), now);
    // Whoever asked for a look gets one by the next connection.
    return shown;
  }
  const failures = (state?.failures ?? 0) + 1;
  const delay = retryDelay(step, failures);
  const next = new Date(now.getTime() + delay * 1000);
  // What nobody foresaw is told with its stack, and as the bug it is.
  const words = isExpected(error) ? error.words : `internal error: ${shown.message}`;
  const text = spoken(words);
  await recordFailure(desk.store, account.id, { error: words, failures, next, fetched: count.fetched }, now);
  // Only now: whoever asked reads what is recorded.
  if (state?.requested != null) await answerRequest(desk.store, account.id, state.requested);
  const fields = { account: name, failures, retryIn: delay };
  if (isExpected(error)) desk.log.warn(fields, `cannot fetch mail from ${name}: ${text}`);
  else desk.log.error({ ...fields, err: shown }, `cannot fetch mail from ${name}: ${text}`);
  return shown;
}
