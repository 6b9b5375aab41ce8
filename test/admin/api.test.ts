/** Administration over the API: what an administrator does, and that an ordinary agent can do none of it, thing by thing. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { adminModules } from "../../src/admin/modules/index.ts";
import { eventually } from "../peers/eventually.ts";
import { type Daemon, type Installation, install } from "../peers/gotrs.ts";
import { samples } from "./samples/index.ts";

let gotrs: Installation;
let daemon: Daemon;
const tokens = { root: "", ann: "" };

beforeAll(async () => {
  gotrs = await install();
  daemon = await gotrs.serve();
  const ann = [
    "user",
    "add",
    "ann",
    "--first-name",
    "Ann",
    "--last-name",
    "Agent",
    "--permissions",
    "users=rw",
    "admin=ro",
  ];
  expect(await gotrs.run(["admin", ...ann])).toMatchObject({ code: 0 });
  for (const [name, login] of [
    ["root", "root@localhost"],
    ["ann", "ann"],
  ] as const) {
    tokens[name] = (await gotrs.json<{ token: string }>("admin", "token", "add", "--user", login)).token;
  }
});
afterAll(async () => {
  await daemon?.[Symbol.asyncDispose]();
  await gotrs?.[Symbol.asyncDispose]();
});

async function ask(who: keyof typeof tokens, method: string, path: string, body?: unknown) {
  const answer = await fetch(`${daemon.http}/api/v1/admin${path}`, {
    method,
    headers: {
      authorization: `Bearer ${tokens[who]}`,
      ...(body !== undefined && { "content-type": "application/json" }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: JSON.parse(await answer.text()) };
}

describe.each(adminModules.map((module) => [module.thing, module] as const))("%s", (thing, module) => {
  const { key, add, set, wrong } = samples[thing] ?? { key: "", add: {}, set: {}, wrong: [] };
  const one = `/${thing}/${encodeURIComponent(key)}`;
  const whole = { [module.key]: key, ...add };

  it("is refused to an agent without rw in the group admin, whatever the request", async () => {
    const requests = [
      ["GET", `/${thing}`],
      ["POST", `/${thing}`, whole],
      ["GET", one],
      ["PATCH", one, set],
      ...(module.canDisable
        ? ([
            ["POST", `${one}/disable`],
            ["POST", `${one}/enable`],
          ] as const)
        : []),
    ] as const;
    for (const [method, path, body] of requests) {
      const { status, body: problem } = await ask("ann", method, path, body);
      expect([method, path, status]).toEqual([method, path, 403]);
      expect(problem.detail).toBe('"ann" is no administrator. Ask for rw in the group admin');
    }
  });

  it("is added, shown, listed, changed and disabled by an administrator", async () => {
    if (thing === "user") return;
    expect(await ask("root", "POST", `/${thing}`, whole)).toMatchObject({
      status: 200,
      body: { ...add, ...(module.canDisable && { valid: true }) },
    });
    for (const [raw, message] of wrong) {
      const { status, body } = await ask("root", "PATCH", one, raw);
      expect(status).toBe(422);
      expect(body.detail).toContain(message);
    }
    const { body: shown } = await ask("root", "GET", one);
    expect((await ask("root", "GET", `/${thing}`)).body[module.plural]).toContainEqual(shown);
    const isRemoved = module.rows.remove !== undefined;
    if (!isRemoved && module.canDisable) {
      expect((await ask("root", "POST", `${one}/disable`)).body).toMatchObject({ valid: false });
      expect((await ask("root", "POST", `${one}/enable`)).body).toMatchObject({ valid: true });
    }
    expect(await ask("root", "PATCH", one, set)).toMatchObject({ status: 200, body: set });
    if (!isRemoved) return;
    expect((await ask("root", "POST", `${one}/disable`)).status).toBe(200);
    expect((await ask("root", "GET", one)).status).toBe(404);
  });
});

it("describes every thing with its fields, in itself and as OpenAPI", async () => {
  const { body } = await ask("root", "GET", "");
  expect(body.things.map(({ thing }: { thing: string }) => thing)).toEqual(adminModules.map(({ thing }) => thing));
  expect((await ask("ann", "GET", "")).status).toBe(403);
  const document = JSON.parse(await (await fetch(`${daemon.http}/api/v1/openapi.json`)).text());
  for (const { thing, fields } of adminModules) {
    const { post } = document.paths[`/admin/${thing}`];
    const { properties } = post.requestBody.content["application/json"].schema;
    expect(Object.keys(properties)).toEqual(expect.arrayContaining(Object.keys(fields)));
  }
  // A form asks for a secret, and never has one to show.
  const account = document.paths["/admin/mail-account"].post.requestBody.content["application/json"].schema;
  expect(account.properties.password).toMatchObject({ type: "string", writeOnly: true });
  const described = body.things.map(({ thing, fields }: { thing: string; fields: readonly object[] }) => [
    thing,
    fields,
  ]);
  const secretOf = (wanted: string) =>
    described
      .find(([thing]: [string]) => thing === wanted)?.[1]
      .filter(({ kind }: { kind: string }) => kind === "secret");
  expect(secretOf("mail-account")).toMatchObject([{ name: "password", generated: false }]);
  expect(secretOf("user")).toMatchObject([{ name: "password", generated: true }]);
});

it("tells every fault with its field, and what fields can be chosen from", async () => {
  const wrong = { name: "Sales", group: "usres", systemAddress: "support@localhost", unlockTimeout: -1 };
  const { status, body } = await ask("root", "POST", "/queue", wrong);
  expect(status).toBe(422);
  expect(body.faults).toEqual(
    expect.arrayContaining([
      { field: "group", what: 'there is no group "usres"', mend: expect.stringContaining('Did you mean "users"?') },
      { field: "unlockTimeout", what: "-1 is out of range", mend: expect.stringContaining("from 0") },
    ]),
  );
  const names = async (of: string) => (await ask("root", "GET", `/names/${of}`)).body.names;
  expect(await names("group")).toContainEqual({ name: "users", valid: true });
  expect(await names("follow-up")).toContainEqual({ name: "possible", valid: true });
  expect((await ask("root", "GET", "/names/gruop")).body.detail).toContain('Did you mean "group"?');
  expect((await ask("ann", "GET", "/names/group")).status).toBe(403);
  const { things } = (await ask("root", "GET", "")).body;
  const field = (thing: string, name: string) =>
    things
      .find((one: { thing: string }) => one.thing === thing)
      .fields.find((one: { name: string }) => one.name === name);
  expect(field("queue", "salutation")).toMatchObject({ required: true, presumed: true, to: "salutation" });
  expect(field("customer-user", "login").fixed).toContain("tickets refer to it");
  expect(field("generic-agent", "scheduleHours")).toMatchObject({ items: "integer" });
  expect(field("token", "scopes")).toMatchObject({ items: "string", choices: expect.arrayContaining(["all"]) });
  expect(field("postmaster-filter", "matches")).not.toHaveProperty("items");
});

it("gives a new agent a password once, and forgets it", async () => {
  const { body } = await ask("root", "POST", "/user", { login: "bob", firstName: "Bob", lastName: "Agent" });
  expect(body.password).toMatch(/^([a-zA-Z0-9]{5}-){3}[a-zA-Z0-9]{5}$/);
  const login = (password: string) =>
    fetch(`${daemon.http}/api/v1/session`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ login: "bob", password }),
    });
  expect((await login(body.password)).status).toBe(200);
  const shown = await ask("root", "GET", "/user/bob");
  expect(shown.body).not.toHaveProperty("password");
  const reset = await ask("root", "PATCH", "/user/bob", { generatePassword: true });
  expect((await login(reset.body.password)).status).toBe(200);
  expect((await login(body.password)).status).toBe(401);
  expect(JSON.stringify((await ask("root", "GET", "/audit?thing=user&key=bob")).body)).not.toContain(body.password);
});

it("tells who changed what", async () => {
  expect((await ask("ann", "GET", "/audit")).status).toBe(403);
  await ask("root", "PATCH", "/queue/Junk", { comment: "Rubbish" });
  const { body } = await ask("root", "GET", "/audit?thing=queue&key=Junk&limit=1");
  expect(body.audit).toMatchObject([
    {
      by: "root@localhost",
      thing: "queue",
      key: "Junk",
      action: "set",
      changes: { comment: { from: "Unwanted mail.", to: "Rubbish" } },
    },
  ]);
});

it("is seen by the running daemon when the command line changes it", async () => {
  expect(
    await gotrs.run([
      "admin",
      "queue",
      "add",
      "Fresh",
      "--group",
      "users",
      "--system-address",
      "support@localhost",
      "--salutation",
      "system standard salutation (en)",
      "--signature",
      "system standard signature (en)",
    ]),
  ).toMatchObject({ code: 0 });
  const ticket = { title: "In it", queue: "Fresh", body: "Hello", to: "kim@customer.test" };
  await eventually("the daemon to know the queue", async () => {
    const answer = await fetch(`${daemon.http}/api/v1/tickets`, {
      method: "POST",
      headers: { authorization: `Bearer ${tokens.ann}`, "content-type": "application/json" },
      body: JSON.stringify(ticket),
    });
    return answer.status === 200;
  });
});
