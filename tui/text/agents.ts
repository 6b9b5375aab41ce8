/** Agents to choose from, by name or login. Pure. */
import type { Lookups } from "../../src/api/ticket.ts";
import type { Item } from "../components/ItemLine.tsx";
import { inCells, safeLine, widestOf } from "./safe.ts";

export function agentItems(agents: Lookups["agents"]): readonly Item[] {
  const cells = widestOf(
    agents.map(({ name }) => safeLine(name)),
    32,
  );
  return agents.map(({ login, name }) => ({
    value: login,
    label: `${inCells(safeLine(name), cells)}  ${safeLine(login)}`,
  }));
}
