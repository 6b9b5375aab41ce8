/** Agents that a request names by their login. */
import { said } from "../said.ts";
import { type AgentRow, agentRows } from "../store/permissions.ts";
import type { Reader } from "../store/store.ts";
import { unknownName } from "./named.ts";

/** @throws UserError naming the field, and whom there is */
export async function validAgent(db: Reader, field: string, login: string): Promise<AgentRow> {
  const valid = (await agentRows(db)).filter((agent) => agent.valid);
  const agent = valid.find((one) => one.login === login);
  if (agent !== undefined) return agent;
  throw unknownName(
    field,
    said`valid agent`,
    login,
    valid.map((one) => one.login),
  );
}
