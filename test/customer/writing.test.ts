/** Customers over the API: tickets they open, answers they give, and what the queue answers by itself. */
import { expect, it } from "vitest";
import { change } from "../../src/admin/administer.ts";
import { queue as queueModule } from "../../src/admin/modules/queue.ts";
import { forgetReference } from "../../src/store/reference.ts";
import { update } from "../../src/ticket/update.ts";
import { forEachDatabase } from "../databases.ts";
import { customersOn, root } from "./customersOn.ts";

forEachDatabase("what customers write", (database) => {
  const here = customersOn(database);
  const { ask, mayWrite, numbers, queues } = here;

  const archiveFlag = async (number: string) =>
    (await here.store.db.selectFrom("ticket").select("archive_flag").where("tn", "=", number).executeTakeFirst())
      ?.archive_flag;

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
    const history = await here.store.db
      .selectFrom("ticket_history as h")
      .innerJoin("ticket_history_type as t", "t.id", "h.history_type_id")
      .select("t.name")
      .where("h.ticket_id", "=", json.id)
      .orderBy("h.id")
      .execute();
    expect(history.map(({ name }) => name)).toEqual(["NewTicket", "WebRequestCustomer"]);
    await here.store.transaction((tx) =>
      tx.updateTable("ticket").set({ ticket_state_id: 9 }).where("id", "=", json.id).execute(),
    );
    expect((await ask("cat", "GET", `/tickets/${json.number}`)).status).toBe(404);
  });

  it("reopens with an answer as the queue says, and refuses where a closed ticket takes none", async () => {
    const number = numbers.get("of bob") ?? "";
    const state = async () => (await ask("bob", "GET", `/tickets/${number}`)).json.state;
    expect(await mayWrite("bob", "of bob")).toBe(200);
    expect(await state()).toBe("new");
    await update(here.desk, root, number, { state: "closed successful" });
    expect((await ask("bob", "GET", "/tickets")).json.tickets.map((one: { title: string }) => one.title)).not.toContain(
      "of bob",
    );
    const followUp = async (follow_up_id: number) => {
      await here.store.transaction((tx) =>
        tx
          .updateTable("queue")
          .set({ follow_up_id })
          .where("id", "=", queues.get("Support")?.id ?? 0)
          .execute(),
      );
      forgetReference(here.store);
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
      await change(here.desk, root, { module: queueModule, key: "Misc", raw, ...given });
    };
    const number = numbers.get("of cat") ?? "";
    const names = async () => {
      const rows = await here.store.db
        .selectFrom("ticket_history as h")
        .innerJoin("ticket_history_type as t", "t.id", "h.history_type_id")
        .innerJoin("ticket as ticket", "ticket.id", "h.ticket_id")
        .select(["t.name", "h.name as words"])
        .where("ticket.tn", "=", number)
        .orderBy("h.id")
        .execute();
      return rows.map(({ name, words }) => `${name} ${words}`);
    };
    await update(here.desk, root, number, { archived: true });
    const before = (await names()).length;
    expect(await mayWrite("cat", "of cat")).toBe(200);
    expect((await names()).slice(before)).toEqual(["ArchiveFlagUpdate %%n", `FollowUp %%${number}%%`]);
    expect(await archiveFlag(number)).toBe(0);

    await bind("confirm a follow-up");
    await update(here.desk, root, number, { archived: true });
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
    const queued = await here.store.db.selectFrom("mail_queue").select(["recipient", "raw_message"]).execute();
    expect(queued.map(({ recipient }) => recipient)).toContain("cat@customer.test");
    // Who answers a robot answers it for ever: what says the same is answered a few times a day only.
    for (let time = 0; time <= here.desk.settings.postmaster.maxAlike; time += 1)
      await ask("cat", "POST", `/tickets/${number}/reply`, answer);
    const sent = (await names()).filter((one) => one.startsWith("SendAutoFollowUp"));
    expect(sent.length).toBe(here.desk.settings.postmaster.maxAlike);
    expect(await names()).toContainEqual(expect.stringContaining("Misc Sent no 'auto follow up': "));
    await bind(null);
  });

  it("gets the queue's automatic answer to a new ticket, as by mail and on OTRS's page", async () => {
    const given = { form: "json", mode: "set", where: (field: string | undefined) => field } as const;
    const bind = (autoReply: string | null) =>
      change(here.desk, root, { module: queueModule, key: "Misc", raw: { autoReply }, ...given });
    const histories = async (id: number) =>
      (
        await here.store.db
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
    const mails = await here.store.db
      .selectFrom("mail_queue")
      .select(["sender", "recipient"])
      .where("article_id", "=", json.articles.at(-1).id)
      .execute();
    // Automatic mail has the null sender: nothing answers it.
    expect(mails).toEqual([{ sender: expect.toSatisfy((sender) => !sender), recipient: "cat@customer.test" }]);
    await bind(null);
  });
});
