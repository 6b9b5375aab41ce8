/** Who is disabled is out: sessions and tokens end with the login, and stay ended when it is enabled again. */
import { disableTokensOf } from "../store/apiTokens.ts";
import { deleteSessions } from "../store/sessions.ts";
import type { AdminModule, Planned } from "./module.ts";

type Follow = NonNullable<AdminModule["follow"]>;

export const endAgentAccess: Follow = async ({ tx }, id, planned) => {
  if (!isDisabled(planned)) return;
  await deleteSessions(tx, { owner: { userId: Number(id) } });
  await disableTokensOf(tx, Number(id));
};

export const endCustomerAccess: Follow = async ({ tx }, login, planned) => {
  if (isDisabled(planned)) await deleteSessions(tx, { owner: { customerLogin: String(login) } });
};

function isDisabled({ before, after }: Planned): boolean {
  return before !== undefined && before.values.valid === true && after.valid === false;
}
