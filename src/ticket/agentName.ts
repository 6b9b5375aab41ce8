/** How an agent signs: `First Last`, or the login. */
import type { Actor, Desk } from "../desk.ts";
import { agentByLogin } from "../store/permissions.ts";

export async function agentName(desk: Desk, actor: Actor): Promise<string> {
  const agent = await agentByLogin(desk.store.db, actor.login);
  return `${agent?.firstName ?? ""} ${agent?.lastName ?? ""}`.trim() || actor.login;
}
