/** Customers over the API, each tried with everybody's tickets: what they see, and what never leaves the desk. */
import { describe, expect, it } from "vitest";
import { scopeOf } from "../../src/people/customers.ts";
import { insertRow } from "../../src/store/insert.ts";
import { forEachDatabase } from "../databases.ts";
import { customersOn } from "./customersOn.ts";

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

forEachDatabase("what customers see", (database) => {
  const here = customersOn(database);
  const { ask, mayWrite, numbers, queues, sees, stamp, tokens, use } = here;

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
    await here.store.transaction(async (tx) => {
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
    await here.store.transaction((tx) => tx.updateTable("group_customer").set({ permission_key: "rw" }).execute());
    expect(await mayWrite("Eve", "of Eve")).toBe(200);
    await here.store.transaction((tx) =>
      tx.updateTable("permission_groups").set({ valid_id: 2 }).where("id", "=", closed).execute(),
    );
    expect(await sees("Eve")).toEqual([]);
    await here.store.transaction((tx) => tx.updateTable("permission_groups").set({ valid_id: 1 }).execute());
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
    const get = (who: string, where: string) => here.app.bytes(where, tokens.get(who));
    expect(await get("cat", path(number))).toBe("the plan");
    expect(JSON.parse(await get("ann", path(number)))).toMatchObject({ status: 404 });
    // By a ticket of one's own to an article of another's.
    expect(JSON.parse(await get("ann", path(numbers.get("of ann") ?? "")))).toMatchObject({ status: 404 });
    await here.store.transaction((tx) =>
      tx.updateTable("article").set({ is_visible_for_customer: 0 }).where("id", "=", article.id).execute(),
    );
    expect(JSON.parse(await get("cat", path(number)))).toMatchObject({ status: 404 });
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
});
