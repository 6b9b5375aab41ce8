/** Customers over the API, each tried with everybody's tickets: what they see, what they may write, what never leaves the desk. */
import { createHash } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { change } from "../../src/admin/administer.ts";
import { queue as queueModule } from "../../src/admin/modules/queue.ts";
import { toDbTime } from "../../src/clock.ts";
import type { Desk } from "../../src/desk.ts";
import { scopeOf } from "../../src/people/customers.ts";
import { insertRow } from "../../src/store/insert.ts";
import { forgetReference } from "../../src/store/reference.ts";
import type { Store } from "../../src/store/store.ts";
import { create } from "../../src/ticket/create.ts";
import { note } from "../../src/ticket/note.ts";
import { update } from "../../src/ticket/update.ts";
import { forEachDatabase } from "../databases.ts";
import { TestClock, testDesk, testSettings } from "../desk.ts";
import { httpApp, type TestApp } from "../http/app.ts";
import { addQueue } from "../ticket/people.ts";

const root = { userId: 1, login: "root@localhost" };
/** As an OTRS has written it. */
const hash = createHash("sha256").update("geheim").digest("hex");

describe("the rule of customers", () => {
  const who = { login: "ann", customerIds: ["acme", "beta"] };
  const groups = [
    { groupId: 1, key: "ro" },
    { groupId: 2, key: "rw" },
    { groupId: 3, key: "note" },
  ];
  it.each([
    ["ro", { groups: false, companyTickets: true }, { customerIds: ["acme", "beta"], groupIds: undefined }],
    ["ro", { groups: false, companyTickets: false }, { customerIds: [], groupIds: undefined }],
    ["ro", { groups: true, companyTickets: true }, { customerIds: ["acme", "beta"], groupIds: [1, 2] }],
    ["rw", { groups: true, companyTickets: false }, { customerIds: [], groupIds: [2] }],
  ] as const)("%s with %j", (key, rules, scope) => {
    expect(scopeOf(who, groups, key, rules)).toEqual({ login: "ann", ...scope });
  });
});

