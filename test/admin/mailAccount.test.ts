/** Mail accounts in administration: those that OTRS made, their names, and a password that nobody gets to see. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { change, listEntries } from "../../src/admin/administer.ts";
import { apply, changeView } from "../../src/admin/apply.ts";
import { auditTrail } from "../../src/admin/auditTrail.ts";
import { exported } from "../../src/admin/exported.ts";
import { mailAccount as module } from "../../src/admin/modules/mailAccount.ts";
import type { Desk } from "../../src/desk.ts";
import { rootActor } from "../../src/people/administrators.ts";
import { mailAccounts } from "../../src/store/mailAccounts.ts";
import type { Store } from "../../src/store/store.ts";
import { forEachDatabase, onSqlite } from "../databases.ts";
import { testDesk } from "../desk.ts";
import { install } from "../peers/gotrs.ts";

forEachDatabase("mail accounts of OTRS", (database) => {
  let store: Store;
  let desk: Desk;
  beforeEach(async () => {
    store = await database.open();
    desk = testDesk(store);
    const time = "2026-11-24 10:00:00";
    const stamp = { create_time: time, create_by: 1, change_time: time, change_by: 1 };
    for (const folder of ["INBOX", "Sales"]) {
      const account = { login: "otrs", pw: "geheim", host: "mail.test", account_type: "IMAPS", imap_folder: folder };
      const row = { ...account, queue_id: 3, trusted: 1, valid_id: 1, ...stamp };
      await store.transaction((tx) => tx.insertInto("mail_account").values(row).execute());
    }
  });
  afterEach(() => store?.close());
  const set = (key: string, raw: object) =>
    change(desk, rootActor, { module, key, raw: { ...raw }, form: "json", mode: "set", where: (field) => field });
  const keys = async () => (await listEntries(desk, rootActor, module)).map(({ values }) => values.name);

  it("go by login and host, each by a name of its own, and stay without one in the table", async () => {
    expect(await keys()).toEqual(["otrs@mail.test", "otrs@mail.test #2"]);
    await set("otrs@mail.test #2", { trusted: false });
    await set("otrs@mail.test", { host: "imap.test" });
    expect(await keys()).toEqual(["otrs@imap.test", "otrs@mail.test"]);
    expect((await mailAccounts(store.db)).map(({ name, trusted }) => [name, trusted])).toEqual([
      [null, true],
      [null, false],
    ]);
    await set("otrs@mail.test", { name: "Sales" });
    expect((await mailAccounts(store.db))[1]).toMatchObject({ name: "Sales", queueId: 3, after: "delete" });
  });

  it("are exported without their passwords, which stay when the file is applied", async () => {
    const text = await exported(desk, rootActor, [module]);
    expect(text).not.toContain("geheim");
    const applied = async (document: string) =>
      (await apply(desk, rootActor, { text: document, file: "desk.yaml", dryRun: false })).map(changeView);
    expect(await applied(text)).toEqual([]);
    const [, change] = [await applied(text.replace("Sales", "Sold")), await auditTrail(desk, rootActor, { limit: 9 })];
    expect(change.map(({ changes }) => changes)).toEqual([{ folder: { from: "Sales", to: "Sold" } }]);
    const both = "mailAccounts:\n  - { name: otrs@mail.test, password: other }\n";
    expect(await applied(both)).toMatchObject([{ changes: { password: { from: "(secret)", to: "(secret)" } } }]);
    expect(await applied(both)).toEqual([]);
    expect((await mailAccounts(store.db)).map(({ password }) => password)).toEqual(["other", "geheim"]);
    expect(JSON.stringify(await auditTrail(desk, rootActor, { limit: 9 }))).not.toMatch(/other|geheim/);
    const added = await applied("mailAccounts:\n  - { name: new, type: POP3S, host: h, login: l, after: keep }\n");
    expect(added[0]?.notes).toEqual([
      'it has no password yet: gotrs admin mail-account set "new" --password-file FILE',
    ]);
    await expect(applied("mailAccounts:\n  - { name: new, passwordFile: /etc/passwd }\n")).rejects.toThrow(
      'desk.yaml:2: mail account "new": passwordFile: secrets are read from elsewhere by the command line only',
    );
  });
});

onSqlite("gotrs admin apply", (database) => {
  it("reads secrets from files beside the file and from the environment", async () => {
    await using installation = await install(await database.empty(), { MAIL_PASSWORD: "from the environment" });
    const folder = mkdtempSync(join(tmpdir(), "gotrs-apply-"));
    writeFileSync(join(folder, "secret"), "from a file\nsecond line\n");
    const file = join(folder, "desk.yaml");
    const accounts = (...last: string[]) =>
      `mailAccounts:\n${["a", "b"]
        .map((name, at) => `  - { name: ${name}, type: IMAPS, host: h, login: ${name}, after: seen, ${last[at]} }\n`)
        .join("")}`;
    writeFileSync(file, accounts("passwordFile: nothing", "passwordEnv: NOTHING"));
    const refused = await installation.run(["admin", "apply", file]);
    expect(refused.code).toBe(65);
    expect(refused.stderr).toContain('"a": passwordFile: "nothing" there is no such file');
    expect(refused.stderr).toContain('"b": passwordEnv: "NOTHING" is not set');
    writeFileSync(file, accounts("passwordFile: secret", "passwordEnv: MAIL_PASSWORD"));
    expect(await installation.run(["admin", "apply", file])).toMatchObject({ code: 0 });
    expect((await installation.run(["admin", "apply", file])).stdout).toBe("nothing to change\n");
    const { openStore } = await import("../../src/store/open.ts");
    const { systemClock } = await import("../../src/clock.ts");
    const store = await openStore(installation.databaseUrl, { clock: systemClock });
    expect((await mailAccounts(store.db)).map(({ password }) => password)).toEqual([
      "from a file",
      "from the environment",
    ]);
    await store.close();
  });
});
