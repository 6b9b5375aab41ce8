/** All that was told since the start. */
import { honestHosts } from "../../src/honestHosts.ts";
import type { Logged } from "../hooks/useNotice.ts";
import { text } from "../messages.ts";
import { safeLine } from "../text/safe.ts";
import { wrap } from "../text/wrap.ts";
import { isLinear } from "../theme.ts";
import { orNone, type Page } from "./page.ts";

export function logPage(log: readonly Logged[], width: number): Page {
  const two = (value: number): string => String(value).padStart(2, "0");
  const time = (when: Date): string => [when.getHours(), when.getMinutes(), when.getSeconds()].map(two).join(":");
  return {
    title: text("page.log"),
    atEnd: true,
    lines: orNone(
      log.flatMap(({ when, kind, text: told }) =>
        (isLinear() ? [safeLine(told)] : wrap(honestHosts(told), width - 12)).map((line, index) => ({
          text: `${index === 0 ? time(when) : " ".repeat(8)}  ${line}`,
          meaning: kind === "wrong" ? ("alarm" as const) : undefined,
        })),
      ),
      text("page.noLog"),
    ),
  };
}
