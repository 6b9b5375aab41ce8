/** One look into an account, now: by this process, or by the daemon that has the account at the moment. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Desk } from "../../src/desk.ts";
import { Exit, TemporaryError } from "../../src/errors.ts";
import { accountName } from "../../src/fetch/account.ts";
import { said } from "../../src/said.ts";
import { errorOf, fetchState, requestFetch } from "../../src/store/fetchState.ts";
import type { MailAccount } from "../../src/store/mailAccounts.ts";
import { type Outcome, runAccount } from "./runner.ts";

/** Milliseconds that the daemon may take for it, and between two looks at whether it is done. */
const patience = 300_000;
const lookEvery = 300;

export interface Looked extends Outcome {
  /** Whether the error is in this process's log already. */
  readonly told: boolean;
}

export async function fetchOnce(desk: Desk, account: MailAccount): Promise<Looked> {
  const spoolFolder = mkdtempSync(join(tmpdir(), "gotrs-fetch-"));
  const never = new AbortController().signal;
  try {
    for (const until = performance.now() + patience; performance.now() < until; ) {
      const outcome = await runAccount({ desk, account, spoolFolder, once: true, signal: never, poked: () => never });
      if (outcome !== undefined) return { ...outcome, told: true };
      const answer = await askDaemon(desk, account, until);
      if (answer !== undefined) return { ...answer, told: false };
    }
  } finally {
    rmSync(spoolFolder, { recursive: true, force: true });
  }
  const error = new TemporaryError(said`the daemon that fetches from it did not answer`, {
    where: accountName(account),
    mend: said`It may be at work on much mail: see \`gotrs admin mail-account list\``,
    exit: Exit.unavailable,
  });
  return { fetched: 0, error, told: false };
}

/** @returns undefined when that daemon has ended meanwhile */
async function askDaemon(desk: Desk, account: MailAccount, until: number): Promise<Outcome | undefined> {
  const { db } = desk.store;
  const before = await fetchState(db, account.id);
  await requestFetch(desk.store, account.id, desk.clock.now());
  while (performance.now() < until) {
    await sleep(lookEvery);
    const state = await fetchState(db, account.id);
    if (state === undefined) return undefined;
    if (state.requested === null) {
      const fetched = state.totalFetched - (before?.totalFetched ?? 0);
      const told = errorOf(state);
      const error = told === null ? undefined : new TemporaryError(told, { exit: Exit.unavailable });
      return { fetched, error };
    }
    if (state.holder === null) return undefined;
  }
  return undefined;
}
