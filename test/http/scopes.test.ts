/** What a token opens, generated from the routes: a new one without a scope, or with a wrong one, fails here. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { apiRoutes } from "../../daemon/http/api/index.ts";
import { actorByLogin } from "../../src/people/permissions.ts";
import { covers, type Scope, scopes } from "../../src/people/scopes.ts";
import { newToken } from "../../src/people/tokens.ts";
import type { Store } from "../../src/store/store.ts";
import { onSqlite } from "../databases.ts";
import { testDesk } from "../desk.ts";
import { addAgent } from "../ticket/people.ts";
import { httpApp, type TestApp } from "./app.ts";

const known = Object.keys(scopes) as Scope[];
const routes = apiRoutes("test");

onSqlite("scopes", (database) => {
  let store: Store;
  let app: TestApp;
  const tokens = new Map<Scope, string>();
  let ofNobody = "";

  beforeAll(async () => {
    store = await database.open();
    const desk = testDesk(store);
    app = await httpApp(desk);
    const root = await actorByLogin(desk, "root@localhost");
    for (const scope of known) tokens.set(scope, (await newToken(desk, root, { name: scope, scopes: [scope] })).token);
    const nobody = await addAgent(desk, "no.body");
    ofNobody = (await newToken(desk, nobody, { name: "all", scopes: "all" })).token;
  });
  afterAll(async () => {
    await app[Symbol.asyncDispose]();
    await store.close();
  });

  for (const route of routes) {
    if (route.who !== "agent") continue;
    // Never of use to what it asks for: who may not ask learns that first.
    const path = route.path.replaceAll(/\{\w+\}/g, "987654321");
    describe(`${route.method} ${route.path}`, () => {
      it("names a scope", () => expect([...known, "any"]).toContain(route.scope));

      it("is nobody's without a token", async () => {
        expect((await app.ask(route.method, path)).status).toBe(401);
      });

      it.each(known)("with a token of scope %s", async (scope) => {
        const { json } = await app.ask(
          route.method,
          path,
          tokens.get(scope),
          route.body === undefined ? undefined : {},
        );
        const refused = json?.detail?.includes("lacks the scope") ?? false;
        expect(refused).toBe(!covers([scope], route.scope));
      });

      if (route.scope === "admin")
        it("never gives an agent more than it may", async () => {
          const { status } = await app.ask(route.method, path, ofNobody, route.body === undefined ? undefined : {});
          // 422: what was sent is wrong besides.
          expect([403, 422]).toContain(status);
        });
    });
  }
});
