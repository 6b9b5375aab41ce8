/** The error for a login that no agent has, with the one that was probably meant. */

import type { Desk } from "../desk.ts";
import { NotFoundError } from "../errors.ts";
import { meant } from "../nearest.ts";
import { joined, said } from "../said.ts";
import { agentRows } from "../store/permissions.ts";

export async function unknownAgent({ store }: Desk, login: string): Promise<NotFoundError> {
  const logins = (await agentRows(store.db)).map((agent) => agent.login);
  const see = said`See \`gotrs admin user list\``;
  return new NotFoundError(said`there is no agent "${login}"`, {
    mend: joined([meant(login, logins), see], " "),
  });
}
