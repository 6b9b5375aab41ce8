/** A look into an account that an administrator asks for: whoever fetches from it does it, and its state tells what came of it. */
import { showEntry } from "../../src/admin/administer.ts";
import { mailAccount } from "../../src/admin/modules/mailAccount.ts";
import type { FetchView } from "../../src/api/fetching.ts";
import type { Actor, Desk } from "../../src/desk.ts";
import { UserError } from "../../src/errors.ts";
import { type Sentences, said, spoken } from "../../src/said.ts";
import { errorOf, type FetchState, fetchState, requestFetch } from "../../src/store/fetchState.ts";
import { type MailAccount, mailAccounts } from "../../src/store/mailAccounts.ts";
import { isHeld } from "./start.ts";

/** @param key the account's name in administration. @throws UserError where nobody would do it */
export async function askForFetch(desk: Desk, actor: Actor, key: string, sentences: Sentences): Promise<FetchView> {
  const account = await accountOf(desk, actor, key);
  const before = await fetchState(desk.store.db, account.id);
  requireFetched(desk, account, key, before);
  await requestFetch(desk.store, account.id, desk.clock.now());
  return { ...viewOf(before, sentences), pending: true };
}

/** How the look goes that was asked for last. @throws UserError where it waits for nobody */
export async function fetchingOf(desk: Desk, actor: Actor, key: string, sentences: Sentences): Promise<FetchView> {
  const account = await accountOf(desk, actor, key);
  const state = await fetchState(desk.store.db, account.id);
  const view = viewOf(state, sentences);
  if (view.pending) requireFetched(desk, account, key, state);
  return view;
}

/** @throws PermissionError, NotFoundError */
export async function accountOf(desk: Desk, actor: Actor, key: string): Promise<MailAccount> {
  const { id } = await showEntry(desk, actor, mailAccount, key);
  const account = (await mailAccounts(desk.store.db)).find((one) => one.id === Number(id));
  if (account === undefined) throw new Error(`mail account ${id} is gone`);
  return account;
}

function viewOf(state: FetchState | undefined, sentences: Sentences): FetchView {
  if (state === undefined) return { pending: false, fetched: 0, error: null };
  const error = errorOf(state);
  return {
    pending: state.requested !== null,
    fetched: state.totalFetched,
    error: error === null ? null : spoken(error, sentences),
  };
}

function requireFetched({ settings, clock }: Desk, { valid }: MailAccount, key: string, state?: FetchState): void {
  if (!valid) {
    throw new UserError(said`the mail account ${key} is disabled`, {
      mend: said`Set its field valid first, or run: gotrs fetch ${JSON.stringify(key)}`,
    });
  }
  if (settings.fetch.enabled || (state !== undefined && isHeld(state, clock.now()))) return;
  throw new UserError(said`no daemon fetches mail at the moment`, {
    mend: said`Set fetch.enabled to true in gotrs.yaml and start gotrs anew, or run: gotrs fetch ${JSON.stringify(key)}`,
  });
}
