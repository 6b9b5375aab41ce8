/** Directories over TLS, directories that are wrong or down, and logins that mean to be more than a login. */
import { once } from "node:events";
import { chmod, writeFile } from "node:fs/promises";
import { createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { agentDirectories } from "../../src/config/directories.ts";
import { loadSettings } from "../../src/config/load.ts";
import { isExpected } from "../../src/errors.ts";
import { askDirectory } from "../../src/ldap/ask.ts";
import { converse } from "../../src/ldap/conversation.ts";
import { diagnose } from "../../src/login/diagnosis.ts";
import { agentWith } from "../../src/login/login.ts";
import { hashPassword } from "../../src/people/passwords.ts";
import { spoken } from "../../src/said.ts";
import type { Store } from "../../src/store/store.ts";
import { onSqlite } from "../databases.ts";
import { silentLog, testDesk } from "../desk.ts";
import { freePort } from "../peers/freePort.ts";
import { install } from "../peers/gotrs.ts";
import { baseDn, type Slapd, searcher, slapdAbsent, startSlapd } from "../peers/slapd.ts";
import { tempFolder } from "../peers/tempFolder.ts";
import { addAgent } from "../ticket/people.ts";
import { directoryOf, groupEntry, groups, people, personEntry, settingsWith } from "./directory.ts";

const absent = await slapdAbsent();
const password = "open sesame";

describe.skipIf(absent !== undefined)(`directories ${absent ?? ""}`, () => {
  let slapd: Slapd;
  beforeAll(async () => {
    slapd = await startSlapd(
      directoryOf(
        personEntry({ uid: "ann", givenName: "Ann", sn: "Agent", mail: "ann@desk.test" }),
        personEntry({ uid: "tricky (*)\\5c", sn: "Tricky" }),
        groupEntry("agents", "ann"),
        groupEntry("odd", "tricky (*)\\5c"),
      ),
    );
  });
  afterAll(() => slapd[Symbol.asyncDispose]());

  const ask = async (written: object, login = "ann", given: string | undefined = password): Promise<string> => {
    const usual = { name: "office", bindDn: searcher.dn, bindPassword: searcher.password, baseDn: people, timeout: 1 };
    const [directory] = agentDirectories.schema.parse([{ ...usual, url: slapd.url, ...written }]);
    if (directory === undefined) throw new Error("no directory");
    try {
      const answer = await askDirectory(directory, { login, password: given, attributes: [], groups: [] });
      return answer.person?.dn ?? answer.why ?? "";
    } catch (error) {
      if (!isExpected(error)) throw error;
      return error.message.replaceAll(/\d{4,5}\b/g, "PORT");
    }
  };
  const ann = `uid=ann,${people}`;

  it("talks TLS from the start or by STARTTLS, to a server whose certificate an authority vouches for", async () => {
    const caFile = slapd.certificateFile;
    expect(await ask({ url: slapd.secureUrl, caFile })).toBe(ann);
    expect(await ask({ startTls: true, caFile })).toBe(ann);
    const selfSigned =
      "office: the server's certificate is signed by itself, no authority vouches for it. Have the certificate renewed, " +
      "name its authority in caFile of office, or use the name in the certificate in url";
    expect(await ask({ url: slapd.secureUrl })).toBe(selfSigned);
    expect(await ask({ startTls: true })).toBe(selfSigned);
    expect(await ask({ startTls: true, caFile: "/nonexistent" })).toContain(
      "caFile of the directory office: /nonexistent cannot be read",
    );
    await using other = await startSlapd(directoryOf(), { name: "ldap.example.com" });
    const misnamed = { caFile: other.certificateFile };
    for (const way of [{ url: other.secureUrl }, { url: other.url, startTls: true }]) {
      expect(await ask({ ...misnamed, ...way })).toContain(
        "the server's certificate is for another name than localhost",
      );
    }
    expect(await ask({ url: slapd.url.replace("ldap:", "ldaps:") })).toMatch(
      /^office: (no TLS with localhost on port PORT|the connection to localhost broke|localhost cannot be reached)/,
    );
  });

  it.each([
    ["without TLS", {}, "the directory closed the connection"],
    ["over STARTTLS", { startTls: true }, /closed the connection|timed out/],
  ])("asks nobody in another one's name, or in the clear, when a connection %s was lost", async (_, how, refusal) => {
    const { certificateFile: caFile, url } = slapd;
    const written = { name: "office", url, baseDn: people, timeout: 1, caFile, ...how };
    const [directory] = agentDirectories.schema.parse([written]);
    if (directory === undefined) throw new Error("no directory");
    const conversation = await converse(directory, url);
    try {
      await conversation.client.bind(searcher.dn, searcher.password);
      await slapd.stop();
      await slapd.start();
      await expect(conversation.client.bind(searcher.dn, searcher.password)).rejects.toThrow(refusal);
    } finally {
      await conversation.close();
    }
  });

  it("says what keeps it from asking, and what to do", async () => {
    expect(await ask({ bindPassword: "wrong" })).toBe(
      `office: localhost does not let ${searcher.dn} in (it says: invalidCredentials (49)). ` +
        "Correct bindDn and bindPassword of the directory office",
    );
    expect(await ask({ bindDn: undefined, bindPassword: undefined })).toBe(
      `office: there is no ${people}, or an anonymous client may not see it. Correct baseDn of the directory office, or let ` +
        "an anonymous client read there",
    );
    expect(await ask({ baseDn: `ou=peple,${baseDn}` })).toContain(`office: there is no ou=peple,${baseDn}, or `);
    expect(await ask({ groupDn: `cn=agnts,${groups}` })).toContain("Correct groupDn of the directory office");
    expect(await ask({ filter: "(uid=)(a)" }).catch((error: Error) => error.message)).toContain(
      "a filter in parentheses",
    );
    expect(await ask({ url: `ldap://127.0.0.1:${await freePort()}` })).toContain(
      "office: 127.0.0.1 refuses connections on port PORT. Start the directory, correct url of office",
    );
    expect(await ask({ url: "ldap://nowhere.invalid" })).toContain("no host named nowhere.invalid");
  });

  it("goes to the next server of a directory when one is down, and waits for a silent one no longer than it is told", async () => {
    const down = `ldap://127.0.0.1:${await freePort()}`;
    expect(await ask({ url: [down, slapd.url] })).toBe(ann);
    const held: Socket[] = [];
    const silent: Server = createServer((socket) => held.push(socket));
    silent.listen(0, "127.0.0.1");
    await once(silent, "listening");
    const { port } = silent.address() as { port: number };
    try {
      const mute = `127.0.0.1 does not answer on port PORT within 1 seconds`;
      expect(await ask({ url: `ldap://127.0.0.1:${port}` })).toContain(mute);
      expect(await ask({ url: `ldap://127.0.0.1:${port}`, startTls: true })).toContain(mute);
      expect(await ask({ url: `ldaps://127.0.0.1:${port}` })).toContain(`127.0.0.1 cannot be reached on port PORT`);
    } finally {
      for (const socket of held) socket.destroy();
      silent.close();
    }
  });

  it("reads the searcher's password from a file, and takes none that is empty", async () => {
    await using folder = await tempFolder("secret");
    const file = join(folder.path, "password");
    await writeFile(file, `${searcher.password}\n`);
    await chmod(file, 0o600);
    const from = { bindPassword: undefined, bindPasswordFile: file };
    expect(await ask(from)).toBe(ann);
    await writeFile(file, "\n");
    expect(await ask(from)).toContain(`bindPasswordFile of the directory office: ${file} is empty`);
  });

  it("binds nobody without a password, though the directory would", async () => {
    expect(await ask({}, "ann", "")).toContain("an empty password proves nothing");
  });

  it("takes a login for nothing but a login, and in one spelling", async () => {
    const odd = { groupDn: `cn=odd,${groups}` };
    expect(await ask(odd, "tricky (*)\\5c")).toMatch(/^uid=tricky/);
    expect(await ask(odd)).toContain("they are not in the group");
    // A matching rule as Active Directory has for groups in groups; this one (distinguishedNameMatch) OpenLDAP knows.
    const byRule = { groupDn: `cn=agents,${groups}`, memberAttribute: "member:2.5.13.1:" };
    expect(await ask(byRule)).toBe(ann);
    expect(await ask(byRule, "tricky (*)\\5c")).toContain("they are not in the group");
    for (const login of ["*", "a*", "ann)(uid=*", "ann)(|(uid=*)", "\\61nn", "", "\0", "ann\0"]) {
      expect(await ask({}, login), JSON.stringify(login)).toContain("there is no uid=");
    }
    for (const login of [" ann", "ann ", "ａnn"]) {
      expect(await ask({}, login), JSON.stringify(login)).not.toBe(ann);
    }
    expect(await ask({}, "ANN")).toBe(ann);
    expect(await ask({ userAttribute: "mail", userSuffix: "@desk.test" }, "ann")).toBe(ann);
    expect(await ask({ userAttribute: "objectClass" }, "inetOrgPerson")).toContain("there is more than one");
  });

  onSqlite("with a database", (database) => {
    let store: Store;
    beforeAll(async () => {
      store = await database.open();
      for (const login of ["local", "other"]) await addAgent(testDesk(store), login);
      const hash = await hashPassword("my own");
      await store.transaction((tx) => tx.updateTable("users").set({ pw: hash }).where("id", ">", 1).execute());
    });
    afterAll(() => store.close());

    it("lets our own accounts in while the directory is down, tells others to wait, and logs the mend", async () => {
      const errors: string[] = [];
      const down = { url: `ldap://127.0.0.1:${await freePort()}` };
      const desk = {
        ...testDesk(store, settingsWith(down, { agents: [{ create: true }] })),
        log: { ...silentLog, error: (_: object, message: string) => void errors.push(message) },
      };
      const from = (login: string, given: string) => agentWith(desk, { login, password: given, address: "192.0.2.1" });
      expect((await from("local", "my own")).login).toBe("local");
      // Who is the directory's is not locked out by its fault; who may be guessed here is.
      for (let count = 0; count < 6; count += 1) {
        await expect(from("ann", password)).rejects.toThrow(
          "the directory that knows logins and passwords does not answer. Try again later",
        );
      }
      for (let count = 0; count < 5; count += 1) {
        await expect(from("local", "guess")).rejects.toThrow("does not answer");
      }
      await expect(from("local", "guess")).rejects.toThrow("too many failed logins");
      expect(errors[0]).toContain("refuses connections on port");
      expect(errors[0]).toContain("Start the directory, correct url of office");
    });

    it("tells an administrator step by step how the directory judges somebody", async () => {
      const agents = [{ create: true, groupDn: `cn=agents,${groups}` }];
      const desk = testDesk(store, settingsWith(slapd, { agents }));
      const found = async (login: string, given?: string) => {
        const { good, findings } = await diagnose(desk, "agent", login, given);
        const lines = findings.map((one) =>
          `${one.good ? "good" : "BAD "} ${spoken(one.text)}`.replaceAll(/:\d{4,5}\b/g, ":PORT"),
        );
        return { good, lines };
      };
      const well = await found("ann", password);
      expect(well.lines[0]).toMatch(/^good office: localhost is .*127\.0\.0\.1/);
      expect({ ...well, lines: well.lines.slice(1) }).toEqual({
        good: true,
        lines: [
          "good office: ldap://localhost:PORT answers, without TLS",
          `good office: it lets ${searcher.dn} search`,
          `good office: uid=ann is ${ann}`,
          `good office: they are in the group cn=agents,${groups}`,
          "good office: the directory takes the password",
          'good office: agent "ann" is made at the first login',
        ],
      });
      const wrong = await found("ann", "wrong");
      expect(wrong.good).toBe(false);
      expect(wrong.lines).toContain(
        "BAD  office: the directory refuses the password (it says: invalidCredentials (49))",
      );
      const other = await found("other", "my own");
      expect(other.good).toBe(true);
      expect(other.lines).toContain(`good office: there is no uid=other below ${people}`);
      await slapd.stop();
      const down = await found("ann", password);
      await slapd.start();
      expect(down.good).toBe(false);
      expect(down.lines[1]).toMatch(/^BAD {2}office: localhost refuses connections on port \d+$/);
    });
  });

  it("works as an administrator sets it up: gotrs.yaml, `gotrs admin auth test`, a login", {
    timeout: 120_000,
  }, async () => {
    await using gotrs = await install();
    const directory = {
      name: "office",
      url: slapd.secureUrl,
      caFile: slapd.certificateFile,
      bindDn: searcher.dn,
      bindPassword: searcher.password,
      baseDn: people,
      create: true,
      initialGroups: ["users"],
    };
    const environment = { GOTRS_LDAP_AGENTS: JSON.stringify([directory]) };
    const tested = await gotrs.run(["admin", "auth", "test", "ann", "--password-file", "-"], {
      input: `${password}\n`,
      environment,
    });
    expect(tested).toMatchObject({ code: 0, stderr: "" });
    expect(tested.stdout).toContain("good  office: the directory takes the password\n");
    await using daemon = await gotrs.serve(environment);
    const answer = await fetch(`${daemon.http}/api/v1/session`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ login: "ann", password }),
    });
    expect(answer.status).toBe(200);
    const wrong = await gotrs.run(["admin", "user", "list"], {
      environment: { GOTRS_LDAP_AGENTS: JSON.stringify([{ ...directory, baseDN: "x" }]) },
    });
    expect(wrong.code).toBe(78);
    expect(wrong.stderr).toContain('(entry 1: Unrecognized key: "baseDN")');
    expect(wrong.stderr).not.toContain(searcher.password);
  });
});

