/** Customers over the API: how they log in, and that no token of theirs opens what is an agent's. */
import { expect, it } from "vitest";
import { newToken } from "../../src/people/tokens.ts";
import { forEachDatabase } from "../databases.ts";
import { customersOn, root } from "./customersOn.ts";

forEachDatabase("logins of customers", (database) => {
  const here = customersOn(database);
  const { ask, tokens } = here;

  it("keeps customers and agents apart: no token of one opens what is the other's", async () => {
    for (const [method, path] of [
      ["GET", "/me"],
      ["GET", "/tickets"],
      ["GET", "/sessions"],
      ["GET", "/events"],
    ] as const)
      expect((await here.app.ask(method, path, tokens.get("ann"))).status).toBe(401);
    const { token } = await newToken(here.desk, root, { name: "agent", scopes: "all" });
    expect((await here.app.ask("GET", "/customer/tickets", token)).status).toBe(401);
    expect((await here.app.ask("GET", "/customer/tickets")).status).toBe(401);
    expect((await here.app.ask("POST", "/session", undefined, { login: "ann", password: "geheim" })).status).toBe(401);
  });

  it("logs in with OTRS's hashes in any case of the login, changes the password, and ends with the customer", async () => {
    const session = (login: string, password: string) =>
      here.app.ask("POST", "/customer/session", undefined, { login, password });
    const token = (await session("EVE", "geheim")).json.token;
    expect((await here.app.ask("GET", "/customer/me", token)).json.login).toBe("Eve");
    expect((await session("Eve", "wrong")).status).toBe(401);
    const change = { old: "geheim", new: "neu" };
    expect((await here.app.ask("POST", "/customer/me/password", token, change)).status).toBe(204);
    expect((await ask("Eve", "GET", "/me")).status).toBe(401);
    expect((await session("eve", "geheim")).status).toBe(401);
    expect((await session("eve", "neu")).status).toBe(200);
    await here.store.transaction((tx) =>
      tx.updateTable("customer_user").set({ valid_id: 2 }).where("login", "=", "Eve").execute(),
    );
    expect((await here.app.ask("GET", "/customer/me", token)).status).toBe(401);
    expect((await session("eve", "neu")).status).toBe(401);
  });
});
