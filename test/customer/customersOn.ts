/** A desk with customers of several companies and a ticket of each, as every test of customers wants it. */
import { createHash } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import { toDbTime } from "../../src/clock.ts";
import type { Desk } from "../../src/desk.ts";
import { insertRow } from "../../src/store/insert.ts";
import type { Store } from "../../src/store/store.ts";
import { create } from "../../src/ticket/create.ts";
import { note } from "../../src/ticket/note.ts";
import type { TestDatabase } from "../databases.ts";
import { TestClock, testDesk, testSettings } from "../desk.ts";
import { httpApp, type TestApp } from "../http/app.ts";
import { addQueue } from "../ticket/people.ts";

export const root = { userId: 1, login: "root@localhost" };
/** As an OTRS has written it. */
const hash = createHash("sha256").update("geheim").digest("hex");

/** Registers what begins and ends it; to be called where the tests are told. */
export function customersOn(database: TestDatabase) {
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
  const mayWrite = async (who: string, title: string): Promise<number> =>
    (await ask(who, "POST", `/tickets/${numbers.get(title)}/reply`, { body: "Answer" })).status;

  return {
    get store() {
      return store;
    },
    get desk() {
      return desk;
    },
    get app() {
      return app;
    },
    /** From now on in this test, with other settings of customers. */
    use,
    ask,
    sees,
    mayWrite,
    stamp,
    /** By login. */
    tokens,
    /** By title. */
    numbers,
    /** By name. */
    queues,
  };
}
