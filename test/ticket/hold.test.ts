/** A mail on hold: not sent until released, never expired for it, and whoever looks sees who holds it and why. */
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { auditTrail } from "../../src/admin/auditTrail.ts";
import { ConflictError, NotFoundError, PermissionError, UserError } from "../../src/errors.ts";
import { claimMails, dueMails } from "../../src/store/deliveryClaim.ts";
import { enqueueMail } from "../../src/store/mailQueue.ts";
import { flushQueue } from "../../src/store/queueActs.ts";
import { queueLengths } from "../../src/store/queueList.ts";
import type { Store } from "../../src/store/store.ts";
import {
  deleteOutbound,
  holdOutbound,
  outboundMail,
  outboundQueue,
  releaseOutbound,
  retryOutbound,
} from "../../src/ticket/outbound.ts";
import { recallArticle } from "../../src/ticket/recall.ts";
import { forEachDatabase } from "../databases.ts";
import { emptyQueue } from "../deliver/desk.ts";
import { ann, answeringDesk, root } from "../outgoing/desk.ts";
import { startSink } from "../peers/sink.ts";
import { addAgent, addQueue, grant } from "./people.ts";

const day = 86_400;

forEachDatabase("a mail on hold", (database) => {
  let store: Store;
  beforeAll(async () => {
    store = await database.open();
  });
  beforeEach(() => emptyQueue(store));
  afterAll(() => store.close());

  /** An answer in the queue, before a server that says what it is told to. */
  const answered = async (request: { readonly sendAt?: string } = {}) => {
    const server = { says: undefined as string | undefined };
    const sink = await startSink({ onRecipient: () => server.says });
    const made = answeringDesk(store, { smarthost: sink.url });
    const number = await made.ticket();
    const { articleId } = await made.answer(number, request);
    const queued = async () => (await outboundQueue(made.desk, root)).mails.find((one) => one.articleId === articleId);
    const sent = () => sink.mails.filter(({ to }) => to.includes(ann)).length;
    return {
      ...made,
      server,
      number,
      articleId,
      queued,
      sent,
      id: (await queued())?.id ?? 0,
      async [Symbol.asyncDispose]() {
        await made.deliverer.stop();
        await sink[Symbol.asyncDispose]();
      },
    };
  };

  it("is not sent until somebody releases it, and says by whom and why it waits", async () => {
    await using made = await answered();
    await holdOutbound(made.desk, root, made.id, "  the wrong\nattachment ");
    made.clock.advance(3600);
    await made.deliverer.round();
    expect(made.sent()).toBe(0);
    const hold = { since: "2026-11-24T10:00:00Z", by: root.login, reason: "the wrong attachment" };
    expect(await made.queued()).toMatchObject({ state: "onHold", hold });
    expect(await outboundMail(made.desk, root, made.id)).toMatchObject({ state: "onHold", hold });
    const article = (await made.articles(made.number)).find(({ id }) => id === made.articleId);
    expect(article?.delivery).toMatchObject({ state: "queued", hold });
    expect(await queueLengths(store.db)).toEqual({ queued: 0, onHold: 1, failed: 0 });
    await releaseOutbound(made.desk, root, made.id);
    expect(await made.queued()).toMatchObject({ state: "queued", hold: null });
    await made.deliverer.round();
    expect(made.sent()).toBe(1);
    expect(await made.queued()).toBeUndefined();
    const history = (await made.history(made.number)).filter((row) => row.startsWith("Misc "));
    expect(history).toEqual([`Misc %%On hold: the wrong attachment: ${ann}`, `Misc %%Released: ${ann}`]);
  });

  it("does not expire while it is on hold, nor for having been on hold", async () => {
    await using made = await answered();
    made.server.says = "451 4.7.1 come back later";
    await made.deliverer.round();
    expect(await made.queued()).toMatchObject({ state: "waiting", attempts: 1 });
    await holdOutbound(made.desk, root, made.id, undefined);
    made.clock.advance(20 * day);
    await made.deliverer.round();
    expect(await made.queued()).toMatchObject({
      state: "onHold",
      attempts: 1,
      message: expect.stringContaining("come back later"),
      hold: { reason: null },
    });
    await releaseOutbound(made.desk, root, made.id);
    await made.deliverer.round();
    expect(await made.queued()).toMatchObject({ state: "waiting", attempts: 2 });
    made.clock.advance(6 * day);
    await made.deliverer.round();
    expect(await made.queued()).toMatchObject({ state: "failed", attempts: 3 });
  });

  it("counts the days of trying, not those before the time that was asked for", async () => {
    const { clock } = answeringDesk(store);
    await using made = await answered({ sendAt: new Date(clock.now().getTime() + 10 * day * 1000).toISOString() });
    made.server.says = "451 4.7.1 come back later";
    made.clock.advance(10 * day);
    await made.deliverer.round();
    made.clock.advance(day);
    await made.deliverer.round();
    expect(await made.queued()).toMatchObject({ state: "waiting", attempts: 2 });
    made.clock.advance(5 * day);
    await made.deliverer.round();
    expect(await made.queued()).toMatchObject({ state: "failed" });
  });

  it("keeps the time that was asked for when it is released before that", async () => {
    const { clock } = answeringDesk(store);
    const sendAt = new Date(clock.now().getTime() + 3_600_000).toISOString();
    await using made = await answered({ sendAt });
    await holdOutbound(made.desk, root, made.id, undefined);
    await releaseOutbound(made.desk, root, made.id);
    await made.deliverer.round();
    expect(await made.queued()).toMatchObject({ state: "held", due: "2026-11-24T11:00:00Z" });
    made.clock.advance(3600);
    await made.deliverer.round();
    expect(made.sent()).toBe(1);
  });

  it("stays where it is when the queue is flushed or it is tried again; recalled or deleted it is gone", async () => {
    await using made = await answered();
    made.server.says = "451 4.7.1 come back later";
    await made.deliverer.round();
    await holdOutbound(made.desk, root, made.id, "wait");
    expect(await flushQueue(store)).toBe(0);
    await expect(retryOutbound(made.desk, root, made.id)).rejects.toThrow(/on hold by root@localhost since .*: wait/);
    await recallArticle(made.desk, root, made.articleId);
    expect(await made.queued()).toBeUndefined();
    const article = (await made.articles(made.number)).find(({ id }) => id === made.articleId);
    expect(article?.delivery).toMatchObject({ state: "recalled", hold: null });

    const { articleId } = await made.answer(made.number);
    const second = (await outboundQueue(made.desk, root)).mails.find((one) => one.articleId === articleId)?.id ?? 0;
    await holdOutbound(made.desk, root, second, undefined);
    await deleteOutbound(made.desk, root, second);
    expect(await outboundQueue(made.desk, root)).toMatchObject({ total: 0 });
    expect(await queueLengths(store.db)).toEqual({ queued: 0, onHold: 0, failed: 0 });
  });

  it("is refused for mail that is leaving, was given up, is on hold already or never was", async () => {
    await using made = await answered();
    const { desk, clock, id } = made;
    const due = await dueMails(store.db, clock.now(), 10);
    const until = new Date(clock.now().getTime() + 60_000);
    await claimMails(store, due, { holder: "another daemon", until }, clock.now());
    await expect(holdOutbound(desk, root, id, undefined)).rejects.toThrow("is being sent just now");
    clock.advance(61);
    await expect(releaseOutbound(desk, root, id)).rejects.toThrow("is not on hold");
    await expect(holdOutbound(desk, root, id, "x".repeat(201))).rejects.toThrow(UserError);
    expect(await made.queued()).toMatchObject({ state: "queued", hold: null });
    await holdOutbound(desk, root, id, "first");
    await expect(holdOutbound(desk, root, id, "second")).rejects.toThrow(/already, by root@localhost since .*: first/);
    expect(await claimMails(store, due, { holder: "me", until }, clock.now())).toEqual([]);
    await releaseOutbound(desk, root, id);
    made.server.says = "550 5.1.1 no such user";
    await made.deliverer.round();
    await expect(holdOutbound(desk, root, id, undefined)).rejects.toThrow(ConflictError);
    await expect(holdOutbound(desk, root, 999_999, undefined)).rejects.toThrow(NotFoundError);
  });

  it("is for those who may answer on the ticket; mail of no ticket for administrators, in the audit trail", async () => {
    await using made = await answered();
    const { desk, id } = made;
    const { groupId } = await addQueue(desk, `Hold ${database.product}`);
    const stranger = await addAgent(desk, "hold.stranger");
    const reader = await addAgent(desk, "hold.reader");
    await grant(desk, stranger, groupId, "rw");
    await grant(desk, reader, 1, "ro");
    await expect(holdOutbound(desk, stranger, id, undefined)).rejects.toThrow(NotFoundError);
    await expect(holdOutbound(desk, reader, id, undefined)).rejects.toThrow(PermissionError);
    await holdOutbound(desk, root, id, undefined);
    await expect(releaseOutbound(desk, reader, id)).rejects.toThrow(PermissionError);

    const mail = {
      articleId: null,
      sender: "",
      recipients: ["dora@agents.test"],
      raw: Buffer.from("\r\n"),
      due: undefined,
    };
    const notice = await store.transaction((tx) => enqueueMail(tx, store.codec, mail, desk.clock.now()));
    await grant(desk, reader, 1, "rw");
    await expect(holdOutbound(desk, reader, notice, undefined)).rejects.toThrow(NotFoundError);
    await holdOutbound(desk, root, notice, "code went to the wrong one");
    await made.deliverer.round();
    expect(made.sent()).toBe(0);
    await releaseOutbound(desk, root, notice);
    const trail = await auditTrail(desk, root, { thing: "outbound-mail", key: String(notice), limit: 10 });
    expect(trail.map(({ action, by, changes }) => [action, by, changes.reason?.from, changes.reason?.to])).toEqual([
      ["release", root.login, "code went to the wrong one", null],
      ["hold", root.login, null, "code went to the wrong one"],
    ]);
  });
});
