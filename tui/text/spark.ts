/** Numbers as a line of bars; as numbers for those who hear the screen. Pure but for how the screen is read. */
import { isLinear } from "../theme.ts";

const bars = "▁▂▃▄▅▆▇█";

export function sparkline(values: readonly number[]): string {
  if (isLinear()) return values.join(" ");
  const most = Math.max(...values, 0);
  return values.map((value) => bars[most === 0 ? 0 : Math.round((value / most) * (bars.length - 1))] ?? "").join("");
}
