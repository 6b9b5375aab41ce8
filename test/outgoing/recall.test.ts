import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { NotFoundError } from "../../src/errors.ts";
import { dueTime } from "../../src/outgoing/due.ts";
import { retryFailed } from "../../src/outgoing/retry.ts";
import { customerArticles } from "../../src/store/customerTickets.ts";
import { claimMails, dueMails } from "../../src/store/deliveryClaim.ts";
import type { Store } from "../../src/store/store.ts";
import { forwardDraft } from "../../src/ticket/forward.ts";
import { recallArticle } from "../../src/ticket/recall.ts";
import { replyDraft } from "../../src/ticket/replyDraft.ts";
import { attachment, show } from "../../src/ticket/show.ts";
import { forEachDatabase } from "../databases.ts";
import { emptyQueue } from "../deliver/desk.ts";
import { startSink } from "../peers/sink.ts";
import { addAgent } from "../ticket/people.ts";
import { answeringDesk, root } from "./desk.ts";

const now = new Date("2026-11-24T10:00:00Z");

it.each([
  [{}, 0, undefined],
  [{}, 30, "2026-11-24T10:00:30.000Z"],
  [{ undoSeconds: 10 }, 0, "2026-11-24T10:00:10.000Z"],
  [{ undoSeconds: 10 }, 30, "2026-11-24T10:00:30.000Z"],
  [{ undoSeconds: 0 }, 30, "2026-11-24T10:00:30.000Z"],
  [{ sendAt: "2026-11-25T09:00:00+01:00", undoSeconds: 10 }, 30, "2026-11-25T08:00:00.000Z"],
  [{ sendAt: "2026-11-24T09:00:00Z" }, 30, undefined],
])(
  "a mail for which %o is wanted, on a desk that holds back for %i seconds, leaves at %s",
  (wanted, least, expected) => {
    expect(dueTime(wanted, least, now)?.toISOString()).toBe(expected);
  },
);

it.each(["tomorrow", "2026-11-25 09:00", "2026-11-25T09:00:00", "2026-13-01T00:00Z", "2028-01-01T00:00Z"])(
  "refuses %s as a time to send at",
  (sendAt) => {
    expect(() => dueTime({ sendAt }, 0, now)).toThrow(/sendAt/);
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
    await expect(recallArticle(desk, root, articleId)).rejects.toBeInstanceOf(NotFoundError);
    await deliverer.stop();
  });

  it("is on the ticket with all that was written, for agents who may see the ticket and for nobody else", async () => {
    await using sink = await startSink();
    const { desk, ticket, answer, articles, deliverer, clock } = answeringDesk(store, { smarthost: sink.url });
    const number = await ticket();
    const file = Buffer.from([0, 255, 10, 13]);
    const whole = {
      cc: "Bob <bob@customer.test>",
      bcc: "Boss <boss@hidden.test>, audit@hidden.test",
      attachments: [{ filename: "plan.bin", contentBase64: file.toString("base64") }],
    };
    const later = { sendAt: "2026-11-25T09:00:00Z" };
    const { articleId } = await answer(number, { ...whole, ...later });
    await recallArticle(desk, root, articleId);
    const recalled = (await articles(number)).at(-1);
    expect(recalled).toMatchObject({
      id: articleId,
      to: "Ann Smith <ann@customer.test>",
      cc: whole.cc,
      bcc: whole.bcc,
      subject: expect.stringContaining(`[Ticket#${number}]`),
      body: "Take the blue cable.\n",
      attachments: [{ filename: "plan.bin", size: file.length }],
      delivery: { state: "recalled" },
    });
    const { id } = recalled?.attachments[0] ?? { id: 0 };
    expect((await attachment(desk, root, articleId, id)).content).toEqual(file);

    const stranger = await addAgent(desk, `stranger ${articleId}`);
    await expect(show(desk, stranger, number)).rejects.toBeInstanceOf(NotFoundError);
    await expect(attachment(desk, stranger, articleId, id)).rejects.toBeInstanceOf(NotFoundError);

    // Sent after all: neither what leaves, nor what customers read, nor what is made of it for others tells of it.
    const sent = await answer(number, whole);
    clock.advance(1);
    await deliverer.round();
    expect(sink.mails.flatMap(({ to }) => to).toSorted()).toEqual(
      ["ann@customer.test", "audit@hidden.test", "bob@customer.test", "boss@hidden.test"].toSorted(),
    );
    for (const { raw } of sink.mails) expect(raw.toString()).not.toContain("hidden.test");
    const { id: ticketId } = await show(desk, root, number);
    const seen = await customerArticles(store.db, ticketId);
    expect(seen.map((article) => article.id)).toContain(sent.articleId);
    expect(JSON.stringify(seen)).not.toContain("hidden.test");
    expect(JSON.stringify(await forwardDraft(desk, root, number, sent.articleId))).not.toContain("hidden.test");
    expect(JSON.stringify(await replyDraft(desk, root, number, { all: true }))).not.toContain("hidden.test");
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
    await expect(recallArticle(desk, root, articleId)).rejects.toThrow("has left the queue already");
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
