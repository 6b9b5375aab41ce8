/** Agents to choose from, by name or login. Pure. */
import type { Lookups } from "../../src/api/ticket.ts";
import type { Item } from "../components/ItemLine.tsx";

export function agentItems(agents: Lookups["agents"]): readonly Item[] {
  return agents.map(({ login, name }) => ({ value: login, label: `${name}  ${login}` }));
}
