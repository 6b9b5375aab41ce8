/** A mail account that is tried step by step: what was found so far, the page going on by itself until all is. */
import { setTimeout as sleep } from "node:timers/promises";
import type { DiagnosisView, FindingView } from "../../src/api/fetching.ts";
import { isMessageKey, type MessageKey, text } from "../messages.ts";
import { inCells, safeLine, widestOf } from "../text/safe.ts";
import type { Meaning } from "../theme.ts";
import type { FetchGround } from "./fetching.ts";
import { hanging, type Page, type PageLine } from "./page.ts";

/** So often it is looked for more before the page is shown as far as it is: most servers are done by then. */
const looks = 8;
const lookEvery = 150;

type DiagnosisGround = Pick<FetchGround, "client" | "width">;

export async function diagnosisPage(
  ground: DiagnosisGround,
  account: string,
  back: () => Promise<void>,
): Promise<Page> {
  const { fetching } = ground.client;
  let found = await fetching.test(account);
  for (let look = 0; look < looks && !found.done; look += 1) {
    await sleep(lookEvery);
    found = await fetching.findings(account);
  }
  const page = (shown: DiagnosisView): Page => ({
    title: text("page.diagnosis", { name: safeLine(account) }),
    told: toldOf(shown),
    back,
    lines: linesOf(shown, ground.width),
    ...(shown.done ? {} : { live: true, renew: async () => page(await fetching.findings(account)) }),
  });
  return page(found);
}

function toldOf({ done, findings }: DiagnosisView): string {
  if (!done) return text("diagnosis.goesOn");
  return text(findings.some(({ verdict }) => verdict === "bad") ? "diagnosis.fails" : "diagnosis.works");
}

const verdicts: ReadonlyMap<string, { readonly words: MessageKey; readonly meaning: Meaning }> = new Map([
  ["good", { words: "diagnosis.good", meaning: "good" }],
  ["warning", { words: "diagnosis.warning", meaning: "fresh" }],
  ["bad", { words: "diagnosis.bad", meaning: "alarm" }],
] as const);

function linesOf({ findings }: DiagnosisView, width: number): readonly PageLine[] {
  const verdictCells = widestOf([...verdicts.values()].map(({ words }) => text(words)));
  const stepCells = widestOf(findings.map(stepWords), 20);
  return findings.flatMap((finding) => {
    const { verdict, mend } = finding;
    const known = verdicts.get(verdict);
    const words = known === undefined ? safeLine(verdict) : text(known.words);
    const before = `${inCells(words, verdictCells)}  ${inCells(stepWords(finding), stepCells)}  `;
    const under = " ".repeat(verdictCells + stepCells + 4);
    return [
      ...hanging(before, safeLine(finding.text), width).map((line) => ({ ...line, meaning: known?.meaning })),
      ...(mend === undefined ? [] : hanging(`${under}→ `, safeLine(mend), width)),
    ];
  });
}

function stepWords({ step }: FindingView): string {
  const key = `diagnosis.${step}`;
  return isMessageKey(key) ? text(key) : safeLine(step);
}
