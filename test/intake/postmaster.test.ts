import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { change } from "../../src/admin/administer.ts";
import { autoResponse } from "../../src/admin/modules/autoResponse.ts";
import { postmasterFilter } from "../../src/admin/modules/postmasterFilter.ts";
import type { Settings } from "../../src/config/settings.ts";
import type { Desk } from "../../src/desk.ts";
import { explain } from "../../src/intake/explain.ts";
import { tryFilters } from "../../src/intake/filters.ts";
import { intake } from "../../src/intake/intake.ts";
import type { Incoming, IntakeResult } from "../../src/intake/types.ts";
import { parseMail } from "../../src/mail/parse.ts";
import { rawFromBuffer } from "../../src/mail/rawSource.ts";
import { rootActor } from "../../src/people/administrators.ts";
import { articlesOf } from "../../src/store/articleView.ts";
import { type FilterDefinition, filterDefinitions } from "../../src/store/postmasterFilters.ts";
import { reference } from "../../src/store/reference.ts";
import type { Store } from "../../src/store/store.ts";
import { reply } from "../../src/ticket/reply.ts";
import { forEachDatabase } from "../databases.ts";
import { TestClock, testDesk } from "../desk.ts";
import {
  addAddress,
  addAgent,
  addField,
  articleRow,
  historyOf,
  mailBytes,
  stamp,
  ticketRow,
  type Written,
} from "./rows.ts";

const changeFilter = (desk: Desk, key: string, mode: "add" | "set", raw: object) =>
  change(desk, rootActor, {
    module: postmasterFilter,
    key,
    mode,
    raw: { ...raw },
    form: "json",
    where: () => undefined,
  });
const storeFilter = (desk: Desk, filter: FilterDefinition, replaces: string | undefined) =>
  changeFilter(desk, replaces ?? filter.name, replaces === undefined ? "add" : "set", filter);
const removeFilter = (desk: Desk, name: string) => changeFilter(desk, name, "set", { valid: false });

