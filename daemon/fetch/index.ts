/** The protocols that mail is fetched by; a new one is a file beside these and a line here. Opens an account by its type. */
import type { Desk } from "../../src/desk.ts";
import { UserError } from "../../src/errors.ts";
import { accountName, placeOfAccount } from "../../src/fetch/account.ts";
import { authorities } from "../../src/network/authorities.ts";
import { said } from "../../src/said.ts";
import { fetchState } from "../../src/store/fetchState.ts";
import type { MailAccount } from "../../src/store/mailAccounts.ts";
import { accessToken } from "../oauth2/accessToken.ts";
import { FetchFailure } from "./failure.ts";
import { imap } from "./imap.ts";
import { pop3 } from "./pop3.ts";
import type { Credentials, Fetcher, MailboxSession, Opening } from "./session.ts";

const fetchers: Readonly<Record<"imap" | "pop3", Fetcher>> = { imap, pop3 };

/**
 * Connects, logs in and opens the folder.
 * @throws FetchFailure or UserError that says at which step it failed and what to do
 */
export async function openMailbox(desk: Desk, account: MailAccount): Promise<MailboxSession> {
  const place = placeOfAccount(account);
  const open = async (fresh: boolean): Promise<MailboxSession> => {
    const credentials = await credentialsOf(desk, account, fresh);
    const state = await fetchState(desk.store.db, account.id);
    const opening: Opening = {
      desk,
      account,
      place,
      state,
      credentials,
      ca: authorities(desk.settings.fetch.caFile, "fetch.caFile"),
    };
    return await fetchers[place.protocol].open(opening);
  };
  try {
    return await open(false);
  } catch (error) {
    // A token can be taken back before its time.
    const again = account.authentication === "oauth2_token" && error instanceof FetchFailure && error.step === "login";
    if (!again) throw error;
    return await open(true);
  }
}

async function credentialsOf(desk: Desk, account: MailAccount, fresh: boolean): Promise<Credentials> {
  if (account.authentication === "password") return { kind: "password", password: account.password };
  if (account.tokenConfigId === null) {
    throw new UserError(said`logs in by OAuth2 but names no OAuth2 settings`, {
      where: accountName(account),
      mend: said`Choose some with \`gotrs admin mail-account set --oauth2\`; see \`gotrs admin oauth2 list\``,
    });
  }
  return { kind: "token", token: await accessToken(desk, account.tokenConfigId, fresh) };
}
