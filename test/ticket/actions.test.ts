import { afterEach, beforeEach, expect, it } from "vitest";
import type { TicketDetail } from "../../src/api/ticket.ts";
import type { Actor, Desk } from "../../src/desk.ts";
import { NotFoundError, PermissionError, UserError } from "../../src/errors.ts";
import { intake } from "../../src/intake/intake.ts";
import { parseMail } from "../../src/mail/parse.ts";
import { rawFromBuffer } from "../../src/mail/rawSource.ts";
import { type DueMail, dueMails, queuedMessage } from "../../src/store/deliveryClaim.ts";
import type { Store } from "../../src/store/store.ts";
import { ticketById } from "../../src/store/tickets.ts";
import { create } from "../../src/ticket/create.ts";
import { list, queues } from "../../src/ticket/list.ts";
import { note } from "../../src/ticket/note.ts";
import { reply } from "../../src/ticket/reply.ts";
import { replyDraft } from "../../src/ticket/replyDraft.ts";
import { seen, unseen } from "../../src/ticket/seen.ts";
import { attachment, rawSource, show } from "../../src/ticket/show.ts";
import { update } from "../../src/ticket/update.ts";
import { forEachDatabase } from "../databases.ts";
import { TestClock, testDesk } from "../desk.ts";
import { addAgent, addQueue, grant, grantByRole } from "./people.ts";

const root: Actor = { userId: 1, login: "root@localhost" };

const letter = [
  "Message-ID: <first@customer.test>",
  "References: <older@customer.test>",
  "Date: Tue, 24 Nov 2026 09:59:00 +0000",
  "From: Ann Smith <ann@customer.test>",
  "To: support@localhost",
  "Subject: The printer is on fire",
  "MIME-Version: 1.0",
  "Content-Type: multipart/mixed; boundary=x",
  "",
  "--x",
  "Content-Type: text/plain; charset=utf-8",
  "",
  "Please help.",
  "--x",
  'Content-Type: application/pdf; name="smoke.pdf"',
  "Content-Disposition: attachment",
  "Content-Transfer-Encoding: base64",
  "",
  "c21va2U=",
  "--x--",
  "",
].join("\r\n");

