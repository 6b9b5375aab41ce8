/** Finds the mail account that a person names. */

import type { Desk } from "../desk.ts";
import { Exit, NotFoundError, UserError } from "../errors.ts";
import { accountName, accountsNamed } from "../fetch/account.ts";
import { type MailAccount, mailAccounts } from "../store/mailAccounts.ts";

/** @param wanted name, id, `login@host` or login. @throws NotFoundError, or UserError when several match */
export async function oneAccount(desk: Desk, wanted: string): Promise<MailAccount> {
  const accounts = await mailAccounts(desk.store.db);
  const [found, ...others] = accountsNamed(accounts, wanted);
  if (found === undefined) {
    throw new NotFoundError(`there is no mail account "${wanted}"`, { mend: "See `gotrs admin mail-account list`" });
  }
  if (others.length > 0) {
    const ids = [found, ...others].map((one) => `${one.id} (${accountName(one)})`).join(", ");
    throw new UserError(`"${wanted}" is several mail accounts: ${ids}`, {
      mend: "Name one by its id",
      exit: Exit.usage,
    });
  }
  return found;
}
