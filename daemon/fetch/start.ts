/** Starts and ends the fetching of every account: notices what was added, changed, disabled or asked for. */

import { type DbTime, toDbTime } from "../../src/clock.ts";
import type { Desk } from "../../src/desk.ts";
import { type FetchState, fetchStates } from "../../src/store/fetchState.ts";
import { type MailAccount, mailAccounts } from "../../src/store/mailAccounts.ts";
import { isDead } from "./holder.ts";

/** Milliseconds between two looks at the accounts. */
const lookEvery = 2000;

export interface Fetching {
  /** Finishes the mails under way and closes every connection. */
  stop(): Promise<void>;
}

interface Active {
  /** What it was started with; it starts anew when that is another. */
  readonly account: MailAccount;
  readonly ending: AbortController;
  poke: AbortController;
  requested: DbTime | null;
  readonly done: Promise<void>;
}

export function startFetching(desk: Desk, spoolFolder: string): Fetching {
  const active = new Map<number, Active>();
  let stopped = false;
  let looking: Promise<void> | undefined;

  const start = (account: MailAccount): void => {
    const ending = new AbortController();
    const run = async (): Promise<unknown> => {
      // A desk that fetches nothing does without 20 MB of IMAP client.
      const { runAccount } = await import("./runner.ts");
      const { signal } = ending;
      return await runAccount({ desk, account, spoolFolder, once: false, signal, poked: () => entry.poke.signal });
    };
    const done = run()
      .then(
        () => {},
        (error: unknown) =>
          desk.log.error({ err: error, account: account.id }, "fetching ended for the database failed; trying again"),
      )
      .finally(() => active.delete(account.id));
    const entry: Active = { account, ending, poke: new AbortController(), requested: null, done };
    active.set(account.id, entry);
  };

  const look = async (): Promise<void> => {
    const { db } = desk.store;
    const enabled = desk.settings.fetch.enabled;
    const [accounts, states] = [await mailAccounts(db), await fetchStates(db)];
    if (stopped) return;
    const wanted = new Map(enabled ? accounts.filter(({ valid }) => valid).map((one) => [one.id, one]) : []);
    for (const [id, entry] of active) {
      const now = wanted.get(id);
      if (now === undefined || !same(now, entry.account)) entry.ending.abort();
      const requested = states.get(id)?.requested ?? null;
      if (requested !== null && requested !== entry.requested) {
        entry.requested = requested;
        entry.poke.abort();
        entry.poke = new AbortController();
      }
    }
    for (const account of wanted.values()) {
      if (!active.has(account.id) && isDue(account, states.get(account.id), desk.clock.now())) start(account);
    }
  };
  const tick = (): void => {
    looking ??= look()
      .catch((error: unknown) => desk.log.error({ err: error }, "cannot look at the mail accounts; trying again"))
      .finally(() => {
        looking = undefined;
      });
  };
  const timer = setInterval(tick, lookEvery);
  tick();
  return {
    async stop() {
      stopped = true;
      clearInterval(timer);
      await looking;
      for (const { ending } of active.values()) ending.abort();
      await Promise.all([...active.values()].map(({ done }) => done));
    },
  };
}

/** Whether to try an account now that nobody here fetches from. */
export function isDue(account: MailAccount, state: FetchState | undefined, now: Date): boolean {
  if (state === undefined) return true;
  if (isHeld(state, now)) return false;
  const time = toDbTime(now);
  const asked = state.requested !== null;
  const changedSince = state.tried === null || account.changed >= state.tried;
  return asked || changedSince || state.next === null || state.next <= time;
}

/** Whether some daemon fetches from it. */
export function isHeld({ holder, leaseUntil }: FetchState, now: Date): boolean {
  return holder !== null && (leaseUntil ?? "") > toDbTime(now) && !isDead(holder);
}

function same(a: MailAccount, b: MailAccount): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
