/** Names in paths may be as long as the database has them, however many octets each of their characters takes. */
import { expect, it } from "vitest";
import { actorByLogin } from "../../src/people/permissions.ts";
import { newToken } from "../../src/people/tokens.ts";
import { onSqlite } from "../databases.ts";
import { testDesk } from "../desk.ts";
import { httpApp } from "./app.ts";

onSqlite("long names", (database) => {
  it.each(["x", "語"])("are found in a path: 200 times %s", async (character) => {
    const store = await database.open();
    try {
      const desk = testDesk(store);
      const root = await actorByLogin(desk, "root@localhost");
      const { token } = await newToken(desk, root, { name: "all", scopes: "all" });
      await using app = await httpApp(desk);
      const name = character.repeat(200);
      expect((await app.ask("POST", "/admin/group", token, { name })).status).toBe(200);
      const { status, json } = await app.ask("GET", `/admin/group/${encodeURIComponent(name)}`, token);
      expect([status, json.name]).toEqual([200, name]);
    } finally {
      await store.close();
    }
  });
});
