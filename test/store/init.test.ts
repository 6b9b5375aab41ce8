import { sql } from "kysely";
import { afterEach, expect, it } from "vitest";
import { systemClock } from "../../src/clock.ts";
import { drivers } from "../../src/store/drivers/index.ts";
import { initialize } from "../../src/store/init.ts";
import { type Migration, migrations } from "../../src/store/migrations/index.ts";
import { openStore } from "../../src/store/open.ts";
import { readSchema } from "../../src/store/schema/model.ts";
import { schemaState } from "../../src/store/schemaState.ts";
import type { Store } from "../../src/store/store.ts";
import { forEachDatabase } from "../databases.ts";

const every = migrations.map(({ id, name }) => `${id} ${name}`);
const options = { clock: systemClock, hashPassword: async (password: string) => `hash of ${password}` };

forEachDatabase("gotrs init", (database) => {
  const open: Store[] = [];
  const emptyStore = async (): Promise<Store> => {
    const store = await openStore(await database.empty(), { clock: systemClock, create: true });
    open.push(store);
    return store;
  };
  const another = async (): Promise<Store> => {
    const store = await database.reopen();
    open.push(store);
    return store;
  };
  afterEach(async () => {
    for (const store of open.splice(0)) await store.close();
  });

  it("makes every table of the schema, without a difference, and says the first login once", async () => {
    const store = await emptyStore();
    expect(await schemaState(store)).toBe("empty");
    const report = await initialize(store, options);
    expect(report).toMatchObject({ fresh: true, applied: every, differences: [] });
    expect(report.credentials?.password).toHaveLength(20);
    expect(await schemaState(store)).toBe("current");
    const found = await drivers[store.product].inspect.tables(store.db);
    // Each driver makes the full-text index in its own way.
    expect(found.has("gotrs_search_text")).toBe(true);
    expect([...found.keys()].filter((name) => !name.startsWith("gotrs_search_text")).toSorted()).toEqual(
      readSchema()
        .map(({ name }) => name)
        .toSorted(),
    );
    const root = await store.db
      .selectFrom("users")
      .select(["login", "pw"])
      .where("id", "=", 1)
      .executeTakeFirstOrThrow();
    expect(root).toEqual({ login: "root@localhost", pw: `hash of ${report.credentials?.password}` });

    const again = await initialize(store, options);
    expect(again).toEqual({ fresh: false, applied: [], differences: [], renamed: {}, credentials: undefined });
  });

  it("widens the indexes of lists that an earlier version made", async () => {
    const store = await emptyStore();
    await initialize(store, options);
    const { ddl, inspect } = drivers[store.product];
    const old = [
      { name: "gotrs_ticket_changed", columns: ["ticket_state_id", "change_time", "id"] },
      { name: "gotrs_ticket_priority", columns: ["ticket_state_id", "ticket_priority_id", "id"] },
    ];
    const counted = store.product === "sqlite" ? ["ANALYZE"] : [];
    await store.transaction(async (tx) => {
      for (const index of old) {
        for (const statement of [ddl.dropIndex("ticket", index.name), ddl.addIndex("ticket", index), ...counted]) {
          await sql.raw(statement).execute(tx);
        }
      }
      await tx.deleteFrom("gotrs_migration").where("id", "=", 10).execute();
    });

    expect((await initialize(store, options)).applied).toEqual(["10 whole orders"]);
    const indexes = (await inspect.tables(store.db)).get("ticket")?.indexes ?? new Set();
    for (const { columns } of old) {
      expect(indexes).not.toContain(columns.join());
      expect(indexes).toContain([...columns, "queue_id", "user_id", "responsible_user_id"].join());
    }
    expect((await initialize(store, options)).applied).toEqual([]);
  });

  it("loads the rows of a fresh OTRS with their ids, and counts on from them", async () => {
    const store = await emptyStore();
    await initialize(store, options);
    const names = async (table: "ticket_state" | "ticket_history_type" | "queue"): Promise<readonly string[]> =>
      (await store.db.selectFrom(table).select(["id", "name"]).orderBy("id").execute()).map(
        ({ id, name }) => `${id} ${name}`,
      );
    expect(await names("queue")).toEqual(["1 Postmaster", "2 Raw", "3 Junk", "4 Misc"]);
    expect((await names("ticket_state"))[6]).toBe("7 pending auto close+");
    expect((await names("ticket_history_type")).at(-1)).toBe("51 EmailResend");
    const { id } = await store.transaction(async (tx) => {
      const stamp = {
        create_time: "2026-11-24 10:00:00",
        create_by: 1,
        change_time: "2026-11-24 10:00:00",
        change_by: 1,
      };
      await tx
        .insertInto("ticket_type")
        .values({ name: "Incident", valid_id: 1, ...stamp })
        .execute();
      return await tx.selectFrom("ticket_type").select("id").where("name", "=", "Incident").executeTakeFirstOrThrow();
    });
    expect(id).toBe(2);
  });

  it("keeps times as UTC text, numbers as numbers and text in every script", async () => {
    const store = await emptyStore();
    await initialize(store, options);
    const name = "日本語 é 👩‍👩‍👧 \\ ' \" %";
    const stamp = {
      create_time: "2026-11-24 10:00:00",
      create_by: 1,
      change_time: "2026-11-24 10:00:00",
      change_by: 1,
    };
    await store.transaction(async (tx) => {
      await tx
        .insertInto("queue")
        .values({
          name,
          group_id: 1,
          system_address_id: 1,
          salutation_id: 1,
          signature_id: 1,
          follow_up_id: 1,
          follow_up_lock: 0,
          valid_id: 1,
          ...stamp,
        })
        .execute();
    });
    const row = await store.db
      .selectFrom("queue")
      .select(["id", "name", "create_time"])
      .where("name", "=", name)
      .executeTakeFirstOrThrow();
    expect(row).toEqual({ id: 5, name, create_time: "2026-11-24 10:00:00" });
  });

  it("run by several processes at once makes one installation", async () => {
    const first = await emptyStore();
    const stores = [first, await another(), await another()];
    const reports = await Promise.all(stores.map((store) => initialize(store, options)));
    expect(reports.filter(({ fresh }) => fresh)).toHaveLength(1);
    expect(await first.db.selectFrom("valid").select("id").execute()).toHaveLength(3);
  });

  it("goes on where it was interrupted", async () => {
    const store = await emptyStore();
    const cut: Migration = {
      id: 1,
      name: "base",
      apply: async (context) => {
        await migrations[0]?.apply({
          ...context,
          run: async (statements) => {
            if (statements.some((statement) => statement.includes("ticket_history")))
              throw new Error("the power went out");
            await context.run(statements);
          },
        });
      },
    };
    await expect(initialize(store, { ...options, migrations: [cut] })).rejects.toThrow("the power went out");
    const report = await initialize(store, options);
    expect(report).toMatchObject({ fresh: true, credentials: { login: "root@localhost" } });
    expect(await schemaState(store)).toBe("current");
    expect(await store.db.selectFrom("ticket_state").select("id").execute()).toHaveLength(9);
  });

  it("applies a later migration to an older database, and refuses a database that is newer than itself", async () => {
    const store = await emptyStore();
    await initialize(store, options);
    const later: Migration = {
      id: 999,
      name: "later",
      apply: async ({ tx }) => {
        await tx.insertInto("gotrs_setting").values({ name: "later", value: "yes" }).execute();
      },
    };
    const report = await initialize(store, { ...options, migrations: [...migrations, later] });
    expect(report).toMatchObject({ fresh: false, applied: ["999 later"], credentials: undefined });
    await expect(initialize(store, options)).rejects.toThrow(/newer gotrs.*Install that version/);
  });

  it("adds to an existing OTRS database only what is missing, and reports every difference", async () => {
    const store = await emptyStore();
    await initialize(store, options);
    const quoted = store.product === "mysql" ? "`groups`" : '"groups"';
    const { sql } = await import("kysely");
    await store.transaction(async (tx) => {
      for (const { name } of readSchema().filter((table) => table.name.startsWith("gotrs_"))) {
        await sql.raw(`drop table ${name}`).execute(tx);
      }
      await sql.raw(`alter table permission_groups rename to ${quoted}`).execute(tx);
      await sql.raw("drop table mention").execute(tx);
      await sql.raw("alter table queue add column our_own integer").execute(tx);
    });
    await store.close();
    open.splice(0);
    const attached = await another();
    expect(await schemaState(attached)).toBe("foreign");
    const report = await initialize(attached, options);
    expect(report).toMatchObject({ fresh: false, credentials: undefined });
    const texts = report.differences.map(({ text }) => text);
    expect(texts).toEqual(
      expect.arrayContaining([
        "table mention is missing (one of OTRS's)",
        "table gotrs_mail is missing (gotrs's own)",
        "queue.our_own is not OTRS's: left as it is",
      ]),
    );
    expect(texts.some((text) => text.includes("permission_groups"))).toBe(false);
    const reader = await another();
    expect(await schemaState(reader)).toBe("current");
    const groups = await reader.db
      .selectFrom("permission_groups as g")
      .select("g.name")
      .where("g.id", "=", 2)
      .executeTakeFirst();
    expect(groups?.name).toBe("admin");
    expect(await reader.db.selectFrom("mention").select("id").execute()).toEqual([]);
    expect(await reader.db.selectFrom("users").select("id").execute()).toHaveLength(1);
  });
});
