/** A fetch and a trial of a mail account that an administrator asks for over the API. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Fetching, startFetching } from "../../daemon/fetch/start.ts";
import type { DiagnosisView, FetchView } from "../../src/api/fetching.ts";
import type { Desk } from "../../src/desk.ts";
import { actorByLogin } from "../../src/people/permissions.ts";
import { newToken } from "../../src/people/tokens.ts";
import type { Store } from "../../src/store/store.ts";
import { forEachDatabase, onSqlite } from "../databases.ts";
import { addAccount, fetchingDesk, letter, titles } from "../fetch/mailbox.ts";
import { type Dovecot, dovecotAbsent, startDovecot } from "../peers/dovecot.ts";
import { eventually } from "../peers/eventually.ts";
import { freePort } from "../peers/freePort.ts";
import { tempFolder } from "../peers/tempFolder.ts";
import { addAgent } from "../ticket/people.ts";
import { httpApp, type TestApp } from "./app.ts";

const absent = await dovecotAbsent();

interface Served extends AsyncDisposable {
  readonly app: TestApp;
  readonly token: string;
  readonly ofNobody: string;
}

async function serve(desk: Desk, fetching: boolean): Promise<Served> {
  const app = await httpApp(desk);
  const root = await actorByLogin(desk, "root@localhost");
  const { token } = await newToken(desk, root, { name: "root", scopes: "all" });
  const nobody = await addAgent(desk, "no.body");
  const { token: ofNobody } = await newToken(desk, nobody, { name: "all", scopes: "all" });
  const spool = await tempFolder("spool");
  const started: Fetching | undefined = fetching ? startFetching(desk, spool.path) : undefined;
  return {
    ...{ app, token, ofNobody },
    async [Symbol.asyncDispose]() {
      await started?.stop();
      await app[Symbol.asyncDispose]();
      await spool[Symbol.asyncDispose]();
    },
  };
}

const path = (name: string, what: "fetch" | "test") => `/admin/mail-account/${encodeURIComponent(name)}/${what}`;

/** Until it is done. */
async function fetched({ app, token }: Served, name: string): Promise<FetchView & { readonly status: number }> {
  return await eventually("the fetch", async () => {
    const { status, json } = await app.ask("GET", path(name, "fetch"), token);
    return json.pending ? undefined : { ...json, status };
  });
}

async function tried({ app, token }: Served, name: string): Promise<DiagnosisView> {
  return await eventually("the diagnosis", async () => {
    const { json } = await app.ask("GET", path(name, "test"), token);
    return json.done ? json : undefined;
  });
}

