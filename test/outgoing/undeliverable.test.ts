import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { articleOfReturnPath, returnPath } from "../../src/mail/returnPath.ts";
import { failingAddresses } from "../../src/store/failingAddresses.ts";
import type { Store } from "../../src/store/store.ts";
import { reply } from "../../src/ticket/reply.ts";
import { update } from "../../src/ticket/update.ts";
import { forEachDatabase } from "../databases.ts";
import { emptyQueue } from "../deliver/desk.ts";
import { startSink } from "../peers/sink.ts";
import { addColleague, ann, answeringDesk, root, setAgentAddress } from "./desk.ts";

it("makes a return path that nobody can forge, and reads it in any case", () => {
  const path = returnPath("bounces@desk.test", 42, "secret");
  expect(path).toMatch(/^bounces\+a42\.[0-9a-f]{16}@desk\.test$/);
  const read = (address: string, key = "secret") => articleOfReturnPath(address, "bounces@desk.test", key);
  expect(read(path)).toBe(42);
  expect(read(path.toUpperCase())).toBe(42);
  expect(read(path, "other")).toBeUndefined();
  expect(read(path.replace("a42", "a43"))).toBeUndefined();
  expect(read(path.replace("desk.test", "else.test"))).toBeUndefined();
  expect(read("bounces@desk.test")).toBeUndefined();
});

/** A report as postfix writes it, without any of the returned message's headers. */
const report = (to: string, recipient: string) =>
  [
    "From: MAILER-DAEMON@relay.test (Mail Delivery System)",
    `To: ${to}`,
    "Subject: Undelivered Mail Returned to Sender",
    `Message-ID: <${Math.random()}@relay.test>`,
    "Auto-Submitted: auto-replied",
    "MIME-Version: 1.0",
    'Content-Type: multipart/report; report-type=delivery-status; boundary="x"',
    "",
    "--x",
    "Content-Type: text/plain",
    "",
    "This is the mail system at host relay.test.",
    "--x",
    "Content-Type: message/delivery-status",
    "",
    "Reporting-MTA: dns; relay.test",
    "",
    `Final-Recipient: rfc822; ${recipient}`,
    "Action: failed",
    "Status: 5.1.1",
    "Diagnostic-Code: smtp; 550 5.1.1 unknown mailbox",
    "",
    "--x--",
    "",
  ].join("\r\n");

