/** Helping somebody to log in, over the API: why they cannot, in the language of who asks, and a second factor that is lost. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { auditTrail } from "../../src/admin/auditTrail.ts";
import type { Actor, Desk } from "../../src/desk.ts";
import { hashPassword } from "../../src/people/passwords.ts";
import { type Person, personByLogin } from "../../src/store/passwords.ts";
import { confirmSecondFactor, offerSecondFactor, secondFactor } from "../../src/store/secondFactors.ts";
import type { Store } from "../../src/store/store.ts";
import { forEachDatabase } from "../databases.ts";
import { testDesk } from "../desk.ts";
import { addAgent } from "../ticket/people.ts";
import { bothTokens, httpApp, type TestApp } from "./app.ts";

const password = "right one 4711";

forEachDatabase("helping with logins over the API", (database) => {
  let store: Store;
  let desk: Desk;
  let app: TestApp;
  let root: Actor;
  let ann: Person;
  let admin = "";
  let agent = "";
  beforeAll(async () => {
    store = await database.open();
    desk = testDesk(store);
    app = await httpApp(desk);
    ({ root, admin, agent } = await bothTokens(desk));
    const { userId } = await addAgent(desk, "ann");
    const pw = await hashPassword(password);
    await store.transaction((tx) => tx.updateTable("users").set({ pw }).where("id", "=", userId).execute());
    const person = await personByLogin(store.db, "agent", "ann");
    if (person === undefined) throw new Error("there is no ann");
    ann = person;
  });
  afterAll(async () => {
    await app[Symbol.asyncDispose]();
    await store.close();
  });

  const test = (body: object, token = admin, language?: string) =>
    app.ask("POST", "/logins/test", token, { kind: "agent", login: "ann", ...body }, language);

  it("tells administrators alone, step by step, whether a password is right", async () => {
    expect((await test({}, agent)).status).toBe(403);
    const { json } = await test({ password });
    expect(json).toEqual({
      good: true,
      findings: [
        { good: true, text: 'agent "ann" is valid', mend: null },
        { good: true, text: "there is a password, stored as argon2id", mend: null },
        { good: true, text: "the password is right", mend: null },
        { good: true, text: "the login is not locked", mend: null },
        { good: true, text: "no second factor is asked for", mend: null },
        { good: true, text: "they see no queue", mend: "Give ro on a queue's group, to them or a role of theirs" },
      ],
    });
    expect((await test({ password: "wrong" })).json).toMatchObject({ good: false });
    expect((await test({ login: "amn" })).json).toEqual({
      good: false,
      findings: [
        {
          good: false,
          text: 'there is no agent "amn"',
          mend: 'Did you mean "ann"? Logins of agents have case',
        },
      ],
    });
    expect((await test({ kind: "customer" })).json.findings).toEqual([
      { good: false, text: 'there is no customer "ann"', mend: null },
    ]);
  });

  it.each([
    ["de", "das Passwort ist falsch"],
    ["es", "la contraseña es errónea"],
    ["fr", "le mot de passe est faux"],
  ])("tells it in %s, what to do as well", async (language, words) => {
    const { findings } = (await test({ password: "wrong" }, admin, language)).json;
    const wrong = findings.find(({ text }: { text: string }) => text === words);
    expect(wrong).toMatchObject({ good: false });
    for (const { mend } of findings) if (mend !== null) expect(mend).not.toMatch(/^(?:Mind|Give) /);
  });

  it("counts as no login, leaves nothing of the password, and does not say it again when it is too long", async () => {
    for (let count = 0; count < 7; count += 1) await test({ password: "wrong" });
    expect((await test({ password })).json).toMatchObject({ good: true });
    expect(await auditTrail(desk, root, { limit: 100 })).toEqual(
      expect.not.arrayContaining([expect.objectContaining({ key: "ann" })]),
    );
    const { status, json } = await test({ password: `hush ${"x".repeat(1000)}` });
    expect([status, json.detail]).toEqual([422, expect.stringContaining("body.password: the value cannot be used")]);
    expect(json.detail).not.toContain("hush");
  });

  it("takes a second factor away from who has lost it, which the audit trail keeps", async () => {
    const now = desk.clock.now();
    await offerSecondFactor(store, ann, "JBSWY3DPEHPK3PXP", now);
    const confirmed = { secret: "JBSWY3DPEHPK3PXP", period: 1, digests: ["a".repeat(64)] };
    await confirmSecondFactor(store, ann, confirmed, { userId: ann.id, login: "ann" }, now);
    expect((await test({})).json.findings).toContainEqual(
      expect.objectContaining({ text: "a second factor is asked for; 1 recovery codes are left" }),
    );
    const path = "/second-factors/agent/ann";
    expect((await app.ask("DELETE", path, agent)).status).toBe(403);
    expect((await app.ask("DELETE", path, admin)).status).toBe(204);
    expect(await secondFactor(store.db, ann)).toBeUndefined();
    const [entry] = await auditTrail(desk, root, { limit: 1, thing: "user", key: "ann" });
    expect(entry).toMatchObject({ by: "root@localhost", changes: { secondFactor: { from: true, to: false } } });
    const again = await app.ask("DELETE", path, admin, undefined, "de");
    expect([again.status, again.json.detail]).toEqual([404, "Agent „ann“ hat keinen zweiten Faktor"]);
    expect((await app.ask("DELETE", "/second-factors/agent/nobody", admin)).status).toBe(404);
    expect((await app.ask("DELETE", "/second-factors/robot/ann", admin)).status).toBe(404);
  });
});
