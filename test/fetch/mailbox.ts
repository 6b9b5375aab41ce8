/** What the tests of fetching share: a desk on a fresh database, accounts on a dovecot, letters, and what became of them. */
import { systemClock } from "../../src/clock.ts";
import type { Desk } from "../../src/desk.ts";
import { type FetchState, fetchState } from "../../src/store/fetchState.ts";
import { addMailAccount, type MailAccount, mailAccounts, type NewAccount } from "../../src/store/mailAccounts.ts";
import type { Store } from "../../src/store/store.ts";
import { testDesk, testSettings } from "../desk.ts";
import { type Dovecot, mailPassword } from "../peers/dovecot.ts";

/** A desk whose clock is the machine's: servers do not wait for a clock that stands. */
export function fetchingDesk(store: Store, fetch: Partial<Desk["settings"]["fetch"]> = {}): Desk {
  return testDesk(store, { fetch: { ...testSettings.fetch, ...fetch } }, systemClock);
}

export async function addAccount(
  store: Store,
  dovecot: Dovecot,
  fields: Partial<NewAccount> = {},
): Promise<MailAccount> {
  const type = fields.type ?? "IMAP";
  const ports: Readonly<Record<string, number>> = {
    IMAP: dovecot.ports.imap,
    IMAPTLS: dovecot.ports.imap,
    IMAPS: dovecot.ports.imaps,
    POP3: dovecot.ports.pop3,
    POP3TLS: dovecot.ports.pop3,
    POP3S: dovecot.ports.pop3s,
  };
  const id = await store.transaction((tx) =>
    addMailAccount(
      tx,
      {
        login: "support",
        password: mailPassword,
        host: "127.0.0.1",
        port: ports[type] ?? null,
        after: "delete",
        ...fields,
        type,
      },
      systemClock.now(),
      1,
    ),
  );
  const account = (await mailAccounts(store.db)).find((one) => one.id === id);
  if (account === undefined) throw new Error("the account was not added");
  return account;
}

let count = 0;

/** A letter with a Message-ID of its own, unless told otherwise. */
export function letter(
  parts: {
    readonly subject?: string;
    readonly headers?: readonly string[];
    readonly body?: string;
    readonly bare?: boolean;
  } = {},
): string {
  count += 1;
  const { subject = `Letter ${count}`, headers = [], body = `Body ${count}.`, bare = false } = parts;
  return [
    ...(bare ? [] : [`Message-ID: <${count}.${process.pid}@customer.test>`, "Date: Tue, 24 Nov 2026 10:00:00 +0000"]),
    "From: Ann <ann@customer.test>",
    "To: support@localhost",
    `Subject: ${subject}`,
    ...headers,
    "",
    body,
    "",
  ].join("\r\n");
}

/** The sources of all articles, in order. */
export async function sources(store: Store): Promise<readonly string[]> {
  const rows = await store.db.selectFrom("article_data_mime_plain").select("body").orderBy("article_id").execute();
  return rows.map(({ body }) => store.codec.toBytes(body).toString("latin1"));
}

export async function titles(store: Store): Promise<readonly string[]> {
  const rows = await store.db.selectFrom("ticket").select("title").where("id", ">", 1).orderBy("id").execute();
  return rows.map(({ title }) => title ?? "");
}

export async function stateOf(store: Store, account: MailAccount): Promise<FetchState> {
  const state = await fetchState(store.db, account.id);
  if (state === undefined) throw new Error(`account ${account.id} was never tried`);
  return state;
}

export async function remembered(store: Store): Promise<readonly { readonly uid: string; readonly state: string }[]> {
  return await store.db.selectFrom("gotrs_fetched_mail").select(["uid", "state"]).orderBy("id").execute();
}