forEachDatabase("mail that does not arrive", (database) => {
  let store: Store;
  beforeAll(async () => {
    store = await database.open();
    await setAgentAddress(store, 1, "root@agents.test");
  });
  beforeEach(async () => {
    await emptyQueue(store);
    await store.transaction((tx) => tx.deleteFrom("gotrs_failing_address").execute());
  });
  afterAll(() => store.close());

  it("is told to the agent who wrote and to the owner, on the ticket and by mail, in the server's own words", async () => {
    await using sink = await startSink({
      onRecipient: (address) => (address === ann ? "550 5.1.1 no such user here" : undefined),
    });
    const { desk, ticket, answer, articles, history, deliverer } = answeringDesk(store, { smarthost: sink.url });
    const dora = await addColleague(desk, "dora", "dora@agents.test");
    const number = await ticket();
    await update(desk, root, number, { owner: dora.login });
    const { articleId } = await answer(number);
    await deliverer.round();
    const thread = await articles(number);
    expect(thread.find(({ id }) => id === articleId)?.delivery).toMatchObject({
      state: "failed",
      message: expect.stringContaining("550 5.1.1 no such user here"),
    });
    expect(thread.at(-1)).toMatchObject({
      sender: "system",
      channel: "Internal",
      visibleForCustomer: false,
      subject: "Mail not delivered",
      body: expect.stringContaining(`* ${ann}: 127.0.0.1: 550 5.1.1 no such user here`),
      seen: false,
    });
    expect(await history(number)).toContain("SendAgentNotification %%Mail not delivered%%dora%%Email");
    // The notices leave like any mail, and nothing is sent about them.
    await deliverer.round();
    expect(sink.mails.map(({ from, to }) => [from, to[0]]).toSorted()).toEqual([
      ["", "dora@agents.test"],
      ["", "root@agents.test"],
    ]);
    const notice = sink.mails[0]?.raw.toString() ?? "";
    expect(notice).toMatch(/^Auto-Submitted: auto-generated$/m);
    expect(notice).toContain(`[Ticket#${number}] Not delivered`);
    expect(await failingAddresses(store.db)).toMatchObject([
      { address: ann, origin: "refused", status: "5.1.1", failures: 1 },
    ]);
    await deliverer.stop();
  });

  it("is known by its return path though the report kept nothing of it, and its address is marked", async () => {
    await using sink = await startSink();
    const bounceAddress = "bounces@desk.test";
    const { ticket, answer, articles, take, deliverer, clock } = answeringDesk(store, {
      smarthost: sink.url,
      bounceAddress,
    });
    const number = await ticket();
    const { articleId } = await answer(number);
    await deliverer.round();
    const path = sink.mails[0]?.from ?? "";
    expect(path).toMatch(/^bounces\+a\d+\./);
    const result = await take(report(path, ann), { from: "", to: [path] });
    expect(result).toMatchObject({ outcome: "followUp", ticketNumber: number });
    const thread = await articles(number);
    expect(thread.find(({ id }) => id === articleId)?.delivery).toMatchObject({
      state: "failed",
      message: `${ann}: 550 5.1.1 unknown mailbox`,
    });
    const errors = await store.db
      .selectFrom("article_data_mime_send_error")
      .select("log_message")
      .where("article_id", "=", articleId)
      .execute();
    expect(errors).toEqual([{ log_message: `${ann}: 550 5.1.1 unknown mailbox` }]);
    expect(thread.filter(({ subject }) => subject === "Mail not delivered")).toHaveLength(1);
    // The report is no word of the customer's: the next answer goes to Ann, not to the robot.
    expect(thread.find(({ subject }) => subject.startsWith("Undelivered"))).toMatchObject({
      sender: "system",
      visibleForCustomer: false,
    });
    expect(await failingAddresses(store.db)).toMatchObject([{ address: ann, origin: "bounced", failures: 1 }]);

    // The relay takes the next mail too, which proves nothing yet; five days without a bounce do.
    await answer(number);
    await deliverer.round();
    expect(await failingAddresses(store.db)).toHaveLength(1);
    clock.advance(5 * 86_400 + 1);
    await answer(number);
    await deliverer.round();
    expect(await failingAddresses(store.db)).toEqual([]);
    await deliverer.stop();
  });

  it("is known by the Message-ID that a report returns, where no return path is configured", async () => {
    await using sink = await startSink();
    const { ticket, answer, articles, take, deliverer } = answeringDesk(store, { smarthost: sink.url });
    const number = await ticket();
    const { articleId, messageId } = await answer(number);
    await deliverer.round();
    expect(sink.mails[0]?.from).toBe("support@localhost");
    const returned = `--x\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: ${messageId}\r\n\r\n--x--`;
    const raw = report("support@localhost", ann).replace("--x--", returned);
    await take(raw, { from: "", to: ["support@localhost"] });
    expect((await articles(number)).find(({ id }) => id === articleId)?.delivery?.state).toBe("failed");
    await deliverer.stop();
  });

  it("makes no round of notices when an agent's address is one of ours or fails itself", async () => {
    await using sink = await startSink({
      onRecipient: (address) => (address === "eve@agents.test" || address === ann ? "550 5.1.1 unknown" : undefined),
    });
    const { desk, ticket, articles, deliverer } = answeringDesk(store, { smarthost: sink.url });
    const eve = await addColleague(desk, "eve", "eve@agents.test");
    const fay = await addColleague(desk, "fay", "support@localhost");
    const number = await ticket();
    await update(desk, root, number, { owner: fay.login });
    await reply(desk, eve, number, { body: "Hello" });
    for (let rounds = 0; rounds < 5; rounds += 1) await deliverer.round();
    expect(sink.mails).toEqual([]);
    expect((await articles(number)).filter(({ subject }) => subject === "Mail not delivered")).toHaveLength(1);
    const queued = await store.db.selectFrom("mail_queue").select("id").execute();
    expect(queued).toEqual([]);
    await deliverer.stop();
  });
});
