/** The error for a login that no agent has, with the one that was probably meant. */
import { closest, distance } from "fastest-levenshtein";
import type { Desk } from "../desk.ts";
import { NotFoundError } from "../errors.ts";
import { agentRows } from "../store/permissions.ts";

export async function unknownAgent({ store }: Desk, login: string): Promise<NotFoundError> {
  const logins = (await agentRows(store.db)).map((agent) => agent.login);
  const near = closest(login.toLowerCase(), logins);
  const guess = logins.length > 0 && distance(login.toLowerCase(), near.toLowerCase()) < 3;
  return new NotFoundError(`there is no agent "${login}"`, {
    mend: `${guess ? `Did you mean "${near}"? ` : ""}See \`gotrs admin user list\``,
  });
}