forEachDatabase("an agent", (database) => {
  let store: Store;
  let desk: Desk;
  let clock: TestClock;
  let number: string;
  beforeEach(async () => {
    store = await database.open();
    newest = 0;
    clock = new TestClock();
    desk = testDesk(store, {}, clock);
    const result = await intake(desk, {
      raw: rawFromBuffer(Buffer.from(letter)),
      road: "smtp",
      envelope: { from: "ann@customer.test", to: ["support@localhost"] },
      trusted: false,
    });
    number = result.ticketNumber ?? "";
  });
  afterEach(() => store.close());

  const history = (ticket: TicketDetail): readonly string[] =>
    ticket.history.map(({ type, name }) => `${type} ${name}`);
  let newest = 0;
  /** What was queued since it was asked last. */
  const outgoing = async (): Promise<readonly (DueMail & { readonly raw: Buffer })[]> => {
    const mails: (DueMail & { readonly raw: Buffer })[] = [];
    for (const mail of await dueMails(store.db, clock.now(), 100, newest)) {
      newest = mail.id;
      const raw = await queuedMessage(store, mail.id);
      if (raw !== undefined) mails.push({ ...mail, raw });
    }
    return mails;
  };

  it("sees the ticket with its thread, attachment and raw source", async () => {
    const ticket = await show(desk, root, number);
    expect(ticket).toMatchObject({
      title: "The printer is on fire",
      queue: "Raw",
      state: "new",
      stateType: "new",
      priority: "3 normal",
      type: "Unclassified",
      lock: "unlock",
      owner: "root@localhost",
      customerUser: "ann@customer.test",
      created: "2026-11-24T10:00:00Z",
      age: 0,
      escalation: { first: null, update: null, solution: null, next: null },
      unread: true,
      dynamicFields: {},
      links: [],
    });
    const [article] = ticket.articles;
    expect(article).toMatchObject({ sender: "customer", channel: "Email", visibleForCustomer: true, seen: false });
    expect(article?.attachments).toMatchObject([{ filename: "smoke.pdf", contentType: "application/pdf", size: 5 }]);
    const { content } = await attachment(desk, root, article?.id ?? 0, article?.attachments[0]?.id ?? 0);
    expect(content.toString()).toBe("smoke");
    expect((await rawSource(desk, root, article?.id ?? 0)).toString("latin1")).toBe(letter);
  });

  it("has read a ticket until something new comes", async () => {
    await seen(desk, root, number);
    await seen(desk, root, number);
    expect(await show(desk, root, number)).toMatchObject({ unread: false, articles: [{ seen: true }] });
    const raw = queues(desk, root);
    expect((await raw).find(({ name }) => name === "Raw")).toMatchObject({ open: 2, unread: 1 });
    const other = await addAgent(desk, "carl.other");
    await grant(desk, other, 1, "rw");
    await note(desk, other, number, { body: "I called her." });
    expect(await show(desk, root, number)).toMatchObject({ unread: true, articles: [{ seen: true }, { seen: false }] });
    expect(await show(desk, other, number)).toMatchObject({ unread: false });
  });

  it("counts as unread again for who says so, with the newest article or those that are named", async () => {
    const other = await addAgent(desk, "carl.other");
    await grant(desk, other, 1, "rw");
    const { articleId } = await note(desk, other, number, { body: "I called her." });
    await seen(desk, root, number);
    const { changed, version } = await show(desk, root, number);
    await unseen(desk, root, number);
    const after = await show(desk, root, number);
    expect(after).toMatchObject({ unread: true, articles: [{ seen: true }, { seen: false }], changed, version });
    const [first] = after.articles;
    await unseen(desk, root, number, [first?.id ?? 0, articleId]);
    expect(await show(desk, root, number)).toMatchObject({ articles: [{ seen: false }, { seen: false }] });
    expect(await show(desk, other, number)).toMatchObject({ unread: false });
    await expect(unseen(desk, root, number, [articleId + 1000])).rejects.toThrow(`has no article ${articleId + 1000}`);
    await seen(desk, root, number);
    expect(await show(desk, root, number)).toMatchObject({ unread: false, articles: [{ seen: true }, { seen: true }] });
  });

  it("changes several things at once, each with its history, or none of them", async () => {
    const dora = await addAgent(desk, "dora.agent");
    await grant(desk, dora, 1, "rw");
    await update(desk, root, number, {
      title: "Fire!",
      queue: "Misc",
      priority: "5 very high",
      lock: "lock",
      owner: "dora.agent",
      responsible: "dora.agent",
      state: "open",
    });
    const ticket = await show(desk, root, number);
    expect(ticket).toMatchObject({ title: "Fire!", queue: "Misc", owner: "dora.agent", lock: "lock", state: "open" });
    expect(history(ticket).slice(-7)).toEqual([
      "TitleUpdate %%The printer is on fire%%Fire!",
      "Move %%Misc%%4%%Raw%%2",
      "PriorityUpdate %%3 normal%%3%%5 very high%%5",
      "Lock %%lock",
      `OwnerUpdate %%dora.agent%%${dora.userId}`,
      `ResponsibleUpdate %%dora.agent%%${dora.userId}`,
      "StateUpdate %%new%%open%%",
    ]);
    await expect(update(desk, root, number, { title: "Half", queue: "Nowhere" })).rejects.toThrow(
      /no queue "Nowhere".*Postmaster, Raw/,
    );
    expect((await show(desk, root, number)).title).toBe("Fire!");
  });

  it("puts off a ticket until a time, and closing it ends that and unlocks it", async () => {
    await update(desk, root, number, { lock: "lock" });
    await expect(update(desk, root, number, { state: "pending reminder" })).rejects.toBeInstanceOf(UserError);
    await update(desk, root, number, { state: "pending reminder", pendingUntil: "2026-12-01T09:00:00Z" });
    const { id } = await show(desk, root, number);
    const until = async () => (await ticketById(store.db, id))?.untilTime;
    expect(await until()).toBe(Date.UTC(2026, 11, 1, 9) / 1000);
    await update(desk, root, number, { state: "closed successful" });
    expect(await until()).toBe(0);
    expect(await show(desk, root, number)).toMatchObject({ state: "closed successful", lock: "unlock" });
    expect((await list(desk, root, {})).tickets.map((one) => one.number)).not.toContain(number);
    expect((await list(desk, root, { stateType: "all" })).tickets.map((one) => one.number)).toContain(number);
  });

  it("writes a note that the customer cannot see, and no mail leaves", async () => {
    await note(desk, root, number, { subject: "Phone", body: "She is upset." });
    const ticket = await show(desk, root, number);
    expect(ticket.articles.at(-1)).toMatchObject({
      sender: "agent",
      channel: "Internal",
      visibleForCustomer: false,
      subject: "Phone",
      body: "She is upset.",
    });
    expect(history(ticket).at(-1)).toBe("AddNote %%Phone");
    expect(await outgoing()).toEqual([]);
    await expect(note(desk, root, number, { body: " \n" })).rejects.toThrow("the note is empty");
  });

  it("answers the customer with salutation, quote and signature, threaded for every mail program", async () => {
    const dora = await addAgent(desk, "dora.agent");
    await grant(desk, dora, 1, "rw");
    const draft = await replyDraft(desk, dora, number);
    expect(draft).toMatchObject({
      from: "Support <support@localhost>",
      to: "Ann Smith <ann@customer.test>",
      subject: `Re: [Ticket#${number}] The printer is on fire`,
    });
    expect(draft.body).toMatch(/^Hello Ann Smith,\n/);
    expect(draft.body).toContain("\n> Please help.\n");
    expect(draft.body).toMatch(/Kind regards\ndora agent\n$/);
    const text = `Take the blue cable. \u65e5\u672c\u8a9e ${"long ".repeat(60)}`;
    await reply(desk, dora, number, {
      body: text,
      cc: "Bob <bob@customer.test>",
      bcc: "hidden@example.test",
      attachments: [{ filename: "gr\u00fcn.txt", contentType: "text/plain", contentBase64: "Z3JlZW4=" }],
    });
    const [mail] = await outgoing();
    expect(mail).toMatchObject({
      sender: "support@localhost",
      recipients: ["ann@customer.test", "bob@customer.test", "hidden@example.test"],
    });
    const raw = mail?.raw ?? Buffer.alloc(0);
    expect(raw.toString("latin1")).not.toContain("hidden@example.test");
    expect(
      Math.max(
        ...raw
          .toString("latin1")
          .split("\r\n")
          .map(({ length }) => length),
      ),
    ).toBeLessThanOrEqual(998);
    const parsed = await parseMail(rawFromBuffer(raw));
    expect(parsed).toMatchObject({
      from: [{ name: "Support", address: "support@localhost" }],
      subject: `Re: [Ticket#${number}] The printer is on fire`,
      inReplyTo: ["<first@customer.test>"],
      // The ticket's own mark first, then the whole thread.
      references: [expect.stringMatching(/^<ticket\.\d+\./), "<older@customer.test>", "<first@customer.test>"],
      attachments: [{ filename: "gr\u00fcn.txt", size: 5 }],
    });
    expect(parsed.body.trimEnd()).toBe(text.trimEnd());
    const ticket = await show(desk, dora, number);
    expect(ticket.articles.at(-1)).toMatchObject({ sender: "agent", messageId: parsed.messageId });
    expect(history(ticket)).toContainEqual(expect.stringMatching(/^SendAnswer %%ann@customer.test, bob@customer.test/));
  });

  it("opens a new ticket by answering it, unless another state is wanted", async () => {
    await reply(desk, root, number, { body: "We are on it." });
    expect(await show(desk, root, number)).toMatchObject({ state: "open" });
    await reply(desk, root, number, { body: "Done.", state: "closed successful" });
    expect(await show(desk, root, number)).toMatchObject({ state: "closed successful" });
  });

  it.each([
    ["to", { to: "nobody" }, /to: "nobody" is no mail address/],
    ["cc", { cc: "ann@customer.test, <bob>" }, /cc: .* is no mail address/],
    ["body", { body: "" }, /body: the reply is empty/],
  ])("is told what is wrong with %s, and nothing is sent", async (_field, wrong, message) => {
    await expect(reply(desk, root, number, { body: "Hello", ...wrong })).rejects.toThrow(message);
    expect(await outgoing()).toEqual([]);
    expect((await show(desk, root, number)).articles).toHaveLength(1);
  });

  it("opens a ticket by mail, or as a note of what was said", async () => {
    const mailed = await create(desk, root, {
      title: "Your order",
      queue: "Misc",
      body: "It is late.",
      to: "Bob <bob@customer.test>",
      cc: "carl@customer.test",
      bcc: "hidden@example.test",
    });
    expect(await show(desk, root, mailed.ticketNumber)).toMatchObject({
      customerUser: "bob@customer.test",
      queue: "Misc",
      articles: [{ channel: "Email", sender: "agent", cc: "carl@customer.test", bcc: "hidden@example.test" }],
    });
    const [mail] = await outgoing();
    expect(mail?.recipients).toEqual(["bob@customer.test", "carl@customer.test", "hidden@example.test"]);
    expect(mail?.raw.toString()).not.toContain("hidden@example.test");
    expect(mail?.raw.toString()).toContain(`Subject: [Ticket#${mailed.ticketNumber}] Your order`);
    const noted = await create(desk, root, { title: "Call", queue: "Misc", body: "She called." });
    expect(await show(desk, root, noted.ticketNumber)).toMatchObject({ articles: [{ visibleForCustomer: false }] });
    expect(await outgoing()).toEqual([]);
  });

  it("is told when a ticket would not tell those whom it names", async () => {
    const wrong = [
      [{ to: "bob@customer.test", by: "note" }, /to: a ticket by note sends no mail/],
      [{ cc: "bob@customer.test" }, /cc: a ticket by note sends no mail/],
      [{ bcc: "bob@customer.test", by: "phone", customerUser: "ann" }, /bcc: a ticket by phone sends no mail/],
      [{ bcc: "nobody", to: "bob@customer.test" }, /bcc: "nobody" is no mail address/],
      [{ bcc: "bob@customer.test", by: "mail" }, /to: the mail has no recipient/],
    ] as const;
    for (const [request, message] of wrong) {
      await expect(create(desk, root, { title: "Late", queue: "Misc", body: "-", ...request })).rejects.toThrow(
        message,
      );
    }
    expect(await outgoing()).toEqual([]);
  });

  it("does not see, and may not touch, what their groups do not allow", async () => {
    const secret = await addQueue(desk, "Secret");
    await update(desk, root, number, { queue: "Secret" });
    const eve = await addAgent(desk, "eve.agent");
    const { articles } = await show(desk, root, number);
    const articleId = articles[0]?.id ?? 0;
    const refused: readonly (() => Promise<unknown>)[] = [
      () => show(desk, eve, number),
      () => update(desk, eve, number, { title: "x" }),
      () => note(desk, eve, number, { body: "x" }),
      () => reply(desk, eve, number, { body: "x" }),
      () => replyDraft(desk, eve, number),
      () => seen(desk, eve, number),
      () => rawSource(desk, eve, articleId),
      () => attachment(desk, eve, articleId, articles[0]?.attachments[0]?.id ?? 0),
    ];
    for (const attempt of refused) await expect(attempt()).rejects.toBeInstanceOf(NotFoundError);
    expect(await list(desk, eve, { stateType: "all" })).toMatchObject({ tickets: [], total: 0 });
    expect(await queues(desk, eve)).toEqual([]);

    await grantByRole(desk, eve, secret.groupId, "rw", { valid: false });
    await grantByRole(desk, eve, secret.groupId, "rw", { value: 0 });
    await expect(show(desk, eve, number)).rejects.toBeInstanceOf(NotFoundError);

    await grantByRole(desk, eve, secret.groupId, "ro");
    expect(await show(desk, eve, number)).toMatchObject({ number });
    await expect(note(desk, eve, number, { body: "x" })).rejects.toBeInstanceOf(PermissionError);
    await grant(desk, eve, secret.groupId, "note");
    await note(desk, eve, number, { body: "Allowed." });
    for (const change of [{ title: "x" }, { priority: "1 very low" }, { owner: "eve.agent" }, { queue: "Misc" }]) {
      await expect(update(desk, eve, number, change)).rejects.toBeInstanceOf(PermissionError);
    }
    await grant(desk, eve, secret.groupId, "priority");
    await update(desk, eve, number, { priority: "1 very low" });
    await expect(reply(desk, eve, number, { body: "x" })).rejects.toBeInstanceOf(PermissionError);
    await expect(create(desk, eve, { title: "x", queue: "Secret", body: "x" })).rejects.toBeInstanceOf(PermissionError);
    await grant(desk, eve, secret.groupId, "create", "owner");
    await update(desk, eve, number, { owner: "eve.agent" });
    // Who owns a ticket works on it, whatever the groups say.
    await reply(desk, eve, number, { body: "Mine now." });
    expect((await show(desk, eve, number)).articles).toHaveLength(3);
  });

  it("pages through tickets and finds them by what is known of them", async () => {
    for (let made = 0; made < 5; made += 1)
      await create(desk, root, { title: `Job ${made}`, queue: "Misc", body: "-" });
    const numbers: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await list(desk, root, { queue: "Misc", limit: 2, ...(cursor === undefined ? {} : { cursor }) });
      expect(page.total).toBe(5);
      numbers.push(...page.tickets.map(({ title }) => title));
      cursor = page.nextCursor;
    }
    expect(numbers).toEqual(["Job 4", "Job 3", "Job 2", "Job 1", "Job 0"]);
    expect((await list(desk, root, { search: "PRINTER" })).tickets).toMatchObject([{ number }]);
    expect((await list(desk, root, { search: "100%_" })).tickets).toEqual([]);
    expect((await list(desk, root, { search: number })).tickets).toMatchObject([{ number }]);
    await expect(list(desk, root, { queue: "Nope" })).rejects.toThrow(/There is: Junk|There is: /);
    await expect(list(desk, root, { cursor: "!" })).rejects.toBeInstanceOf(UserError);
  });
});
