/**
 * Random and mutated mails find no crash, no hang and no growing memory, and each is stored with its source.
 * GOTRS_TEST_FUZZ is how many; a few thousand without it.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { explain } from "../../src/intake/explain.ts";
import { intake } from "../../src/intake/intake.ts";
import type { Incoming } from "../../src/intake/types.ts";
import { parseMail } from "../../src/mail/parse.ts";
import { rawFromBuffer } from "../../src/mail/rawSource.ts";
import { segmentsOf } from "../../src/mail/reply/split.ts";
import { packageRoot } from "../../src/packageRoot.ts";
import type { Store } from "../../src/store/store.ts";
import { forEachDatabase } from "../databases.ts";
import { testDesk } from "../desk.ts";
import { keptSource } from "../intake/kept.ts";
import { expectOrdinary, timesOrdinary } from "../ordinaryMail.ts";
import { mutatedMail } from "./mutate.ts";
import { arbitraryMail } from "./structure.ts";

const mails = Number(process.env.GOTRS_TEST_FUZZ ?? 3000);
/** So that a failure can be run again: what it prints as its seed. */
const seed = Number(process.env.GOTRS_TEST_FUZZ_SEED ?? Date.now() % 2 ** 31);
/** Of so many the decision is explained, and the source compared as it is stored. */
const looked = 20;
/** Octets by which the heap may be larger at the end than when a tenth is done. */
const growth = 40_000_000;
const time = 60_000 + mails * 60;

const folder = join(packageRoot, "../shared/data/mail/otrs");
const originals = readdirSync(folder)
  .filter((name) => /\.(?:box|eml)$/.test(name))
  .map((name) => readFileSync(join(folder, name)))
  .filter(({ length }) => length < 200_000);

setFlagsFromString("--expose-gc");
const collect: () => void = runInNewContext("gc");
const heap = (): number => {
  collect();
  return process.memoryUsage().heapUsed;
};

/** Reads a mail in every way in which it is read. */
async function read(raw: Buffer): Promise<void> {
  const mail = await parseMail(rawFromBuffer(raw));
  const shown = JSON.stringify({ ...mail, bodyHtml: undefined });
  expect(shown).not.toMatch(/\\u000[0-8bcef]|\\u001|\\ud[89a-f]/);
  const segments = segmentsOf(mail.body, mail.bodyHtml ?? null, mail.subject);
  expect(segments.map(({ text }) => text).join("")).toBe(mail.body);
  for (const attachment of mail.attachments) expect(attachment.read()).toHaveLength(attachment.size);
}

async function take(store: Store, raw: Buffer, number: number): Promise<void> {
  const desk = testDesk(store);
  const incoming: Incoming = {
    raw: rawFromBuffer(raw),
    road: "smtp",
    envelope: { from: number % 3 === 0 ? "" : "ann@customer.test", to: ["support@localhost"] },
    trusted: number % 2 === 0,
  };
  await expectOrdinary(raw.length, () => read(raw));
  const { done: result, times } = await timesOrdinary(() => intake(desk, incoming));
  // It was read and stored, once.
  expect(times).toBeLessThan(20);
  expect(["new", "followUp", "duplicate", "ignored", "rejected", "quarantined"]).toContain(result.outcome);
  if (number % looked > 0) return;
  expect((await explain(desk, incoming)).plan.steps.length).toBeGreaterThan(0);
  if (result.outcome === "new" || result.outcome === "followUp") {
    expect(await keptSource(store, result.articleId ?? 0)).toEqual(raw);
  }
}

forEachDatabase("mails that chance makes", (database) => {
  test.each([
    ["of random structure", arbitraryMail],
    ["made of real ones", mutatedMail(originals)],
  ] as const)("%s are read and stored", { timeout: time }, async (_name, arbitrary) => {
    const store = await database.open();
    let number = 0;
    let early = Number.POSITIVE_INFINITY;
    // The servers differ in what a column takes, which shows soon; all else is the same.
    const numRuns = Math.ceil(database.product === "sqlite" ? mails / 2 : mails / 20);
    try {
      await fc.assert(
        fc.asyncProperty(arbitrary, async (raw) => {
          number += 1;
          await take(store, raw, number);
          if (number === Math.ceil(numRuns / 10)) early = heap();
        }),
        { numRuns, seed, endOnFailure: false },
      );
      expect(heap()).toBeLessThan(early + growth);
    } finally {
      await store.close();
    }
  });
});