describe.skipIf(absent !== undefined)(`mail accounts over the API ${absent ?? ""}`, () => {
  let dovecot: Dovecot;
  beforeAll(async () => {
    dovecot = await startDovecot();
  });
  afterAll(async () => {
    await dovecot?.[Symbol.asyncDispose]();
  });

  forEachDatabase("a fetch that is asked for", (database) => {
    let store: Store;
    beforeEach(async () => {
      store = await database.open();
    });
    afterEach(async () => {
      await store.close();
    });

    it("is done by the daemon that has the account, and tells what came", async () => {
      const login = `api-${database.product}`;
      const desk = fetchingDesk(store, { interval: 3600 });
      await addAccount(store, dovecot, { login, name: "Support", type: "POP3" });
      await using served = await serve(desk, true);
      await eventually("the first look", async () => (await fetched(served, "Support")).error === null);
      await dovecot.deliverAll(login, [letter({ subject: "One" }), letter({ subject: "Two" })]);
      const { app, token } = served;
      const { status, json } = await app.ask("POST", path("Support", "fetch"), token, {});
      expect([status, json.pending]).toEqual([200, true]);
      const after = await fetched(served, "Support");
      expect(after).toMatchObject({ pending: false, error: null });
      expect(after.fetched - json.fetched).toBe(2);
      expect(await titles(store)).toEqual(expect.arrayContaining(["One", "Two"]));
    }, 30_000);
  });

  onSqlite("what is asked for", (database) => {
    let store: Store;
    beforeEach(async () => {
      store = await database.open();
    });
    afterEach(async () => {
      await store.close();
    });

    it("tells what the server said and what to do, in the language that is asked for", async () => {
      await addAccount(store, dovecot, { login: "api-wrong", name: "Wrong", password: "no" });
      await using served = await serve(fetchingDesk(store), true);
      await served.app.ask("POST", path("Wrong", "fetch"), served.token, {});
      const { error } = await fetched(served, "Wrong");
      expect(error).toMatch(/^127\.0\.0\.1 refuses the login of api-wrong \(it says: .*\)\. Correct login or password/);
      const german = JSON.parse(await served.app.bytes(path("Wrong", "fetch"), served.token, "de"));
      expect(german.error).toMatch(/^127\.0\.0\.1 lehnt die Anmeldung von api-wrong ab \(er sagt: .*\)\. Login oder/);
    }, 30_000);

    it("says what to do where the account is disabled, where nobody fetches, and where there is none", async () => {
      await addAccount(store, dovecot, { login: "api-idle", name: "Idle" });
      await addAccount(store, dovecot, { login: "api-off", name: "Off", valid: false });
      await using served = await serve(fetchingDesk(store, { enabled: false }), false);
      const refused = async (name: string) => {
        const { status, json } = await served.app.ask("POST", path(name, "fetch"), served.token, {});
        return `${status} ${json.detail}`;
      };
      expect(await refused("Off")).toBe(
        '422 the mail account Off is disabled. Set its field valid first, or run: gotrs fetch "Off"',
      );
      expect(await refused("Idle")).toMatch(/^422 no daemon fetches mail at the moment\. Set fetch\.enabled to true/);
      expect(await refused("Nothing")).toMatch(/^404 /);
    });

    it("tries an account step by step, tells it in the language that is asked for, and touches nothing", async () => {
      await dovecot.deliver("api-tried", letter());
      await addAccount(store, dovecot, { login: "api-tried", name: "Tried" });
      await using served = await serve(fetchingDesk(store), false);
      const { app, token } = served;
      expect(await app.ask("GET", path("Tried", "test"), token)).toMatchObject({ status: 422 });
      expect((await app.ask("POST", path("Tried", "test"), token, {})).status).toBe(200);
      const { findings } = await tried(served, "Tried");
      expect(findings.map(({ verdict, step }) => `${verdict} ${step}`)).toEqual([
        ...["good settings", "good dns", "good connect", "good greeting", "good login", "good folder"],
      ]);
      const german = JSON.parse(await app.bytes(path("Tried", "test"), token, "de"));
      expect(german.findings.at(-1).text).toBe("im Ordner INBOX liegen 1 Mails, davon sind 1 abzuholen");
      expect((await dovecot.messages("api-tried")).map(({ flags }) => flags)).toEqual([[]]);
    });

    it("ends at what is bad, with the mend", async () => {
      const port = await freePort();
      await addAccount(store, dovecot, { login: "api-bad", name: "Bad", port });
      await using served = await serve(fetchingDesk(store), false);
      await served.app.ask("POST", path("Bad", "test"), served.token, {});
      expect((await tried(served, "Bad")).findings.at(-1)).toEqual({
        step: "connect",
        verdict: "bad",
        text: `127.0.0.1 refuses connections on port ${port}`,
        mend: "Correct the account's type or port, or start the mail server",
      });
    });

    it("is for administrators alone", async () => {
      await addAccount(store, dovecot, { login: "api-mine", name: "Mine" });
      await using served = await serve(fetchingDesk(store), false);
      for (const what of ["fetch", "test"] as const) {
        for (const method of ["GET", "POST"]) {
          expect((await served.app.ask(method, path("Mine", what), served.ofNobody)).status).toBe(403);
        }
      }
    });
  });
});
