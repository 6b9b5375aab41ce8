/** All that was told since the start. */
import type { Logged } from "../hooks/useNotice.ts";
import { text } from "../messages.ts";
import { orNone, type Page } from "./page.ts";

export function logPage(log: readonly Logged[]): Page {
  const two = (value: number): string => String(value).padStart(2, "0");
  const time = (when: Date): string => [when.getHours(), when.getMinutes(), when.getSeconds()].map(two).join(":");
  return {
    title: text("page.log"),
    atEnd: true,
    lines: orNone(
      log.map(({ when, kind, text: told }) => ({
        text: `${time(when)}  ${told}`,
        meaning: kind === "wrong" ? "alarm" : undefined,
      })),
      text("page.noLog"),
    ),
  };
}
