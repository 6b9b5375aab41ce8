/** Somebody who logs in, by their login. */
import type { Desk } from "../desk.ts";
import { NotFoundError } from "../errors.ts";
import { said } from "../said.ts";
import { type Person, type PersonKind, personByLogin } from "../store/passwords.ts";
import { unknownAgent } from "./unknownAgent.ts";

/** @throws NotFoundError when nobody has the login */
export async function personNamed(desk: Desk, kind: PersonKind, login: string): Promise<Person> {
  const found = await personByLogin(desk.store.db, kind, login);
  if (found !== undefined) return found;
  if (kind === "agent") throw await unknownAgent(desk, login);
  throw new NotFoundError(said`there is no customer "${login}"`, {
    mend: said`See \`gotrs admin customer-user list\``,
  });
}
