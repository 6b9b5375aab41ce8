/** Who was judged to be who they say gets a session, and the log a line of it, as OTRS's log has one for each login. */
import type { Session } from "../api/people.ts";
import type { Desk } from "../desk.ts";
import { beginSession, type Origin } from "../people/sessions.ts";
import { ownerOf, type Person } from "../store/passwords.ts";

/** @param by what knew them: the database, a directory, an OpenID provider. @param hash what the session rests on */
export async function admit(
  desk: Desk,
  { person, by, hash }: { readonly person: Person; readonly by: string; readonly hash: string },
  { address, client }: Origin,
): Promise<Session> {
  const session = await beginSession(desk, ownerOf(person), hash, { address, client });
  desk.log.info({ kind: person.kind, login: person.login, address, client, by }, "logged in");
  return session;
}
