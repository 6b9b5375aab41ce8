/** Who wrote: a name and an address, of which the address tells more. Pure. */
import { inCells, safeLine, widthOf } from "./safe.ts";

/** Cells of a name that are left in any case. */
const shortestName = 8;

/** Where there is no room for both, the name is cut: anybody can call themselves what they like, at any length. */
export function shownSender(from: string, cells: number): string {
  const whole = safeLine(from);
  if (widthOf(whole) <= cells) return whole;
  const [, name = "", address = ""] = /^([^<]*\S)\s*(<[^<>]*>.*)$/.exec(whole) ?? [];
  if (address === "") return whole;
  return `${inCells(name, Math.max(shortestName, cells - widthOf(address) - 1)).trimEnd()} ${address}`;
}
