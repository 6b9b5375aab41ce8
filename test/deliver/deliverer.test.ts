import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { claimMails, dueMails } from "../../src/store/deliveryClaim.ts";
import { endPause, setPause } from "../../src/store/pauses.ts";
import { flushQueue, retryDead } from "../../src/store/queueActs.ts";
import { messageInQueue, queueEntries, queueTries } from "../../src/store/queueList.ts";
import type { Store } from "../../src/store/store.ts";
import { forEachDatabase } from "../databases.ts";
import { TestClock } from "../desk.ts";
import { freePort } from "../peers/freePort.ts";
import { startSink } from "../peers/sink.ts";
import { emptyQueue, message, outboundDesk } from "./desk.ts";

const ann = "ann@customer.test";
const bob = "bob@customer.test";

forEachDatabase("the outbound queue", (database) => {
  let store: Store;
  let clock: TestClock;
  beforeAll(async () => {
    store = await database.open();
  });
  beforeEach(async () => {
    clock = new TestClock();
    await emptyQueue(store);
  });
  afterAll(() => store.close());

  const entries = () => queueEntries(store.db, clock.now());
  const states = async () => {
    const rows = await store.db.selectFrom("gotrs_delivery").select(["state", "last_message"]).orderBy("id").execute();
    return rows.map(({ state }) => state);
  };

  it("is emptied, over conversations that are used again", async () => {
    await using sink = await startSink();
    const { queue, deliverer } = outboundDesk(store, { smarthost: sink.url });
    for (let count = 0; count < 25; count += 1) await queue(`user${count}@customer.test`);
    await deliverer.round();
    expect(sink.mails.map(({ to }) => to[0]).toSorted()).toEqual(
      Array.from({ length: 25 }, (_, count) => `user${count}@customer.test`).toSorted(),
    );
    expect(sink.connections()).toBeLessThanOrEqual(4);
    expect(await entries()).toEqual([]);
    expect(new Set(await states())).toEqual(new Set(["sent"]));
    await deliverer.stop();
  });

  it("tries greylisted mail again and delivers it, with what each server said kept", async () => {
    let greylisted = 2;
    await using sink = await startSink({
      onRecipient: () => {
        greylisted -= 1;
        return greylisted >= 0 ? "451 4.7.1 greylisted, come back in 5 minutes" : undefined;
      },
    });
    const { queue, deliverer } = outboundDesk(store, { smarthost: sink.url }, {}, clock);
    const id = await queue(ann);
    await deliverer.round();
    expect(await entries()).toMatchObject([
      { state: "waiting", attempts: 1, due: "2026-11-24 10:02:00", lastMessage: expect.stringContaining("greylisted") },
    ]);
    await deliverer.round();
    clock.advance(121);
    await deliverer.round();
    expect(sink.mails).toHaveLength(0);
    clock.advance(241);
    await deliverer.round();
    expect(sink.mails).toHaveLength(1);
    expect((await queueTries(store.db, id)).map(({ code }) => code)).toEqual([451, 451, 250]);
    expect(await states()).toEqual(["sent"]);
    await deliverer.stop();
  });

  it("keeps a mail larger than the server's packets whole: refused, given up, retried, sent, and leaves nothing behind", async () => {
    let refusing = true;
    await using sink = await startSink({ onMessage: () => (refusing ? "554 5.7.1 not now" : undefined) });
    const { queueMessage, deliverer } = outboundDesk(store, { smarthost: sink.url }, {}, clock);
    const lines = Array.from({ length: 300_000 }, (_, line) => `line ${line} of a text that a server takes in pieces`);
    const raw = Buffer.concat([message(), Buffer.from(`${lines.join("\r\n")}\r\n`)]);
    const id = await queueMessage(raw, ann);
    await deliverer.round();
    expect(await entries()).toMatchObject([{ state: "failed" }]);
    expect((await messageInQueue(store, id))?.toString()).toContain(lines.at(-1));
    refusing = false;
    await store.transaction((tx) => retryDead(store, tx, undefined, clock.now()));
    await deliverer.round();
    expect(sink.mails.map(({ raw }) => raw.toString().includes(lines.join("\r\n")))).toEqual([true]);
    const left = await store.db.selectFrom("gotrs_piece").select("id").execute();
    expect(left).toEqual([]);
    await deliverer.stop();
  });

  it("reaches the recipients it can, retries those put off, and gives up only those refused for good", async () => {
    let full = true;
    await using sink = await startSink({
      onRecipient: (address) => {
        if (address === ann) return "550 5.1.1 no such user here";
        return address === bob && full ? "452 4.2.2 mailbox full" : undefined;
      },
    });
    const { queue, deliverer } = outboundDesk(store, { smarthost: sink.url }, {}, clock);
    const id = await queue(ann, bob, "carl@customer.test");
    await deliverer.round();
    expect(sink.mails.map(({ to }) => to)).toEqual([["carl@customer.test"]]);
    expect((await entries()).map(({ id: one, state, recipients }) => [one, state, recipients])).toEqual([
      [id, "waiting", [bob]],
      [id, "failed", [ann]],
    ]);
    full = false;
    clock.advance(200);
    await deliverer.round();
    expect(sink.mails.map(({ to }) => to)).toEqual([["carl@customer.test"], [bob]]);
    expect(await entries()).toMatchObject([{ state: "failed", recipients: [ann] }]);
    // The mail has failed, though its last try reached somebody.
    const [row] = await store.db.selectFrom("gotrs_delivery").selectAll().execute();
    expect(row).toMatchObject({
      state: "failed",
      last_message: expect.stringContaining("550 5.1.1 no such user here"),
    });
    await deliverer.stop();
  });

  it("waits for a server that cannot be reached without counting refusals, until the mail expires", async () => {
    const { queue, deliverer } = outboundDesk(
      store,
      { smarthost: `smtp://127.0.0.1:${await freePort()}`, maxAttempts: 1 },
      {},
      clock,
    );
    await queue(ann);
    await deliverer.round();
    expect(await entries()).toMatchObject([{ state: "waiting", lastMessage: expect.stringContaining("ECONNREFUSED") }]);
    clock.advance(5 * 86_400 + 1);
    await deliverer.round();
    expect(await entries()).toMatchObject([{ state: "failed" }]);
    await deliverer.stop();
  });

  it("is shared by two daemons: no mail is doubled, none left behind", async () => {
    await using sink = await startSink();
    const other = await database.reopen();
    const one = outboundDesk(store, { smarthost: sink.url });
    const two = outboundDesk(other, { smarthost: sink.url });
    for (let count = 0; count < 60; count += 1) await one.queue(`user${count}@customer.test`);
    await Promise.all([one.deliverer.round(), two.deliverer.round()]);
    await one.deliverer.round();
    const sent = sink.mails.map(({ to }) => to[0]);
    expect(sent).toHaveLength(60);
    expect(new Set(sent).size).toBe(60);
    await one.deliverer.stop();
    await two.deliverer.stop();
    await other.close();
  });

  it("leaves a mail to the daemon that claimed it, flushed or not, until the claim ends", async () => {
    await using sink = await startSink();
    const { queue, deliverer } = outboundDesk(store, { smarthost: sink.url }, {}, clock);
    await queue(ann);
    const due = await dueMails(store.db, clock.now(), 10);
    const until = new Date(clock.now().getTime() + 60_000);
    // Another daemon, which died between sending and recording.
    expect(await claimMails(store, due, { holder: "other", until }, clock.now())).toHaveLength(1);
    expect(await claimMails(store, due, { holder: "me", until }, clock.now())).toEqual([]);
    await flushQueue(store);
    await deliverer.round();
    expect(sink.mails).toHaveLength(0);
    expect(await entries()).toMatchObject([{ state: "sending" }]);
    clock.advance(61);
    await deliverer.round();
    expect(sink.mails).toHaveLength(1);
    await deliverer.stop();
  });

  it("stands still while it is paused: all of it, or a domain, or a route", async () => {
    await using sink = await startSink();
    const { queue, deliverer } = outboundDesk(store, { smarthost: sink.url });
    const pause = (scope: Parameters<typeof setPause>[1]["scope"]) => setPause(store, { scope, reason: "test" });
    await queue(ann, "dora@elsewhere.test");
    await pause("all");
    await deliverer.round();
    await endPause(store, "all");
    await pause("route:default");
    await deliverer.round();
    await endPause(store, undefined);
    await pause("domain:customer.test");
    expect(sink.mails).toEqual([]);
    await deliverer.round();
    expect(sink.mails.map(({ to }) => to)).toEqual([["dora@elsewhere.test"]]);
    expect(await entries()).toMatchObject([{ state: "queued", recipients: [ann], lastMessage: null }]);
    await endPause(store, "domain:customer.test");
    await deliverer.round();
    expect(sink.mails.map(({ to }) => to)).toEqual([["dora@elsewhere.test"], [ann]]);
    await deliverer.stop();
  });

  it("flushes what waits after a failed try, not what is held back until a time", async () => {
    let refused = true;
    await using sink = await startSink({ onMail: () => (refused ? "421 4.3.2 shutting down" : undefined) });
    const { queue, deliverer } = outboundDesk(store, { smarthost: sink.url }, {}, clock);
    await queue(ann);
    await deliverer.round();
    refused = false;
    const held = await queue(bob);
    await store.transaction((tx) =>
      tx.updateTable("mail_queue").set({ due_time: "2026-11-24 11:00:00" }).where("id", "=", held).execute(),
    );
    expect(await flushQueue(store)).toBe(1);
    await deliverer.round();
    expect(sink.mails.map(({ to }) => to)).toEqual([[ann]]);
    expect(await entries()).toMatchObject([{ state: "held", recipients: [bob] }]);
    await deliverer.stop();
  });
});
