/** A helpdesk as a file: exported, applied, applied again, and refused as a whole when anything in it is wrong. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { change } from "../../src/admin/administer.ts";
import { apply, changeView } from "../../src/admin/apply.ts";
import { auditTrail } from "../../src/admin/auditTrail.ts";
import { exported } from "../../src/admin/exported.ts";
import { adminModules } from "../../src/admin/modules/index.ts";
import type { Desk } from "../../src/desk.ts";
import { rootActor } from "../../src/people/administrators.ts";
import { reference } from "../../src/store/reference.ts";
import type { Store } from "../../src/store/store.ts";
import { forEachDatabase } from "../databases.ts";
import { testDesk } from "../desk.ts";
import { samples } from "./samples/index.ts";

const file = "desk.yaml";

forEachDatabase("a helpdesk as a file", (database) => {
  let store: Store;
  let desk: Desk;
  const applied = async (text: string, dryRun = false) =>
    (await apply(desk, rootActor, { text, file, dryRun })).map(changeView);
  const whole = () => exported(desk, rootActor, adminModules);
  beforeEach(async () => {
    store = await database.open();
    desk = testDesk(store);
  });
  afterEach(() => store?.close());

  it("gives the same file from a new installation to which it was applied, and then nothing is left to change", async () => {
    for (const module of adminModules) {
      const { key, add } = samples[module.thing] ?? { key: "", add: {} };
      const given = { module, key, raw: { [module.key]: key, ...add }, form: "json", mode: "add" } as const;
      await change(desk, rootActor, { ...given, where: () => undefined });
    }
    const text = await whole();
    expect(await applied(text)).toEqual([]);
    expect(text).not.toContain("$argon2");
    await store.close();
    store = await database.open();
    desk = testDesk(store);
    const would = await applied(text, true);
    expect(await applied(text)).toEqual(would);
    expect(would).toHaveLength(adminModules.length);
    expect(await whole()).toBe(text);
    expect(await applied(text)).toEqual([]);
    expect(await auditTrail(desk, rootActor, { limit: 1000 })).toHaveLength(adminModules.length);
  });

  it("takes entries that refer to each other in any order, and tells what they change", async () => {
    const text = `
queues:
  - { name: "Sales::Export", group: users }
  - { name: Sales, group: users, systemAddress: sales@example.com, autoReply: thanks,
      salutation: "system standard salutation (en)", signature: "system standard signature (en)" }
  - { name: Raw, comment: Sorted daily }
systemAddresses:
  - { address: sales@example.com, name: Sales, queue: Sales }
autoResponses:
  - { name: thanks, type: auto reply, subject: Thanks, text: Thank you, systemAddress: sales@example.com }
users:
  - { login: ann, firstName: Ann, lastName: Agent, password: 'Blue-Horse-77', roles: [second level] }
roles:
  - { name: second level, permissions: { users: [rw] } }
`;
    const changes = await applied(text);
    expect(changes.find(({ key }) => key === "Raw")).toMatchObject({
      action: "set",
      changes: { comment: { from: "Every new request, until it is sorted.", to: "Sorted daily" } },
    });
    expect(changes.find(({ key }) => key === "ann")?.changes.password).toEqual({ from: null, to: "(secret)" });
    expect(await applied(text)).toEqual([]);
    const { queues, addresses, autoResponse } = await reference(store);
    const sales = queues.byName("Sales");
    expect(queues.byName("Sales::Export")?.systemAddressId).toBe(sales?.systemAddressId);
    expect(addresses.get("sales@example.com")?.queueId).toBe(sales?.id);
    expect(autoResponse(sales?.id ?? 0, "auto reply")?.body).toBe("Thank you");
  });

  it("takes again what a package of OTRS has stored and nobody could choose here", async () => {
    const time = "2026-11-24 10:00:00";
    const stamp = { create_time: time, create_by: 1, change_time: time, change_by: 1 };
    const field = { name: "Process", label: "Process", field_order: 1, field_type: "ProcessID", object_type: "Ticket" };
    const row = { ...field, internal_field: 1, config: store.codec.fromText("---\n{}\n"), valid_id: 1, ...stamp };
    await store.transaction(async (tx) => {
      await tx.insertInto("dynamic_field").values(row).execute();
      await tx.updateTable("queue").set({ calendar_name: "0" }).where("name", "=", "Raw").execute();
    });
    const text = await whole();
    expect(text).toContain("ProcessID");
    expect(await applied(text)).toEqual([]);
    const other = text.replace("type: ProcessID", "type: ActivityID");
    await expect(applied(other)).rejects.toThrow('type: "ActivityID" is not allowed');
  });

  it("tells every fault with its line and changes nothing", async () => {
    const before = await whole();
    const text = `queus: []
queues:
  - name: Misc
    comment: Changed
  - name: Raw
    group: usrs
    colour: red
  - name: Misc
signatures:
  - name: short
users:
  - login: ann
    firstName: Ann
    email: ann
`;
    const refused = applied(text);
    await expect(refused).rejects.toMatchObject({ exit: 65 });
    const lines = await refused.catch((error: Error) => error.message.split("\n"));
    expect(lines).toEqual([
      'desk.yaml:1: there is no section "queus". Did you mean "queues"?',
      'desk.yaml:6: queue "Raw": group: there is no group "usrs". Did you mean "users"? Name one exactly: users, admin, stats',
      'desk.yaml:7: queue "Raw": colour: a queue has no colour. See `gotrs admin queue add --help`',
      'desk.yaml:8: queue "Misc": it is in the file twice. Leave one',
      'desk.yaml:10: signature "short": text: it is missing: with tags such as <OTRS_Agent_UserFullname>. Give a text',
      'desk.yaml:12: user "ann": lastName: it is missing: the last name. Give a text of up to 100 characters',
      'desk.yaml:14: user "ann": email: "ann" is no mail address. Write name@host',
    ]);
    expect(await whole()).toBe(before);
    expect(await auditTrail(desk, rootActor, { limit: 10 })).toEqual([]);
  });

  it("disables only what says so, and only together with what leans on it", async () => {
    const alone = "signatures:\n  - { name: system standard signature (en), valid: false }\n";
    await expect(applied(alone)).rejects.toThrow(
      'desk.yaml:2: signature "system standard signature (en)": valid: signature "system standard signature (en)" is used by queue "Postmaster"',
    );
    const queues = ["Postmaster", "Raw", "Junk", "Misc"].map((name) => `  - { name: ${name}, signature: other }\n`);
    const together = `${alone}  - { name: other, text: Bye }\nqueues:\n${queues.join("")}`;
    expect((await applied(together)).map(({ action, key }) => `${action} ${key}`)).toEqual([
      "disable system standard signature (en)",
      "add other",
      "set Postmaster",
      "set Raw",
      "set Junk",
      "set Misc",
    ]);
  });
});
