/** `gotrs admin mail-account test`: which step it names, and what it says to do. */
import { once } from "node:events";
import { createServer } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { diagnose, findingView } from "../../daemon/fetch/diagnose.ts";
import type { FindingView } from "../../src/api/fetching.ts";
import type { Desk } from "../../src/desk.ts";
import type { MailAccount, NewAccount } from "../../src/store/mailAccounts.ts";
import type { Store } from "../../src/store/store.ts";
import { onSqlite } from "../databases.ts";
import { type Dovecot, dovecotAbsent, startDovecot } from "../peers/dovecot.ts";
import { freePort } from "../peers/freePort.ts";
import { addAccount, fetchingDesk, letter } from "./mailbox.ts";

const absent = await dovecotAbsent();

onSqlite("a diagnosis", (database) => {
  let store: Store;
  let desk: Desk;
  beforeEach(async () => {
    store = await database.open();
    desk = fetchingDesk(store);
  });
  afterEach(async () => {
    await store.close();
  });
  const findings = async (account: MailAccount, at = desk): Promise<readonly FindingView[]> => {
    const list: FindingView[] = [];
    for await (const finding of diagnose(at, account)) list.push(findingView(finding));
    return list;
  };
  const elsewhere = (fields: Partial<NewAccount>): Promise<MailAccount> =>
    addAccount(store, { ports: {} } as unknown as Dovecot, fields);
  const last = async (account: MailAccount): Promise<string> => {
    const list = await findings(account);
    const { step, verdict, text, mend } = list.at(-1) ?? { step: "", verdict: "", text: "", mend: "" };
    return `${verdict} ${step}: ${text} → ${mend ?? ""}`;
  };

  it("names a host that does not exist", async () => {
    expect(await last(await elsewhere({ host: "no-such-host.invalid" }))).toMatch(
      /^bad dns: (there is no host named|the name server does not answer for) no-such-host.invalid/,
    );
  });

  it("names a port where nothing listens, and a type that gotrs does not know", async () => {
    const port = await freePort();
    expect(await last(await elsewhere({ port }))).toMatch(
      /^bad connect: 127.0.0.1 refuses connections on port \d+ → Correct/,
    );
    expect(await last(await elsewhere({ type: "MSGraph" }))).toMatch(
      /^bad settings: .*"MSGraph" is no type .*→ Use one of IMAPS,/,
    );
  });

  it("names a port that speaks another protocol, or no TLS", async () => {
    const server = createServer((socket) => {
      socket.on("error", () => undefined);
      socket.write("220 mail.example ESMTP\r\n");
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const port = typeof address === "object" ? (address?.port ?? 0) : 0;
    expect(await last(await elsewhere({ port }))).toMatch(
      /^bad greeting: that is no IMAP server, or it refuses: 220 mail/,
    );
    expect(await last(await elsewhere({ port, type: "POP3S" }))).toMatch(
      /^bad certificate: no TLS with .*IMAPTLS or POP3TLS/,
    );
    server.close();
  });

  describe.skipIf(absent !== undefined)(`of an account on dovecot ${absent ?? ""}`, () => {
    it("goes through every step, in order, and counts the mails without touching them", async () => {
      await using dovecot = await startDovecot();
      await dovecot.deliverAll("well", [letter(), letter({ body: "x".repeat(30_000) })]);
      desk = fetchingDesk(store, { maxSize: 20_000, caFile: dovecot.certificateFile });
      for (const type of ["IMAPS", "IMAPTLS", "POP3S", "POP3TLS"]) {
        const list = await findings(await addAccount(store, dovecot, { login: "well", host: "localhost", type }));
        expect(list.filter(({ verdict }) => verdict === "bad")).toEqual([]);
        const steps = [...new Set(list.map(({ step }) => step))];
        const middle = type.endsWith("TLS") ? ["greeting", "certificate"] : ["certificate", "greeting"];
        expect(steps).toEqual(["settings", "dns", "connect", ...middle, "login", "folder"]);
        expect(list.at(-2)?.text).toContain("holds 2 mails, of which 1 are to be fetched");
        expect(list.at(-1)).toMatchObject({ verdict: "warning", mend: "Raise fetch.maxSize, or take the mail away" });
      }
      expect((await dovecot.messages("well")).map(({ flags }) => flags)).toEqual([[], []]);
    });

    it.each([
      ["signed by itself", {}, /^bad certificate: the server's certificate is signed by itself/],
      [
        "for another name",
        { name: "other.test" },
        /^bad certificate: .*is for another name than localhost \(for other.test/,
      ],
      [
        "that has expired",
        { until: "20210101000000Z" },
        /^bad certificate: .*has expired \(for localhost.*until 2021-01-01\)/,
      ],
      ["not valid yet", { from: "20980101000000Z" }, /^bad certificate: .*is not valid yet/],
    ])("names a certificate %s", async (_, certificate, expected) => {
      await using dovecot = await startDovecot({ certificate });
      desk = fetchingDesk(
        store,
        "name" in certificate || "until" in certificate || "from" in certificate
          ? { caFile: dovecot.certificateFile }
          : {},
      );
      for (const type of ["IMAPS", "POP3TLS"])
        expect(await last(await addAccount(store, dovecot, { host: "localhost", type }))).toMatch(expected);
      const any = await addAccount(store, dovecot, { host: "localhost", type: "IMAPS", anyCertificate: true });
      const list = await findings(any);
      expect(list.find(({ step }) => step === "certificate")?.verdict).toBe("warning");
      expect(list.at(-1)).toMatchObject({ step: "folder", verdict: "good" });
    });

    it("names a login that is refused, and a folder that is not there with those that are", async () => {
      await using dovecot = await startDovecot();
      await dovecot.deliver("diagnosed", letter(), "Archive");
      expect(await last(await addAccount(store, dovecot, { login: "diagnosed", password: "no" }))).toMatch(
        /^bad login: 127.0.0.1 refuses the login of diagnosed \(it says: .*→ Correct login or password/,
      );
      expect(await last(await addAccount(store, dovecot, { login: "diagnosed", folder: "Nope" }))).toMatch(
        /^bad folder: 127.0.0.1 does not open the folder Nope → .*there are: .*Archive/,
      );
    });

    it("warns of a password in the clear, and of a queue that does not exist", async () => {
      const list = await findings(await elsewhere({ type: "IMAP", host: "mail.invalid", queueId: 4711 }));
      expect(list.filter(({ verdict }) => verdict === "warning").map(({ text }) => text)).toEqual([
        "the account's queue (id 4711) does not exist; its mail goes by recipient",
        "IMAP sends the password and all mail in the clear",
      ]);
    });
  });
});