forEachDatabase("the postmaster", (database) => {
  let store: Store;
  let desk: Desk;
  const clock = new TestClock();
  const withSettings = (postmaster: Partial<Settings["postmaster"]>): void => {
    desk = testDesk(store, { postmaster: { ...desk.settings.postmaster, ...postmaster } }, clock);
  };
  // One database for all of them, for making one takes long: each test uses rows of its own.
  beforeAll(async () => {
    store = await database.open();
  });
  beforeEach(() => {
    desk = testDesk(store, {}, clock);
  });
  afterAll(async () => {
    await store.close();
  });
  const linksFrom = async ({ ticketId }: IntakeResult): Promise<readonly number[]> => {
    const links = await store.db
      .selectFrom("link_relation")
      .select("target_key")
      .where("source_key", "=", String(ticketId))
      .execute();
    return links.map(({ target_key }) => Number(target_key));
  };
  const lastSent = async () => {
    const row = await store.db
      .selectFrom("mail_queue")
      .select("raw_message")
      .orderBy("id", "desc")
      .limit(1)
      .executeTakeFirstOrThrow();
    return await parseMail(rawFromBuffer(store.codec.toBytes(row.raw_message)));
  };
  const incoming = (mail: Written, trusted = false): Incoming => ({
    raw: rawFromBuffer(mailBytes(mail)),
    road: "smtp",
    envelope: { from: "ann@customer.test", to: [] },
    trusted,
  });
  const take = (mail: Written = {}, trusted = false): Promise<IntakeResult> => intake(desk, incoming(mail, trusted));
  const numbered = (first: IntakeResult): string => `Re: [Ticket#${first.ticketNumber}] The printer is on fire`;
  const warningsOf = async ({ ticketId, articleId }: IntakeResult): Promise<readonly string[]> => {
    const articles = await articlesOf(store, Number(ticketId), 1);
    return articles.find(({ id }) => id === articleId)?.warnings.map(({ code }) => code) ?? [];
  };
  const fieldRows = async (objectId: number | null) =>
    await store.db
      .selectFrom("dynamic_field_value as v")
      .innerJoin("dynamic_field as f", "f.id", "v.field_id")
      .select(["f.name", "v.value_text", "v.value_int", "v.value_date"])
      .where("v.object_id", "=", Number(objectId))
      .orderBy("v.id")
      .execute();

  it("fills the dynamic fields of the ticket into the automatic answer", async () => {
    await addField(store, "Shelf", "Ticket", "Text");
    const written = { type: "auto reply", subject: "Shelf <OTRS_TICKET_DynamicField_Shelf>", queues: ["Postmaster"] };
    const text = "It stands on <OTRS_TICKET_DynamicField_Shelf_Value>.";
    await change(desk, rootActor, {
      module: autoResponse,
      key: "shelves",
      mode: "add",
      raw: { name: "shelves", ...written, text, systemAddress: "support@localhost" },
      form: "json",
      where: () => undefined,
    });
    await take({ headers: ["X-OTRS-Queue: Postmaster", "X-OTRS-DynamicField-Shelf: B 12"] }, true);
    const { subject, body } = await lastSent();
    expect(subject).toContain("Shelf B 12");
    expect(body).toContain("It stands on B 12.");
  });

  it("writes what steering headers ask for on a new ticket, with OTRS's history", async () => {
    await addField(store, "Asset", "Ticket", "Text");
    await addField(store, "Urgent", "Ticket", "Checkbox");
    await addField(store, "Due", "Ticket", "DateTime");
    const result = await take(
      {
        headers: [
          "X-OTRS-Queue: Misc",
          "X-OTOBO-State: pending reminder",
          "X-OTRS-State-PendingTime: +2h",
          "X-OTRS-Priority: 5 very high",
          "X-OTRS-Lock: lock",
          "X-OTRS-Title: Reception",
          "X-OTRS-CustomerNo: acme",
          "X-OTRS-IsVisibleForCustomer: 0",
          "X-OTRS-SenderType: system",
          "X-OTRS-DynamicField-Asset: PC 7",
          "X-OTRS-DynamicField-Urgent: 1",
          "X-OTRS-DynamicField-Due: 2026-12-01 08:00",
        ],
      },
      true,
    );
    expect(await ticketRow(store, result.ticketId)).toMatchObject({
      title: "Reception",
      queue: "Misc",
      state: "pending reminder",
      priority: "5 very high",
      lock: "lock",
      customer_id: "acme",
      until_time: clock.now().getTime() / 1000 + 7200,
    });
    expect(await articleRow(store, result.articleId)).toMatchObject({ visible: 0, sender: "system" });
    expect(await fieldRows(result.ticketId)).toEqual([
      { name: "Asset", value_text: "PC 7", value_int: null, value_date: null },
      { name: "Urgent", value_text: null, value_int: 1, value_date: null },
      { name: "Due", value_text: null, value_int: null, value_date: "2026-12-01 08:00:00" },
    ]);
    expect(await historyOf(store, result.ticketId)).toEqual([
      `NewTicket %%${result.ticketNumber}%%Misc%%5 very high%%pending reminder%%${result.ticketId}`,
      "SetPendingTime %%2026-11-24 12:00",
      "CustomerUpdate %%CustomerID=acme;CustomerUser=ann@customer.test;",
      "TicketDynamicFieldUpdate %%FieldName%%Asset%%Value%%PC 7%%OldValue%%",
      "TicketDynamicFieldUpdate %%FieldName%%Urgent%%Value%%1%%OldValue%%",
      "TicketDynamicFieldUpdate %%FieldName%%Due%%Value%%2026-12-01 08:00%%OldValue%%",
      "EmailCustomer %%",
    ]);
  });

  it("writes what steering headers ask for on a follow-up, with OTRS's history", async () => {
    const ben = await addAgent(store, "ben", "ben@desk.test");
    const field = await addField(store, "Machine", "Ticket", "Text");
    const first = await take({ headers: ["X-OTRS-DynamicField-Machine: PC 7"] }, true);
    const second = await take(
      {
        subject: numbered(first),
        headers: [
          "X-OTRS-FollowUp-Queue: Misc",
          "X-OTRS-FollowUp-State: closed successful",
          "X-OTRS-FollowUp-Priority: 1 very low",
          "X-OTRS-FollowUp-Owner: ben",
          "X-OTRS-FollowUp-Responsible: ben",
          "X-OTRS-FollowUp-Title: Printers",
          "X-OTRS-FollowUp-DynamicField-Machine: PC 8",
        ],
      },
      true,
    );
    expect(await ticketRow(store, first.ticketId)).toMatchObject({
      title: "Printers",
      queue: "Misc",
      state: "closed successful",
      priority: "1 very low",
      user_id: ben,
    });
    expect((await historyOf(store, first.ticketId)).slice(4)).toEqual([
      "StateUpdate %%new%%closed successful%%",
      `OwnerUpdate %%ben%%${ben}`,
      `ResponsibleUpdate %%ben%%${ben}`,
      "PriorityUpdate %%3 normal%%3%%1 very low%%1",
      "Move %%Misc%%4%%Raw%%2",
      "TitleUpdate %%The printer is on fire%%Printers",
      "TicketDynamicFieldUpdate %%FieldName%%Machine%%Value%%PC 8%%OldValue%%PC 7",
      `FollowUp %%${second.ticketNumber}%%`,
    ]);
    const values = await store.db
      .selectFrom("dynamic_field_value")
      .select("value_text")
      .where("field_id", "=", field)
      .execute();
    expect(values).toEqual([{ value_text: "PC 8" }]);
  });

  it("runs the filters of the database, which may change what is kept", async () => {
    const sets = [
      { key: "X-OTRS-Queue", value: "Junk" },
      { key: "Subject", value: "[spam] [***]" },
    ];
    await storeFilter(
      desk,
      { name: "10 spam", stop: true, matches: [{ key: "Subject", value: "(casino)", not: false }], sets },
      undefined,
    );
    const result = await take({ subject: "Casino for you" });
    expect(await ticketRow(store, result.ticketId)).toMatchObject({ queue: "Junk", title: "[spam] Casino" });
    expect(await articleRow(store, result.articleId)).toMatchObject({ a_subject: "[spam] Casino" });
    expect(await ticketRow(store, (await take()).ticketId)).toMatchObject({ queue: "Raw" });

    const mail = incoming({ subject: "casino" });
    const tried = await tryFilters(desk, mail, await parseMail(mail.raw));
    expect(tried.results).toMatchObject([{ name: "10 spam", acts: true, stops: true }]);

    const changed = { name: "20 spam", stop: false, matches: [{ key: "From", value: "bob", not: true }], sets };
    await storeFilter(desk, changed, "10 spam");
    expect(await filterDefinitions(store.db)).toEqual([changed]);
    await expect(storeFilter(desk, changed, undefined)).rejects.toThrow(/already/);
    await removeFilter(desk, "20 spam");
    expect(await filterDefinitions(store.db)).toEqual([]);
    await expect(removeFilter(desk, "20 spam")).rejects.toThrow(/no postmaster filter/);
  });

  it("keeps the source of a mail that a filter drops, and nothing else", async () => {
    const matches = [{ key: "Subject", value: "casino", not: false }];
    await storeFilter(
      desk,
      { name: "drop", stop: false, matches, sets: [{ key: "X-OTRS-Ignore", value: "yes" }] },
      undefined,
    );
    const before = await store.db.selectFrom("article").select("id").execute();
    expect(await take({ subject: "casino" })).toMatchObject({ outcome: "ignored", ticketId: null });
    expect(await store.db.selectFrom("article").select("id").execute()).toEqual(before);
    const kept = await store.db.selectFrom("gotrs_mail").select("raw").where("outcome", "=", "ignored").execute();
    await removeFilter(desk, "drop");
    expect(kept).toMatchObject([{ raw: expect.anything() }]);
  });

  it("flags a stranger's mail on its article and in the history", async () => {
    const first = await take();
    const known = await take({ subject: numbered(first), from: "bob@customer.test" });
    const stranger = await take({ subject: numbered(first), from: "Mallory <mallory@evil.test>" });
    expect([known, stranger]).toMatchObject([{ ticketId: first.ticketId }, { ticketId: first.ticketId }]);
    expect(await warningsOf(known)).toEqual([]);
    expect(await warningsOf(stranger)).toEqual(["stranger"]);
    expect((await historyOf(store, first.ticketId)).at(-1)).toMatch(/^Misc mallory@evil\.test stands on no article/);
  });

  it("makes a linked ticket of a stranger's mail by setting, and knows who was in copy", async () => {
    withSettings({ strangers: "newTicket" });
    const first = await take({ headers: ["Cc: Carl <carl@third.test>"] });
    const stranger = await take({ subject: numbered(first), from: "mallory@evil.test" });
    const copied = await take({ subject: numbered(first), from: "carl@third.test" });
    expect(copied.ticketId).toBe(first.ticketId);
    expect(stranger).toMatchObject({ outcome: "new" });
    expect(await linksFrom(first)).toEqual([stranger.ticketId]);
    expect((await historyOf(store, first.ticketId)).filter((row) => row.startsWith("TicketLinkAdd"))).toHaveLength(1);
  });

  it("keeps an answer to an internal mail internal", async () => {
    const first = await take();
    await store.transaction(async (tx) => {
      await tx
        .updateTable("article")
        .set({ is_visible_for_customer: 0, article_sender_type_id: 1 })
        .where("id", "=", Number(first.articleId))
        .execute();
      await tx
        .updateTable("article_data_mime")
        .set({ a_to: "Third <third@party.test>" })
        .where("article_id", "=", Number(first.articleId))
        .execute();
    });
    const answer = await take({ subject: numbered(first), from: "third@party.test" });
    expect(await articleRow(store, answer.articleId)).toMatchObject({ visible: 0, sender: "customer" });
  });

  it("makes an agent's mail about a ticket that agent's internal note", async () => {
    const cora = await addAgent(store, "cora", "Cora@desk.test");
    const first = await take();
    const note = await take({ subject: numbered(first), from: "cora@desk.test" });
    expect(await articleRow(store, note.articleId)).toMatchObject({ visible: 0, sender: "agent", create_by: cora });
    expect((await historyOf(store, first.ticketId)).at(-1)).toBe("AddNote %%");
    expect(await ticketRow(store, first.ticketId)).toMatchObject({ state: "new" });
  });

  it("takes a customer's mail that an agent forwards for the customer's, with the agent's words as a note", async () => {
    withSettings({ agentForwards: "address" });
    const dan = await addAgent(store, "dan", "dan@desk.test");
    const body =
      "please look\r\n\r\n-----Original Message-----\r\nFrom: Ann <ann@customer.test>\r\nSent: Monday\r\nSubject: Fire\r\n\r\nIt burns.";
    const result = await take({ from: "dan@desk.test", subject: "FW: Fire", body });
    expect(await ticketRow(store, result.ticketId)).toMatchObject({
      title: "Fire",
      customer_user_id: "ann@customer.test",
    });
    const articles = await articlesOf(store, Number(result.ticketId), 1);
    expect(articles).toMatchObject([
      { sender: "customer", from: "Ann <ann@customer.test>", body: "It burns.\n", visibleForCustomer: true },
      { sender: "agent", body: "please look", visibleForCustomer: false, channel: "Internal" },
    ]);
    expect((await articleRow(store, articles[1]?.id ?? 0)).create_by).toBe(dan);
  });

  it("makes one ticket of a mail to two queues and says so, or a linked one in each by setting", async () => {
    await addAddress(store, "misc@localhost", "Misc");
    const to = "support@localhost, misc@localhost";
    const told = await take({ to });
    expect(await warningsOf(told)).toEqual(["secondQueue"]);
    withSettings({ secondQueue: "ticket" });
    const first = await take({ id: "<both@customer.test>", to });
    const [other = 0, ...more] = await linksFrom(first);
    expect(more).toEqual([]);
    expect(await ticketRow(store, other)).toMatchObject({ queue: "Misc", title: "The printer is on fire" });
    // The mail's own id stands on both tickets; an answer to one of ours leads to its ticket.
    const answer = await take({ headers: ["References: <both@customer.test>"] });
    expect(answer.outcome).toBe("new");
  });

  it("tells the agents of the second queue by mail, and their answer becomes a note on the ticket", async () => {
    const eva = await addAgent(store, "eva", "eva@desk.test");
    const fay = await addAgent(store, "fay", "fay@desk.test");
    await addAddress(store, "junk@localhost", "Junk");
    await store.transaction(async (tx) => {
      const { id, group_id } = await tx
        .selectFrom("queue")
        .select(["id", "group_id"])
        .where("name", "=", "Junk")
        .executeTakeFirstOrThrow();
      for (const user_id of [eva, fay])
        await tx.insertInto("personal_queues").values({ user_id, queue_id: id }).execute();
      // Fay may not read the queue, whatever she has chosen.
      const permission = { user_id: eva, group_id, permission_key: "ro", ...stamp };
      await tx.insertInto("group_user").values(permission).execute();
    });
    const result = await take({ to: "support@localhost, junk@localhost" });
    const told = (await historyOf(store, result.ticketId)).filter((row) => row.startsWith("SendAgentNotification"));
    expect(told).toEqual(["SendAgentNotification %%Second queue%%eva%%Email"]);
    const notice = await lastSent();
    expect(notice).toMatchObject({ to: [{ address: "eva@desk.test" }], autoSubmitted: "auto-generated" });
    const list = notice.headers.find(([name]) => name.toLowerCase() === "list-unsubscribe")?.[1] ?? "";
    const references = `References: ${notice.references.join(" ")} ${notice.messageId}`;
    const answer = await take({ from: "eva@desk.test", subject: "I take it", headers: [references] });
    expect(answer.ticketId).toBe(result.ticketId);
    expect(await articleRow(store, answer.articleId)).toMatchObject({ visible: 0, sender: "agent", create_by: eva });

    // As a mail program does when its reader unsubscribes.
    const leave = new URL(list.slice(1, -1));
    expect(leave.pathname).toBe("support@localhost");
    const subject = leave.searchParams.get("subject") ?? "";
    const forged = await take({ from: "eva@desk.test", to: leave.pathname, subject: subject.replace(/.$/, "!") });
    expect(forged.outcome).toBe("new");
    const chosen = async () =>
      (await store.db.selectFrom("personal_queues").select("user_id").execute()).map((row) => row.user_id);
    expect(await chosen()).toEqual([eva, fay]);
    expect(await take({ from: "eva@desk.test", to: leave.pathname, subject })).toMatchObject({
      outcome: "ignored",
      ticketId: null,
    });
    expect(await chosen()).toEqual([fay]);
  });

  it("finds a ticket by another system's number, and keeps a new one", async () => {
    await addField(store, "SupplierCase", "Ticket", "Text");
    const rule: Settings["postmaster"]["externalNumbers"][number] = {
      name: "Supplier",
      number: "CASE-(\\d+)",
      in: ["subject"],
      field: "SupplierCase",
      stateTypes: ["new"],
      senderType: "system",
      visibleForCustomer: true,
    };
    withSettings({ externalNumbers: [rule] });
    const first = await take({ subject: "CASE-4711 opened" });
    expect(await fieldRows(first.ticketId)).toMatchObject([{ name: "SupplierCase", value_text: "4711" }]);
    const second = await take({ subject: "News of CASE-4711", from: "other@supplier.test" });
    expect(second).toMatchObject({ outcome: "followUp", ticketId: first.ticketId });
    expect(await articleRow(store, second.articleId)).toMatchObject({ sender: "system" });
  });

  it("knows the answer to our mail by the token in References, though its Message-ID and subject were changed", async () => {
    const first = await take();
    await reply(desk, { userId: 1, login: "root@localhost" }, `~${first.ticketId}`, { body: "Use water." });
    const mail = await lastSent();
    const answers = [
      { headers: [`References: ${mail.references.join(" ")} <rewritten@email.amazonses.com>`] },
      { headers: [`Thread-Index: ${mail.headers.find(([name]) => name === "Thread-Index")?.[1]}`] },
    ];
    for (const answer of answers) {
      const result = await take({ subject: "something else", ...answer });
      expect(result).toMatchObject({ outcome: "followUp", ticketId: first.ticketId });
      expect(await warningsOf(result)).toEqual([]);
    }
    expect(mail.replyTo).toEqual([]);
  });

  it("asks for answers to an address with a token by setting, and knows it", async () => {
    withSettings({ replyToToken: true });
    const first = await take();
    await reply(desk, { userId: 1, login: "root@localhost" }, `~${first.ticketId}`, { body: "Use water." });
    const mail = await lastSent();
    const to = mail.replyTo[0]?.address ?? "";
    expect(to).toMatch(/^support\+t\d+\.[a-z2-7]{16}@localhost$/);
    expect(await take({ to, subject: "something else" })).toMatchObject({ ticketId: first.ticketId });
    expect(await take({ to: to.replace(/.@/, "_@"), subject: "forged" })).toMatchObject({ outcome: "new" });
  });

  it("has a key of its own in each database", async () => {
    const { threadKey } = await reference(store);
    expect(threadKey).toHaveLength(43);
    const other = await database.reopen();
    expect((await reference(other)).threadKey).toBe(threadKey);
    await other.close();
  });

  it("explains a decision without storing anything", async () => {
    const first = await take();
    const tables = ["ticket", "article", "ticket_history", "gotrs_mail", "mail_queue"] as const;
    const counts = () =>
      Promise.all(tables.map(async (table) => (await store.db.selectFrom(table).selectAll().execute()).length));
    const before = await counts();
    const mail = incoming({ subject: numbered(first) });
    expect((await explain(desk, mail)).plan).toMatchObject({ kind: "followUp", ticket: { id: first.ticketId } });
    expect(await counts()).toEqual(before);
    await intake(desk, mail);
    expect((await explain(desk, mail)).duplicateOf).toBe(first.ticketNumber);
  });
});
