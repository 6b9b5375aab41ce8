/** Addresses that our mail does not reach, as a page of the outbound queue: the servers' own words to their end. */
import type { FailingAddressView } from "../../src/api/outbound.ts";
import { yesOrNo } from "../asking.ts";
import type { Client } from "../client/client.ts";
import type { Question } from "../ground.ts";
import { text } from "../messages.ts";
import { safeLine } from "../text/safe.ts";
import { whenOf } from "../text/times.ts";
import { hanging, orNone, type Page, type PageLine } from "./page.ts";

interface FailingGround {
  readonly client: Client;
  readonly now: Date;
  readonly width: number;
  readonly show: (page: Page) => void;
  readonly ask: (question: Question) => void;
  readonly say: (told: string) => void;
  readonly back: () => Promise<void>;
}

export async function failingPage(ground: FailingGround): Promise<Page> {
  const failing = await ground.client.outbound.allFailing();
  return {
    title: text("page.failing"),
    told: failing.length === 0 ? "0" : `${failing.length} · ${text("failing.how")}`,
    renew: () => failingPage(ground),
    back: ground.back,
    lines: orNone(
      failing.flatMap((one) => linesOf(ground, one)),
      text("failing.none"),
    ),
  };
}

/** All words of the server, wherever the cursor is: they are long, and what to do often stands at their end. */
function linesOf(ground: FailingGround, one: FailingAddressView): readonly PageLine[] {
  const { address, reason } = one;
  const lines: readonly PageLine[] = [
    { text: safeLine(address), bold: true },
    { text: `  ${timesOf(one, ground.now)}` },
    ...hanging("  ", reason, ground.width).map((line) => ({ ...line, meaning: "alarm" as const })),
  ];
  return lines.map((line, at) => ({ ...line, id: `${at} ${address}`, choose: () => askClear(ground, address) }));
}

/** How it failed, how often, since when and when last. */
function timesOf({ origin, failures, since, last }: FailingAddressView, now: Date): string {
  return [
    text(origin === "bounced" ? "failing.bounced" : "failing.refused", { failures }),
    text("failing.since", { when: whenOf(since, now) }),
    ...(last === null || last === since ? [] : [text("failing.last", { when: whenOf(last, now) })]),
  ].join(" · ");
}

function askClear(ground: FailingGround, address: string): void {
  const { client, ask, say, show } = ground;
  const clear = async (): Promise<void> => {
    await client.outbound.clearFailing(address);
    say(text("failing.cleared", { address: safeLine(address) }));
    show(await failingPage(ground));
  };
  ask(yesOrNo(text("failing.clear"), clear, safeLine(address)));
}
