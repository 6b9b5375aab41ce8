import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { ConflictError } from "../../src/errors.ts";
import { dueTime } from "../../src/outgoing/due.ts";
import { retryFailed } from "../../src/outgoing/retry.ts";
import { claimMails, dueMails } from "../../src/store/deliveryClaim.ts";
import type { Store } from "../../src/store/store.ts";
import { recallArticle } from "../../src/ticket/recall.ts";
import { forEachDatabase } from "../databases.ts";
import { emptyQueue } from "../deliver/desk.ts";
import { startSink } from "../peers/sink.ts";
import { answeringDesk, root } from "./desk.ts";

const now = new Date("2026-11-24T10:00:00Z");

it.each([
  [undefined, 0, undefined],
  [undefined, 30, "2026-11-24T10:00:30.000Z"],
  ["2026-11-25T09:00:00+01:00", 30, "2026-11-25T08:00:00.000Z"],
  ["2026-11-24T09:00:00Z", 30, undefined],
])("a mail for %s with %i seconds to undo leaves at %s", (sendAt, undo, expected) => {
  expect(dueTime(sendAt, undo, now)?.toISOString()).toBe(expected);
});

it.each(["tomorrow", "2026-11-25 09:00", "2026-11-25T09:00:00", "2026-13-01T00:00Z", "2028-01-01T00:00Z"])(
  "refuses %s as a time to send at",
  (sendAt) => {
    expect(() => dueTime(sendAt, 0, now)).toThrow(/sendAt/);
  },
);

forEachDatabase("a mail that is held back", (database) => {
  let store: Store;
  beforeAll(async () => {
    store = await database.open();
  });
  beforeEach(() => emptyQueue(store));
  afterAll(() => store.close());

  it("leaves after the seconds in which it can be recalled", async () => {
    await using sink = await startSink();
    const { ticket, answer, articles, deliverer, clock } = answeringDesk(store, {
      smarthost: sink.url,
      undoSeconds: 30,
    });
    const number = await ticket();
    await answer(number);
    await deliverer.round();
    expect(sink.mails).toEqual([]);
    expect((await articles(number)).at(-1)?.delivery).toMatchObject({
      state: "queued",
      due: "2026-11-24T10:00:30Z",
      message: null,
    });
    clock.advance(31);
    await deliverer.round();
    expect(sink.mails).toHaveLength(1);
    await deliverer.stop();
  });

  it("is recalled before it leaves: never sent, out of the customer's sight, and the history says who did it", async () => {
    await using sink = await startSink();
    const { desk, ticket, answer, articles, history, deliverer, clock } = answeringDesk(store, { smarthost: sink.url });
    const number = await ticket();
    const { articleId } = await answer(number, { sendAt: "2026-11-25T09:00:00Z", cc: "bob@customer.test" });
    const { recipients } = await recallArticle(desk, root, articleId);
    expect(recipients).toEqual(["ann@customer.test", "bob@customer.test"]);
    clock.advance(2 * 86_400);
    await deliverer.round();
    expect(sink.mails).toEqual([]);
    expect((await articles(number)).at(-1)).toMatchObject({
      visibleForCustomer: false,
      delivery: { state: "recalled" },
    });
    expect((await history(number)).at(-1)).toBe(
      "Misc %%Recalled before it was sent: ann@customer.test, bob@customer.test",
    );
    await expect(recallArticle(desk, root, articleId)).rejects.toBeInstanceOf(ConflictError);
    await deliverer.stop();
  });

  it("cannot be recalled while a daemon is sending it, nor when it has left", async () => {
    await using sink = await startSink();
    const { desk, ticket, answer, deliverer, clock } = answeringDesk(store, { smarthost: sink.url });
    const { articleId } = await answer(await ticket());
    const until = new Date(clock.now().getTime() + 60_000);
    await claimMails(store, await dueMails(store.db, clock.now(), 10), { holder: "other", until }, clock.now());
    await expect(recallArticle(desk, root, articleId)).rejects.toThrow("is being sent just now");
    clock.advance(61);
    await deliverer.round();
    await expect(recallArticle(desk, root, articleId)).rejects.toThrow("is not in the queue");
    expect(sink.mails).toHaveLength(1);
    await deliverer.stop();
  });

  it("that was given up is queued again by a sysadmin, and the ticket's history says so", async () => {
    let refused = true;
    await using sink = await startSink({ onRecipient: () => (refused ? "554 5.7.1 not today" : undefined) });
    const { desk, ticket, answer, articles, history, deliverer } = answeringDesk(store, { smarthost: sink.url });
    const number = await ticket();
    const { articleId } = await answer(number);
    const delivery = async () => (await articles(number)).find(({ id }) => id === articleId)?.delivery?.state;
    await deliverer.round();
    expect(await delivery()).toBe("failed");
    refused = false;
    expect(await retryFailed(desk, undefined)).toBe(1);
    expect(await delivery()).toBe("queued");
    expect((await history(number)).at(-1)).toBe("EmailResend %%ann@customer.test");
    await deliverer.round();
    expect(await delivery()).toBe("sent");
    expect(sink.mails).toHaveLength(1);
    await deliverer.stop();
  });
});