it("names every fault of the settings of directories, and shows no password", () => {
  const faultOf = (variables: Readonly<Record<string, string>>): string => {
    try {
      loadSettings({ env: variables, folder: "/nonexistent", hostName: "desk.test", terminal: false });
      return "";
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  };
  const one = (more: object) => ({
    GOTRS_LDAP_AGENTS: JSON.stringify([{ name: "a", url: "ldap://h", baseDn: "dc=x", ...more }]),
  });
  expect(faultOf(one({}))).toBe("");
  const secret = { bindPassword: "hidden" };
  expect(faultOf(one({ bindDn: "cn=a" }))).toContain("(entry 1: bindDn and its password belong together)");
  expect(faultOf(one(secret))).toContain("(entry 1: bindDn and its password belong together)");
  expect(faultOf(one({ url: "ldaps://h", startTls: true }))).toContain("(entry 1: startTls is for ldap://");
  expect(faultOf(one({ url: "http://h" }))).toContain("(entry 1, url: ");
  expect(faultOf(one({ filter: "uid=a" }))).toContain("(entry 1, filter: a filter in parentheses");
  expect(faultOf(one({ ...secret, bindDn: "cn=a", permissionsByGroup: { "cn=a": { users: ["all"] } } }))).toMatch(
    /^\$GOTRS_LDAP_AGENTS: is not understood \(not shown, it may hold a password\) \(entry 1, permissionsByGroup, cn=a, users, /,
  );
  expect(faultOf({ GOTRS_LOGIN_PASSWORDS: "directory" })).toContain(
    "login.passwords: names no other source than directories, and ldap.agents has none",
  );
});
