import { afterEach, expect, it } from "vitest";
import { TemporaryError } from "../../src/errors.ts";
import { intakeInOrder } from "../../src/intake/inOrder.ts";
import type { Incoming } from "../../src/intake/types.ts";
import { rawFromBuffer } from "../../src/mail/rawSource.ts";
import type { Store } from "../../src/store/store.ts";
import { forEachDatabase } from "../databases.ts";
import { testDesk } from "../desk.ts";

const incoming = (text: string): Incoming => ({
  raw: rawFromBuffer(Buffer.from(text)),
  road: "pipe",
  envelope: { from: undefined, to: [] },
  trusted: false,
});
/** The first is long, so that it is parsed after the short ones. */
const thread = Array.from({ length: 12 }, (_, number) =>
  [
    "From: ann@customer.test",
    "Subject: A long story",
    `Message-ID: <${number}@customer.test>`,
    ...(number === 0 ? [] : [`In-Reply-To: <${number - 1}@customer.test>`]),
    "",
    number === 0 ? "word ".repeat(200_000) : `Part ${number}`,
    "",
  ].join("\n"),
);

forEachDatabase("a series of mails", (database) => {
  let store: Store;
  afterEach(() => store.close());

  it("is stored in its order, so that every answer finds what it answers", async () => {
    store = await database.open();
    const outcomes: string[] = [];
    for await (const { source, result } of intakeInOrder(testDesk(store), thread, incoming)) {
      expect(source).toBe(thread[outcomes.length]);
      outcomes.push(result.outcome);
    }
    expect(outcomes).toEqual(["new", ...Array.from({ length: 11 }, () => "followUp")]);
  });

  it("tells what was stored before it says that one was not", async () => {
    store = await database.open();
    let calls = 0;
    const failing: Store = {
      ...store,
      grouped(work) {
        calls += 1;
        return calls === 3 ? Promise.reject(new TemporaryError("the disk is full")) : store.grouped(work);
      },
    };
    const told: string[] = [];
    const all = async (): Promise<void> => {
      for await (const { result } of intakeInOrder(testDesk(failing), thread, incoming)) told.push(result.outcome);
    };
    await expect(all()).rejects.toThrow("the disk is full");
    // The fourth answers the third, which was not stored, so it begins a thread of its own.
    expect(told.slice(0, 3)).toEqual(["new", "followUp", "new"]);
    const { articles } = await store.db
      .selectFrom("article")
      .select((select) => select.fn.countAll<number>().as("articles"))
      .executeTakeFirstOrThrow();
    // Besides the welcome ticket's.
    expect(Number(articles)).toBe(told.length + 1);
  });
});
