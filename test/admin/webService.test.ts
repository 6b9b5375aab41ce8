/** Web services: stored as OTRS reads them, every form kept, and their secrets seen by nobody. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { parse } from "yaml";
import { change, showEntry } from "../../src/admin/administer.ts";
import { apply, changeView } from "../../src/admin/apply.ts";
import { auditTrail } from "../../src/admin/auditTrail.ts";
import { exported } from "../../src/admin/exported.ts";
import { webService as module } from "../../src/admin/modules/webService.ts";
import { viewOf } from "../../src/admin/shown.ts";
import type { Desk } from "../../src/desk.ts";
import { rootActor } from "../../src/people/administrators.ts";
import type { Store } from "../../src/store/store.ts";
import { forEachDatabase } from "../databases.ts";
import { testDesk } from "../desk.ts";

const config = (password: string, host = "https://erp.test") => ({
  Debugger: { DebugThreshold: "error", TestMode: "0" },
  RemoteSystem: "ERP",
  Requester: {
    Transport: {
      Type: "HTTP::REST",
      Config: { Host: host, Authentication: { BasicAuthUser: "desk", BasicAuthPassword: password } },
    },
    Invoker: { Order: { Type: "Generic::Invoker", Events: [{ Event: "TicketCreate", Asynchronous: "1" }] } },
  },
});

forEachDatabase("a web service", (database) => {
  let store: Store;
  let desk: Desk;
  const put = (mode: "add" | "set", raw: object) =>
    change(desk, rootActor, { module, key: "ERP", raw: { ...raw }, form: "json", mode, where: (field) => field });
  const stored = async () => {
    const row = await store.db.selectFrom("gi_webservice_config").selectAll().executeTakeFirstOrThrow();
    return { ...row, config: parse(store.codec.toText(row.config)) };
  };
  const history = async () =>
    (await store.db.selectFrom("gi_webservice_config_history").selectAll().orderBy("id").execute()).map((row) =>
      parse(store.codec.toText(row.config)),
    );
  const applied = async (text: string) =>
    (await apply(desk, rootActor, { text, file: "desk.yaml", dryRun: false })).map(changeView);
  beforeEach(async () => {
    store = await database.open();
    desk = testDesk(store);
    await put("add", { name: "ERP", configuration: config("geheim") });
  });
  afterEach(() => store?.close());

  it("keeps each form it had, in the transaction of the change", async () => {
    expect((await stored()).config).toEqual(config("geheim"));
    await put("set", { configuration: config("geheim", "https://new.test") });
    await put("set", { configuration: config("geheim") });
    await put("set", { valid: false });
    await expect(put("set", { configuration: config("x"), name: "" })).rejects.toThrow("name");
    expect(await history()).toEqual([config("geheim"), config("geheim", "https://new.test"), config("geheim")]);
    expect(await stored()).toMatchObject({ valid_id: 2, config: config("geheim") });
  });

  it("is shown with a mask for each secret, which stands for what is stored", async () => {
    const view = viewOf(module, await showEntry(desk, rootActor, module, "ERP"));
    expect(view.configuration).toEqual(config("(secret)"));
    expect((await put("set", { configuration: view.configuration })).action).toBe("none");
    await put("set", { configuration: config("(secret)", "https://new.test") });
    expect((await stored()).config).toEqual(config("geheim", "https://new.test"));
    await put("set", { configuration: config("anders") });
    expect((await stored()).config).toEqual(config("anders"));
    expect(JSON.stringify(await auditTrail(desk, rootActor, { limit: 9 }))).not.toMatch(/geheim|anders/);
  });

  it("goes to another helpdesk without its secrets, and says so there", async () => {
    const text = await exported(desk, rootActor, [module]);
    expect(text).not.toContain("geheim");
    expect(await applied(text)).toEqual([]);
    await store.close();
    store = await database.open();
    desk = testDesk(store);
    const [added] = await applied(text);
    expect(JSON.stringify(added)).not.toContain("geheim");
    expect(added?.notes).toEqual([
      "its configuration has no Requester.Transport.Config.Authentication.BasicAuthPassword yet",
    ]);
    expect((await stored()).config).toEqual(config(""));
    expect(await applied(text)).toEqual([]);
  });
});
