/** Mail accounts as their commands show them: the settings without the password, and how fetching goes. */
import { type DbTime, iso } from "../../../clock.ts";
import type { Desk } from "../../../desk.ts";
import { accountName } from "../../../fetch/account.ts";
import { unfetchedMails } from "../../../store/fetchedMail.ts";
import { type FetchState, fetchStates } from "../../../store/fetchState.ts";
import { type MailAccount, mailAccounts } from "../../../store/mailAccounts.ts";
import { tokenConfigs } from "../../../store/oauth2Tokens.ts";
import { reference } from "../../../store/reference.ts";

export interface AccountView extends Omit<MailAccount, "password" | "queueId" | "tokenConfigId" | "changed"> {
  readonly queue: string | null;
  readonly oauth2: string | null;
  readonly status: "ok" | "failing" | "disabled" | "not tried yet";
  readonly lastSuccess: string | null;
  readonly error: string | null;
  readonly failures: number;
  readonly nextTry: string | null;
  readonly fetched: number;
  readonly fetchedBy: string | null;
  /** Mails that lie there and cannot be fetched. */
  readonly problems: readonly { readonly uid: string; readonly reason: string }[];
}

export async function accountViews(desk: Desk): Promise<readonly AccountView[]> {
  const { db } = desk.store;
  const states = await fetchStates(db);
  const problems = await unfetchedMails(db);
  const configs = await tokenConfigs(db);
  const { queues } = await reference(desk.store);
  return (await mailAccounts(db)).map(({ password: _, queueId, tokenConfigId, changed: __, ...account }) => {
    const state = states.get(account.id);
    return {
      ...account,
      queue: queueId === 0 ? null : (queues.byId(queueId)?.name ?? `#${queueId}`),
      oauth2: configs.find(({ id }) => id === tokenConfigId)?.name ?? null,
      status: statusOf(account.valid, state),
      lastSuccess: isoIf(state?.succeeded),
      error: state?.error ?? null,
      failures: state?.failures ?? 0,
      nextTry: state?.error == null ? null : isoIf(state.next),
      fetched: state?.totalFetched ?? 0,
      fetchedBy: state?.holder ?? null,
      problems: problems
        .filter(({ accountId }) => accountId === account.id)
        .map(({ uid, reason }) => ({ uid, reason: reason ?? "" })),
    };
  });
}

function statusOf(valid: boolean, state: FetchState | undefined): AccountView["status"] {
  if (!valid) return "disabled";
  if (state?.error != null) return "failing";
  return state?.succeeded == null ? "not tried yet" : "ok";
}

function isoIf(time: DbTime | null | undefined): string | null {
  return time == null ? null : iso(time);
}

export function accountLine(account: AccountView): string {
  const { id, type, status, queue, fetched, lastSuccess, error, nextTry, problems } = account;
  const where = queue === null ? "by recipient" : `to ${queue}`;
  const last = lastSuccess === null ? "" : `, last look ${lastSuccess}`;
  return [
    `${id} ${accountName(account)} ${type} ${where}: ${status}, ${fetched} mails${last}`,
    ...(error === null ? [] : [`  ${error}`, `  next try ${nextTry ?? "now"}`]),
    ...problems.map(({ uid, reason }) => `  mail ${uid} stays there: ${reason}`),
  ].join("\n");
}

export function accountField(value: unknown): string {
  if (value === null || value === undefined) return "-";
  return typeof value === "string" ? value : JSON.stringify(value);
}
