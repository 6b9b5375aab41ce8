/** The outbound queue as agents work on it: what they see, what they may do with it, and what becomes of the ticket. */
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { Actor } from "../../src/desk.ts";
import { ConflictError, NotFoundError, PermissionError, UserError } from "../../src/errors.ts";
import { enqueueMail } from "../../src/store/mailQueue.ts";
import type { Store } from "../../src/store/store.ts";
import {
  allFailingOutbound,
  clearFailingOutbound,
  deleteOutbound,
  failingOutbound,
  outboundMail,
  outboundQueue,
  pauseOutbound,
  resumeOutbound,
  retryAllOutbound,
  retryOutbound,
} from "../../src/ticket/outbound.ts";
import { forEachDatabase } from "../databases.ts";
import { emptyQueue } from "../deliver/desk.ts";
import { ann, answeringDesk, root } from "../outgoing/desk.ts";
import { startSink } from "../peers/sink.ts";
import { addAgent, addQueue, grant } from "./people.ts";

const refusal = "550 5.1.1 no such user here";

forEachDatabase("the outbound queue", (database) => {
  let store: Store;
  beforeAll(async () => {
    store = await database.open();
  });
  beforeEach(async () => {
    await emptyQueue(store);
    await store.transaction((tx) => tx.deleteFrom("gotrs_failing_address").execute());
  });
  afterAll(() => store.close());

  /** A reply that its server refuses for good, or puts off. */
  const refused = async (words = refusal) => {
    const sink = await startSink({ onRecipient: (address) => (address === ann ? words : undefined) });
    const made = answeringDesk(store, { smarthost: sink.url });
    const number = await made.ticket();
    const { articleId } = await made.answer(number);
    await made.deliverer.round();
    const mail = (await outboundQueue(made.desk, root)).mails.find((one) => one.articleId === articleId);
    return {
      ...made,
      number,
      articleId,
      id: mail?.id ?? 0,
      mail,
      [Symbol.asyncDispose]: () => sink[Symbol.asyncDispose](),
    };
  };

  it("shows what was given up with the server's own words, and every try of it", async () => {
    await using made = await refused();
    expect(made.mail).toMatchObject({
      state: "failed",
      ticketNumber: made.number,
      recipients: [ann],
      attempts: 1,
      due: null,
      message: expect.stringContaining(refusal),
      created: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    });
    const { tries, headers } = await outboundMail(made.desk, root, made.id);
    expect(tries).toEqual([
      expect.objectContaining({ attempt: 1, code: 550, message: expect.stringContaining(refusal) }),
    ]);
    expect(headers).toContain("\nSubject: ");
  });

  it("queues again what was given up, and the ticket's history names the agent", async () => {
    await using made = await refused();
    await retryOutbound(made.desk, root, made.id);
    expect((await outboundQueue(made.desk, root)).mails).toContainEqual(
      expect.objectContaining({ articleId: made.articleId, state: "queued" }),
    );
    expect(await made.history(made.number)).toContain(`EmailResend %%${ann}`);
  });

  it("tries at once what waits for its next try, and refuses to hurry what is on its way or held back", async () => {
    await using made = await refused("451 4.7.1 come back later");
    expect(made.mail).toMatchObject({ state: "waiting", due: expect.stringContaining("Z") });
    await retryOutbound(made.desk, root, made.id);
    expect((await outboundQueue(made.desk, root)).mails[0]).toMatchObject({ state: "queued", due: null });
    await expect(retryOutbound(made.desk, root, made.id)).rejects.toThrow(ConflictError);
    const sendAt = new Date(made.clock.now().getTime() + 3_600_000).toISOString();
    const { articleId } = await made.answer(made.number, { sendAt });
    const held = (await outboundQueue(made.desk, root)).mails.find((one) => one.articleId === articleId);
    expect(held).toMatchObject({ state: "held" });
    await expect(retryOutbound(made.desk, root, held?.id ?? 0)).rejects.toThrow("held back");
  });

  it("deletes a mail, whose article then says that it was not sent", async () => {
    await using made = await refused("451 4.7.1 come back later");
    await deleteOutbound(made.desk, root, made.id);
    expect((await outboundQueue(made.desk, root)).total).toBe(0);
    const article = (await made.articles(made.number)).find(({ id }) => id === made.articleId);
    expect(article?.delivery).toMatchObject({ state: "failed", message: "deleted from the queue" });
    await expect(deleteOutbound(made.desk, root, made.id)).rejects.toThrow(NotFoundError);
  });

  it("shows an agent mail of tickets that they see, and lets those change it who may answer", async () => {
    await using made = await refused();
    const { desk, id } = made;
    const { groupId } = await addQueue(desk, `Elsewhere ${id}`);
    const stranger: Actor = await addAgent(desk, `stran.ger${id}`);
    const reader: Actor = await addAgent(desk, `read.er${id}`);
    await grant(desk, stranger, groupId, "rw");
    await grant(desk, reader, 1, "ro");
    expect(await outboundQueue(desk, stranger)).toMatchObject({ mails: [], total: 0 });
    await expect(outboundMail(desk, stranger, id)).rejects.toThrow(NotFoundError);
    await expect(deleteOutbound(desk, stranger, id)).rejects.toThrow(NotFoundError);
    expect((await outboundQueue(desk, reader)).mails.map((one) => one.id)).toContain(id);
    await expect(retryOutbound(desk, reader, id)).rejects.toThrow(PermissionError);
    await expect(deleteOutbound(desk, reader, id)).rejects.toThrow(PermissionError);
  });

  it("keeps mail of no ticket, in which a code may stand, to administrators", async () => {
    const { desk } = answeringDesk(store);
    const agent = await addAgent(desk, `curi.ous${database.product}`);
    await grant(desk, agent, 1, "rw");
    const mail = {
      articleId: null,
      sender: "",
      recipients: ["dora@agents.test"],
      raw: Buffer.from("Subject: Your code\r\n\r\n1234\r\n"),
      due: undefined,
    };
    await store.transaction((tx) => enqueueMail(tx, store.codec, mail, desk.clock.now(), false));
    const [entry] = (await outboundQueue(desk, root)).mails;
    expect(entry).toMatchObject({ ticketNumber: null, recipients: ["dora@agents.test"] });
    expect((await outboundQueue(desk, agent)).mails).toEqual([]);
    await expect(outboundMail(desk, agent, entry?.id ?? 0)).rejects.toThrow(NotFoundError);
  });

  it("pauses everything, a domain or a route for administrators, and says who did", async () => {
    const { desk } = answeringDesk(store);
    const agent = await addAgent(desk, `impa.tient${database.product}`);
    await expect(pauseOutbound(desk, agent, { scope: "all" })).rejects.toThrow(PermissionError);
    await expect(pauseOutbound(desk, root, { scope: "ann@customer.test" })).rejects.toThrow(UserError);
    await pauseOutbound(desk, root, { scope: "domain:Customer.test", reason: "blocked" });
    expect((await outboundQueue(desk, root)).pauses).toEqual([
      { scope: "domain:customer.test", reason: expect.stringMatching(/^blocked, by root@localhost since 2/) },
    ]);
    await resumeOutbound(desk, root, "domain:customer.test");
    await expect(resumeOutbound(desk, root, "domain:customer.test")).rejects.toThrow(NotFoundError);
  });

  it("names the routes that can be paused to administrators, without logins of their servers", async () => {
    const { desk } = answeringDesk(store, { smarthost: "smtp://me:secret@mail.example.com:587" });
    const { routes } = await outboundQueue(desk, root);
    expect(routes).toEqual([{ name: "default", kind: "smarthost", server: "mail.example.com:587" }]);
    const agent = await addAgent(desk, `no.body${database.product}`);
    expect((await outboundQueue(desk, agent)).routes).toEqual([]);
  });

  it("tries again at once all that waits, or all that was given up, for administrators", async () => {
    await using made = await refused();
    await using waiting = await refused("451 4.7.1 come back later");
    const { desk } = made;
    const agent = await addAgent(desk, `has.ty${database.product}`);
    await expect(retryAllOutbound(desk, agent, "failed")).rejects.toThrow(PermissionError);
    const states = async () => (await outboundQueue(desk, root)).mails.map(({ state }) => state).toSorted();
    expect(await states()).toEqual(["failed", "waiting"]);
    expect(await retryAllOutbound(desk, root, "waiting")).toBe(1);
    expect(await states()).toEqual(["failed", "queued"]);
    expect(await retryAllOutbound(desk, root, "failed")).toBe(1);
    expect(await states()).toEqual(["queued", "queued"]);
    expect(waiting.id).toBeGreaterThan(made.id);
  });

  it("tells which of some addresses mail does not reach", async () => {
    await using made = await refused();
    const asked = ["Ann@Customer.test", "bob@customer.test"];
    expect(await failingOutbound(made.desk, asked)).toEqual([
      expect.objectContaining({
        address: ann,
        origin: "refused",
        reason: expect.stringContaining(refusal),
        failures: 1,
        last: expect.stringMatching(/Z$/),
      }),
    ]);
    await expect(
      failingOutbound(
        made.desk,
        Array.from({ length: 101 }, () => ann),
      ),
    ).rejects.toThrow(UserError);
  });

  it("tells administrators all addresses that mail does not reach, and forgets one of them for good", async () => {
    await using made = await refused();
    const { desk } = made;
    const agent = await addAgent(desk, `nos.y${database.product}`);
    await expect(allFailingOutbound(desk, agent)).rejects.toThrow(PermissionError);
    await expect(clearFailingOutbound(desk, agent, ann)).rejects.toThrow(PermissionError);
    expect((await allFailingOutbound(desk, root)).map(({ address }) => address)).toEqual([ann]);
    await clearFailingOutbound(desk, root, "Ann@Customer.test");
    expect(await allFailingOutbound(desk, root)).toEqual([]);
    await expect(clearFailingOutbound(desk, root, ann)).rejects.toThrow(NotFoundError);
  });
});