forEachDatabase("customers", (database) => {
  let store: Store;
  let desk: Desk;
  let app: TestApp;
  const clock = new TestClock();
  const tokens = new Map<string, string>();
  const numbers = new Map<string, string>();
  const open: TestApp[] = [];
  const queues = new Map<string, { id: number; groupId: number }>();

  const use = async (customer: Partial<typeof testSettings.customer>) => {
    desk = testDesk(
      store,
      { customer: { ...testSettings.customer, queues: ["Misc", "Closed shop"], ...customer } },
      clock,
    );
    app = await httpApp(desk);
    open.push(app);
  };
  const ask = (who: string, method: string, path: string, body?: unknown) =>
    app.ask(method, `/customer${path}`, tokens.get(who), body);
  const stamp = () => {
    const time = toDbTime(clock.now());
    return { create_time: time, create_by: 1, change_time: time, change_by: 1 };
  };

  beforeAll(async () => {
    store = await database.open();
    await use({});
    for (const name of ["Support", "Closed shop"]) queues.set(name, await addQueue(desk, name));
    const people = [
      ["ann", "acme"],
      ["bob", "acme"],
      ["cat", "beta"],
      ["dan", ""],
      ["Eve", "gamma"],
    ] as const;
    await store.transaction(async (tx) => {
      for (const [login, customer_id] of people) {
        await insertRow(tx, "customer_user", {
          login,
          email: `${login.toLowerCase()}@customer.test`,
          customer_id,
          pw: hash,
          first_name: login,
          last_name: "Customer",
          valid_id: 1,
          ...stamp(),
        });
      }
      await insertRow(tx, "customer_user_customer", { user_id: "cat", customer_id: "acme", ...stamp() });
      // Nobody's empty company is a company.
      await insertRow(tx, "customer_user_customer", { user_id: "dan", customer_id: "", ...stamp() });
    });
    const tickets = [
      ["of ann", "ann", "acme", "Misc"],
      ["of bob", "bob", "acme", "Support"],
      ["of cat", "cat", "beta", "Misc"],
      ["of nobody", "stranger@nowhere.test", "", "Misc"],
      ["of another ann", "änn", "acmé", "Misc"],
      ["of Eve", "Eve", "gamma", "Closed shop"],
    ] as const;
    for (const [title, customerUser, customerId, queue] of tickets) {
      const made = await create(desk, root, { title, queue, body: `Written by an agent about ${title}` });
      numbers.set(title, made.ticketNumber);
      await store.transaction((tx) =>
        tx
          .updateTable("ticket")
          .set({ customer_id: customerId, customer_user_id: customerUser })
          .where("id", "=", made.ticketId)
          .execute(),
      );
      await note(desk, root, made.ticketNumber, { subject: "Secret", body: "INTERNAL: do not tell" });
      await note(desk, root, made.ticketNumber, { subject: "Told", body: "For you", visibleForCustomer: true });
    }
    for (const [login] of people) {
      const { json } = await app.ask("POST", "/customer/session", undefined, { login, password: "geheim" });
      tokens.set(login, json.token);
    }
  });
  beforeEach(() => use({}));
  afterEach(async () => {
    for (const one of open.splice(0)) await one[Symbol.asyncDispose]();
    await store.transaction(async (tx) => {
      await tx.deleteFrom("group_customer").execute();
      await tx.deleteFrom("group_customer_user").execute();
    });
  });
  afterAll(() => store.close());

  /** Titles that somebody sees in the list, checked to be the same that open one by one, and that all else is not there. */
  const sees = async (who: string): Promise<readonly string[]> => {
    const { json } = await ask(who, "GET", "/tickets?status=all");
    const listed: string[] = json.tickets.map((one: { title: string }) => one.title);
    for (const [title, number] of numbers) {
      for (const [method, path, body] of [
        ["GET", `/tickets/${number}`, undefined],
        ["GET", `/tickets/~${(await idOf(number)) ?? 0}`, undefined],
      ] as const) {
        const { status } = await ask(who, method, path, body);
        expect(`${title} ${status}`).toBe(`${title} ${listed.includes(title) ? 200 : 404}`);
      }
    }
    return listed.toSorted();
  };
  const idOf = async (number: string) =>
    (await store.db.selectFrom("ticket").select("id").where("tn", "=", number).executeTakeFirst())?.id;
  const shownArchived = async (number: string) =>
    (await store.db.selectFrom("ticket").select("archive_flag").where("tn", "=", number).executeTakeFirst())
      ?.archive_flag;
  const mayWrite = async (who: string, title: string): Promise<number> =>
    (await ask(who, "POST", `/tickets/${numbers.get(title)}/reply`, { body: "Answer" })).status;

  it("shows own tickets and those of one's companies, and of nobody else", async () => {
    expect(await sees("ann")).toEqual(["of ann", "of bob"]);
    expect(await sees("bob")).toEqual(["of ann", "of bob"]);
    expect(await sees("cat")).toEqual(["of ann", "of bob", "of cat"]);
    expect(await sees("dan")).toEqual([]);
    expect(await sees("Eve")).toEqual(["of Eve"]);
    await use({ companyTickets: false });
    expect(await sees("ann")).toEqual(["of ann"]);
    expect(await sees("cat")).toEqual(["of cat"]);
  });

  it("keeps customers to their groups where these are on: their own, their companies', and everybody's", async () => {
    await use({ groups: true });
    // Misc is of the group users, which all have.
    expect(await sees("cat")).toEqual(["of ann", "of cat"]);
    expect(await sees("Eve")).toEqual([]);
    await use({ groups: true, alwaysGroups: [] });
    expect(await sees("cat")).toEqual([]);
    const support = queues.get("Support")?.groupId ?? 0;
    const closed = queues.get("Closed shop")?.groupId ?? 0;
    await store.transaction(async (tx) => {
      const common = { permission_key: "ro", permission_value: 1, ...stamp() };
      await insertRow(tx, "group_customer_user", { user_id: "ann", group_id: support, ...common });
      const context = { permission_context: "Ticket::CustomerID::Same" };
      await insertRow(tx, "group_customer", { customer_id: "gamma", group_id: closed, ...common, ...context });
      await insertRow(tx, "group_customer_user", { user_id: "bob", group_id: support, ...common, permission_value: 0 });
    });
    expect(await sees("ann")).toEqual(["of bob"]);
    expect(await sees("bob")).toEqual([]);
    expect(await sees("Eve")).toEqual(["of Eve"]);
    // ro lets read, and no more.
    expect(await mayWrite("Eve", "of Eve")).toBe(403);
    await store.transaction((tx) => tx.updateTable("group_customer").set({ permission_key: "rw" }).execute());
    expect(await mayWrite("Eve", "of Eve")).toBe(200);
    await store.transaction((tx) =>
      tx.updateTable("permission_groups").set({ valid_id: 2 }).where("id", "=", closed).execute(),
    );
    expect(await sees("Eve")).toEqual([]);
    await store.transaction((tx) => tx.updateTable("permission_groups").set({ valid_id: 1 }).execute());
  });

  it("never tells what is internal", async () => {
    const { json } = await ask("ann", "GET", `/tickets/${numbers.get("of ann")}`);
    expect(json.articles.map((one: { subject: string }) => one.subject)).toEqual(["Told"]);
    expect(JSON.stringify(json)).not.toMatch(/INTERNAL|Written by an agent|Secret/);
    expect(Object.keys(json).toSorted()).toEqual(
      ["articles", "changed", "created", "customerId", "customerUser"]
        .concat(["id", "number", "priority", "queue", "state", "stateType", "title"])
        .toSorted(),
    );
    expect(Object.keys(json.articles[0]).toSorted()).toEqual(
      ["attachments", "body", "cc", "created", "from", "id", "sender", "subject", "to"].toSorted(),
    );
  });

  it("gives files of visible articles to whom they belong, and no others", async () => {
    const number = numbers.get("of cat") ?? "";
    const file = { filename: "plan.txt", contentBase64: Buffer.from("the plan").toString("base64") };
    const wrote = await ask("cat", "POST", `/tickets/${number}/reply`, { body: "See the plan", attachments: [file] });
    const { articles } = (await ask("cat", "GET", `/tickets/${number}`)).json;
    const article = articles.find((one: { id: number }) => one.id === wrote.json.articleId);
    const path = (ticket: string, id = article.id) =>
      `/customer/tickets/${ticket}/articles/${id}/attachments/${article.attachments[0].id}`;
    const get = (who: string, where: string) => app.bytes(where, tokens.get(who));
    expect(await get("cat", path(number))).toBe("the plan");
    expect(JSON.parse(await get("ann", path(number)))).toMatchObject({ status: 404 });
    // By a ticket of one's own to an article of another's.
    expect(JSON.parse(await get("ann", path(numbers.get("of ann") ?? "")))).toMatchObject({ status: 404 });
    await store.transaction((tx) =>
      tx.updateTable("article").set({ is_visible_for_customer: 0 }).where("id", "=", article.id).execute(),
    );
    expect(JSON.parse(await get("cat", path(number)))).toMatchObject({ status: 404 });
  });

  it("opens tickets for themselves, in queues that are offered, for a company of theirs", async () => {
    expect((await ask("cat", "GET", "/me")).json).toEqual({
      login: "cat",
      name: "cat Customer",
      email: "cat@customer.test",
      customerIds: ["beta", "acme"],
      queues: ["Misc", "Closed shop"],
    });
    const ticket = { title: "Help", body: "It is broken" };
    expect((await ask("cat", "POST", "/tickets", { ...ticket, body: " " })).status).toBe(422);
    expect((await ask("cat", "POST", "/tickets", { ...ticket, queue: "Raw" })).status).toBe(404);
    expect((await ask("cat", "POST", "/tickets", { ...ticket, customerId: "gamma" })).json.detail).toContain(
      "beta, acme",
    );
    expect((await ask("cat", "POST", "/tickets", { ...ticket, customerUser: "ann" })).status).toBe(422);
    const made = await ask("cat", "POST", "/tickets", { ...ticket, customerId: "acme" });
    const { json } = await ask("ann", "GET", `/tickets/${made.json.ticketNumber}`);
    expect(json).toMatchObject({ title: "Help", queue: "Misc", state: "new", customerId: "acme", customerUser: "cat" });
    expect(json.articles[0]).toMatchObject({ sender: "customer", from: "cat Customer <cat@customer.test>" });
    const history = await store.db
      .selectFrom("ticket_history as h")
      .innerJoin("ticket_history_type as t", "t.id", "h.history_type_id")
      .select("t.name")
      .where("h.ticket_id", "=", json.id)
      .orderBy("h.id")
      .execute();
    expect(history.map(({ name }) => name)).toEqual(["NewTicket", "WebRequestCustomer"]);
    await store.transaction((tx) =>
      tx.updateTable("ticket").set({ ticket_state_id: 9 }).where("id", "=", json.id).execute(),
    );
    expect((await ask("cat", "GET", `/tickets/${json.number}`)).status).toBe(404);
  });

  it("reopens with an answer as the queue says, and refuses where a closed ticket takes none", async () => {
    const number = numbers.get("of bob") ?? "";
    const state = async () => (await ask("bob", "GET", `/tickets/${number}`)).json.state;
    expect(await mayWrite("bob", "of bob")).toBe(200);
    expect(await state()).toBe("new");
    await update(desk, root, number, { state: "closed successful" });
    expect((await ask("bob", "GET", "/tickets")).json.tickets.map((one: { title: string }) => one.title)).not.toContain(
      "of bob",
    );
    const followUp = async (follow_up_id: number) => {
      await store.transaction((tx) =>
        tx
          .updateTable("queue")
          .set({ follow_up_id })
          .where("id", "=", queues.get("Support")?.id ?? 0)
          .execute(),
      );
      forgetReference(store);
    };
    await followUp(2);
    const refused = await ask("bob", "POST", `/tickets/${number}/reply`, { body: "Still broken" });
    expect(refused).toMatchObject({ status: 409 });
    expect(refused.json.detail).toContain("Open a new ticket");
    expect(await state()).toBe("closed successful");
    await followUp(1);
    expect(await mayWrite("ann", "of bob")).toBe(200);
    expect(await state()).toBe("open");
    expect(await mayWrite("dan", "of bob")).toBe(404);
  });

  it("brings an archived ticket back with an answer, and gets the queue's automatic one, as by mail", async () => {
    const bind = async (to: string | null) => {
      const raw = { autoFollowUp: to };
      const given = { form: "json", mode: "set", where: (field: string | undefined) => field } as const;
      await change(desk, root, { module: queueModule, key: "Misc", raw, ...given });
    };
    const number = numbers.get("of cat") ?? "";
    const names = async () => {
      const rows = await store.db
        .selectFrom("ticket_history as h")
        .innerJoin("ticket_history_type as t", "t.id", "h.history_type_id")
        .innerJoin("ticket as ticket", "ticket.id", "h.ticket_id")
        .select(["t.name", "h.name as words"])
        .where("ticket.tn", "=", number)
        .orderBy("h.id")
        .execute();
      return rows.map(({ name, words }) => `${name} ${words}`);
    };
    await update(desk, root, number, { archived: true });
    const before = (await names()).length;
    expect(await mayWrite("cat", "of cat")).toBe(200);
    expect((await names()).slice(before)).toEqual(["ArchiveFlagUpdate %%n", `FollowUp %%${number}%%`]);
    expect(await shownArchived(number)).toBe(0);

    await bind("confirm a follow-up");
    await update(desk, root, number, { archived: true });
    const then = (await names()).length;
    const answer = { subject: "Still", body: "It is still broken" };
    expect((await ask("cat", "POST", `/tickets/${number}/reply`, answer)).status).toBe(200);
    expect((await names()).slice(then)).toEqual([
      "ArchiveFlagUpdate %%n",
      `FollowUp %%${number}%%`,
      "SendAutoFollowUp %%cat@customer.test",
    ]);
    const { json } = await ask("cat", "GET", `/tickets/${number}`);
    expect(json.articles.at(-1)).toMatchObject({ sender: "system", to: "cat@customer.test" });
    const queued = await store.db.selectFrom("mail_queue").select(["recipient", "raw_message"]).execute();
    expect(queued.map(({ recipient }) => recipient)).toContain("cat@customer.test");
    // Who answers a robot answers it for ever: what says the same is answered a few times a day only.
    for (let time = 0; time <= desk.settings.postmaster.maxAlike; time += 1)
      await ask("cat", "POST", `/tickets/${number}/reply`, answer);
    const sent = (await names()).filter((one) => one.startsWith("SendAutoFollowUp"));
    expect(sent.length).toBe(desk.settings.postmaster.maxAlike);
    expect(await names()).toContainEqual(expect.stringContaining("Misc Sent no 'auto follow up': "));
    await bind(null);
  });

  it("gets the queue's automatic answer to a new ticket, as by mail and on OTRS's page", async () => {
    const given = { form: "json", mode: "set", where: (field: string | undefined) => field } as const;
    const bind = (autoReply: string | null) =>
      change(desk, root, { module: queueModule, key: "Misc", raw: { autoReply }, ...given });
    const histories = async (id: number) =>
      (
        await store.db
          .selectFrom("ticket_history as h")
          .innerJoin("ticket_history_type as t", "t.id", "h.history_type_id")
          .select(["t.name", "h.name as words"])
          .where("h.ticket_id", "=", id)
          .orderBy("h.id")
          .execute()
      ).map(({ name, words }) => `${name} ${words}`);
    const request = { title: "No light", body: "It is dark", queue: "Misc" };
    const silent = (await ask("cat", "POST", "/tickets", request)).json;
    expect((await histories(silent.ticketId)).at(-1)).toBe("WebRequestCustomer %%");

    await bind("confirm a new request");
    const answered = (await ask("cat", "POST", "/tickets", request)).json;
    expect((await histories(answered.ticketId)).slice(-2)).toEqual([
      "WebRequestCustomer %%",
      "SendAutoReply %%cat@customer.test",
    ]);
    const { json } = await ask("cat", "GET", `/tickets/${answered.ticketNumber}`);
    expect(json.articles.at(-1)).toMatchObject({ sender: "system", to: "cat@customer.test" });
    const mails = await store.db
      .selectFrom("mail_queue")
      .select(["sender", "recipient"])
      .where("article_id", "=", json.articles.at(-1).id)
      .execute();
    // Automatic mail has the null sender: nothing answers it.
    expect(mails).toEqual([{ sender: expect.toSatisfy((sender) => !sender), recipient: "cat@customer.test" }]);
    await bind(null);
  });

  it("goes from page to page", async () => {
    const seen: string[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const { json } = await ask(
        "ann",
        "GET",
        `/tickets?status=all&limit=1${cursor === "" ? "" : `&cursor=${cursor}`}`,
      );
      seen.push(...json.tickets.map((one: { title: string }) => one.title));
      cursor = json.nextCursor;
    }
    expect(seen).toEqual(
      (await ask("ann", "GET", "/tickets?status=all")).json.tickets.map((one: { title: string }) => one.title),
    );
    expect(seen).toContain("of ann");
    expect((await ask("ann", "GET", "/tickets?cursor=1%20or%201")).status).toBe(422);
  });

  it("keeps customers and agents apart: no token of one opens what is the other's", async () => {
    for (const [method, path] of [
      ["GET", "/me"],
      ["GET", "/tickets"],
      ["GET", "/sessions"],
      ["GET", "/events"],
    ] as const)
      expect((await app.ask(method, path, tokens.get("ann"))).status).toBe(401);
    const { newToken } = await import("../../src/people/tokens.ts");
    const { token } = await newToken(desk, root, { name: "agent", scopes: "all" });
    expect((await app.ask("GET", "/customer/tickets", token)).status).toBe(401);
    expect((await app.ask("GET", "/customer/tickets")).status).toBe(401);
    expect((await app.ask("POST", "/session", undefined, { login: "ann", password: "geheim" })).status).toBe(401);
  });

  it("logs in with OTRS's hashes in any case of the login, changes the password, and ends with the customer", async () => {
    const session = (login: string, password: string) =>
      app.ask("POST", "/customer/session", undefined, { login, password });
    const here = (await session("EVE", "geheim")).json.token;
    expect((await app.ask("GET", "/customer/me", here)).json.login).toBe("Eve");
    expect((await session("Eve", "wrong")).status).toBe(401);
    const change = { old: "geheim", new: "neu" };
    expect((await app.ask("POST", "/customer/me/password", here, change)).status).toBe(204);
    expect((await ask("Eve", "GET", "/me")).status).toBe(401);
    expect((await session("eve", "geheim")).status).toBe(401);
    expect((await session("eve", "neu")).status).toBe(200);
    await store.transaction((tx) =>
      tx.updateTable("customer_user").set({ valid_id: 2 }).where("login", "=", "Eve").execute(),
    );
    expect((await app.ask("GET", "/customer/me", here)).status).toBe(401);
    expect((await session("eve", "neu")).status).toBe(401);
  });
});
