/** IMAP accounts on a real dovecot: what is fetched, when, and what becomes of it on the server. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openMailbox } from "../../daemon/fetch/index.ts";
import { fetchOnce } from "../../daemon/fetch/once.ts";
import { type Fetching, startFetching } from "../../daemon/fetch/start.ts";
import { fromDbTime, systemClock } from "../../src/clock.ts";
import { StoreFailure } from "../../src/store/failure.ts";
import { changeMailAccount } from "../../src/store/mailAccounts.ts";
import type { Store } from "../../src/store/store.ts";
import { onSqlite } from "../databases.ts";
import { type Dovecot, dovecotAbsent, startDovecot } from "../peers/dovecot.ts";
import { eventually } from "../peers/eventually.ts";
import { type TempFolder, tempFolder } from "../peers/tempFolder.ts";
import { addAccount, fetchingDesk, letter, remembered, sources, stateOf, titles } from "./mailbox.ts";

const absent = await dovecotAbsent();

describe.skipIf(absent !== undefined)(`IMAP ${absent ?? ""}`, () => {
  onSqlite("mail in an IMAP folder", (database) => {
    let dovecot: Dovecot;
    let store: Store;
    let folder: TempFolder;
    let fetching: Fetching | undefined;
    beforeAll(async () => {
      dovecot = await startDovecot();
      folder = await tempFolder("spool");
    });
    afterAll(async () => {
      await dovecot?.[Symbol.asyncDispose]();
      await folder?.[Symbol.asyncDispose]();
    });
    beforeEach(async () => {
      store = await database.open();
    });
    afterEach(async () => {
      await fetching?.stop();
      fetching = undefined;
      await store.close();
    });
    const start = (settings: Parameters<typeof fetchingDesk>[1] = {}): void => {
      fetching = startFetching(fetchingDesk(store, settings), folder.path);
    };
    const flags = async (login: string, from?: string): Promise<readonly string[]> =>
      (await dovecot.messages(login, from)).map((message) => message.flags.join(" "));

    it("is stored at once where the server has IDLE, and deleted only then", async () => {
      const account = await addAccount(store, dovecot, { login: "idle" });
      start({ interval: 3600 });
      await eventually("the first look", async () => (await stateOf(store, account)).succeeded !== null);
      const mail = letter({ subject: "Now" });
      await dovecot.deliver("idle", mail);
      await eventually("the ticket", async () => (await titles(store)).includes("Now"));
      await eventually("the deletion", async () => (await dovecot.messages("idle")).length === 0);
      expect(await sources(store)).toContain(mail);
      await eventually("nothing to be remembered", async () => (await remembered(store)).length === 0);
    });

    it("is fetched exactly once, 200 of them, in their order and byte for byte", async () => {
      const account = await addAccount(store, dovecot, { login: "many" });
      const mails = Array.from({ length: 200 }, (_, index) =>
        letter({ subject: `Mail ${index}`, body: `.\r\n..${"x".repeat(index)}\r\nFrom me\r\n`, bare: index % 3 === 0 }),
      );
      await dovecot.deliverAll("many", mails);
      const { fetched, error } = await fetchOnce(fetchingDesk(store), account);
      expect([fetched, error]).toEqual([200, undefined]);
      expect(await titles(store)).toEqual(mails.map((_, index) => `Mail ${index}`));
      const kept = await sources(store);
      expect(kept.slice(-200)).toEqual(mails);
      expect(await dovecot.messages("many")).toEqual([]);
      expect((await fetchOnce(fetchingDesk(store), account)).fetched).toBe(0);
      expect(await titles(store)).toHaveLength(200);
    });

    it("with eight-bit octets, a large attachment and no line end is kept byte for byte", async () => {
      const account = await addAccount(store, dovecot, { login: "octets" });
      const large = Buffer.concat([
        Buffer.from(`${letter({ subject: "Large" })}`.replace(/\r\n$/, "")),
        Buffer.from("é\xff\x80".repeat(600_000), "latin1"),
      ]);
      const small = Buffer.concat([Buffer.from(letter({ subject: "Small" })), Buffer.from([0x80, 0xff, 0xe9])]);
      await dovecot.deliverAll("octets", [large, small]);
      expect((await fetchOnce(fetchingDesk(store), account)).error).toBeUndefined();
      const kept = (await sources(store)).map((source) => Buffer.from(source, "latin1"));
      expect(kept.some((source) => source.equals(large))).toBe(true);
      expect(kept.some((source) => source.equals(small))).toBe(true);
    });

    it("is found by asking again where the server has no IDLE", async () => {
      await using plain = await startDovecot({
        settings: "protocol imap {\n  imap_capability = IMAP4rev1 SASL-IR UIDPLUS MOVE\n}",
      });
      const account = await addAccount(store, plain, { login: "polled" });
      start({ interval: 1 });
      await eventually("the first look", async () => (await stateOf(store, account)).succeeded !== null);
      await plain.deliver("polled", letter({ subject: "Polled" }));
      await eventually("the ticket", async () => (await titles(store)).includes("Polled"));
      await eventually("the deletion", async () => (await plain.messages("polled")).length === 0);
    });

    it("is marked as read, and what a person had read before the account came is left alone", async () => {
      await dovecot.deliverAll("seen", [letter({ subject: "Archive" }), letter({ subject: "Unread" })]);
      const person = await dovecot.client("seen");
      await person.mailboxOpen("INBOX");
      await person.messageFlagsAdd("1", ["\\Seen"]);
      const account = await addAccount(store, dovecot, { login: "seen", after: "seen" });
      start({ interval: 1 });
      await eventually("the first look", async () => (await stateOf(store, account)).succeeded !== null);
      expect(await titles(store)).toEqual(["Unread"]);
      // Read by a person before gotrs saw it: new mail is everybody's.
      await person.append("INBOX", letter({ subject: "Read quickly" }), ["\\Seen"]);
      await eventually("the new mail", async () => (await titles(store)).length === 2);
      await eventually("all to be read", async () => (await flags("seen")).every((one) => one === "\\Seen"));
      // Somebody marks one as unread to come back to it: that makes no second ticket and is not undone.
      await person.mailboxOpen("INBOX");
      await person.messageFlagsRemove("2", ["\\Seen"]);
      await person.logout();
      expect((await fetchOnce(fetchingDesk(store), account)).fetched).toBe(0);
      expect(await flags("seen")).toEqual(["\\Seen", "", "\\Seen"]);
    });

    it("is moved once, not at every look again", async () => {
      const account = await addAccount(store, dovecot, { login: "moved", after: "move", moveFolder: "Done/2026" });
      await dovecot.deliverAll("moved", [letter(), letter(), letter()]);
      start({ interval: 1 });
      await eventually("three tickets", async () => (await stateOf(store, account)).totalFetched === 3);
      const rounds = new Set<string>();
      await eventually("some more looks", async () => rounds.add((await stateOf(store, account)).round ?? "").size > 3);
      expect(await dovecot.messages("moved")).toEqual([]);
      expect(await dovecot.messages("moved", "Done/2026")).toHaveLength(3);
      expect(await titles(store)).toHaveLength(3);
    });

    it("is neither marked nor moved nor deleted while it is not stored", async () => {
      const desk = fetchingDesk(store);
      const full = new StoreFailure("full", "sqlite:test", new Error("disk full"));
      const broken = { ...desk, store: { ...store, grouped: () => Promise.reject(full) } };
      await dovecot.deliverAll("unstored", [letter({ subject: "Patience" })]);
      for (const after of ["delete", "move", "seen"] as const) {
        const account = await addAccount(store, dovecot, { login: "unstored", after, moveFolder: "Done" });
        const { error } = await fetchOnce(broken, account);
        expect(error?.message).toContain("disk is full");
        expect(await flags("unstored")).toEqual([""]);
        expect((await stateOf(store, account)).error).toContain("disk is full");
        await store.transaction((tx) => changeMailAccount(tx, account.id, { valid: false }, systemClock.now(), 1));
      }
      const account = await addAccount(store, dovecot, { login: "unstored" });
      expect((await fetchOnce(desk, account)).fetched).toBe(1);
      expect(await titles(store)).toEqual(["Patience"]);
    });

    it("is known again when the server numbers it anew, even without Message-ID and Date", async () => {
      const account = await addAccount(store, dovecot, { login: "renumbered", folder: "Work", after: "keep" });
      const mails = [letter({ bare: true }), letter({ bare: true })];
      await dovecot.deliverAll("renumbered", mails, "Work");
      const desk = fetchingDesk(store);
      expect((await fetchOnce(desk, account)).error).toBeUndefined();
      expect(await titles(store)).toHaveLength(2);
      const before = (await stateOf(store, account)).validity;
      const person = await dovecot.client("renumbered");
      await person.mailboxDelete("Work");
      await person.logout();
      await dovecot.deliverAll("renumbered", [...mails, letter({ subject: "Third", bare: true })], "Work");
      expect((await fetchOnce(desk, account)).error).toBeUndefined();
      expect((await stateOf(store, account)).validity).not.toBe(before);
      expect(await titles(store)).toHaveLength(3);
      expect((await titles(store)).at(-1)).toBe("Third");
      expect((await remembered(store)).map(({ uid }) => uid)).toEqual(["1", "2", "3"]);
    });

    it("that another program deletes meanwhile is left out, and the others are read", async () => {
      const account = await addAccount(store, dovecot, { login: "expunged" });
      await dovecot.deliverAll("expunged", [letter(), letter(), letter()]);
      const session = await openMailbox(fetchingDesk(store), account);
      expect((await session.list(true, () => false)).wanted).toHaveLength(3);
      const other = await dovecot.client("expunged");
      await other.mailboxOpen("INBOX");
      await other.messageDelete("2", { uid: true });
      await other.logout();
      const read: string[] = [];
      for await (const { uid } of session.read(["1", "2", "3"])) read.push(uid);
      expect(read).toEqual(["1", "3"]);
      expect(await session.readLarge("2")).toBeUndefined();
      await session.end();
    });

    it("larger than fetch.maxSize stays, is reported with its size, and is fetched when the limit is raised", async () => {
      const account = await addAccount(store, dovecot, { login: "large" });
      await dovecot.deliverAll("large", [
        letter({ subject: "Big", body: "x".repeat(30_000) }),
        letter({ subject: "Little" }),
      ]);
      expect((await fetchOnce(fetchingDesk(store, { maxSize: 20_000 }), account)).fetched).toBe(1);
      expect(await titles(store)).toEqual(["Little"]);
      expect(await dovecot.messages("large")).toHaveLength(1);
      const [problem] = await store.db.selectFrom("gotrs_fetched_mail").selectAll().execute();
      expect(problem).toMatchObject({ uid: "1", state: "large" });
      expect(problem?.reason).toMatch(/^it has 30\d{3} octets, more than fetch.maxSize \(20000\)$/);
      expect((await fetchOnce(fetchingDesk(store), account)).fetched).toBe(1);
      expect(await titles(store)).toEqual(["Little", "Big"]);
      expect(await dovecot.messages("large")).toEqual([]);
      expect(await remembered(store)).toEqual([]);
    });

    it("goes to the account's queue, and its X-OTRS headers count only where the account is trusted", async () => {
      const queue = await store.db
        .selectFrom("queue")
        .select("id")
        .where("name", "=", "Misc")
        .executeTakeFirstOrThrow();
      const desk = fetchingDesk(store);
      const mail = (subject: string) => letter({ subject, headers: ["X-OTRS-Queue: Junk"] });
      const queueOf = async (title: string) =>
        await store.db
          .selectFrom("ticket as t")
          .innerJoin("queue as q", "q.id", "t.queue_id")
          .select("q.name")
          .where("t.title", "=", title)
          .executeTakeFirst();
      const misc = await addAccount(store, dovecot, { login: "dispatch", queueId: queue.id });
      await dovecot.deliver("dispatch", mail("By account"));
      await fetchOnce(desk, misc);
      expect(await queueOf("By account")).toEqual({ name: "Misc" });
      const byRecipient = await addAccount(store, dovecot, { login: "recipient" });
      await dovecot.deliver("recipient", mail("By recipient"));
      await fetchOnce(desk, byRecipient);
      expect(await queueOf("By recipient")).toEqual({ name: "Raw" });
      const trusted = await addAccount(store, dovecot, { login: "trusted", trusted: true });
      await dovecot.deliver("trusted", mail("By header"));
      await fetchOnce(desk, trusted);
      expect(await queueOf("By header")).toEqual({ name: "Junk" });
    });

    it("comes again after the server was restarted, without anybody's help", async () => {
      await using own = await startDovecot();
      const account = await addAccount(store, own, { login: "restarted" });
      start({ interval: 1 });
      await own.deliver("restarted", letter({ subject: "Before" }));
      await eventually("the first mail", async () => (await titles(store)).length === 1);
      await own.stop();
      await eventually("the failure to show", async () => (await stateOf(store, account)).error?.includes("refuses"));
      await own.start();
      await own.deliver("restarted", letter({ subject: "After" }));
      await eventually("the second mail", async () => (await titles(store)).includes("After"));
      await eventually("all to be well", async () => (await stateOf(store, account)).error === null);
    });

    it("of an account with a wrong password is not asked for every second, and the reason shows", async () => {
      const account = await addAccount(store, dovecot, { login: "wrong", password: "nonsense" });
      start({ interval: 1 });
      const state = await eventually("the reason", async () => {
        const current = await stateOf(store, account);
        return current.error !== null && current;
      });
      expect(state.error).toMatch(/^127\.0\.0\.1 refuses the login of wrong .*Correct login or password/);
      expect(state.failures).toBe(1);
      const wait = fromDbTime(state.next ?? "").getTime() - fromDbTime(state.tried ?? "").getTime();
      expect(wait).toBeGreaterThanOrEqual(59_000);
      // Mended by a person, it is tried at once.
      await store.transaction((tx) => changeMailAccount(tx, account.id, { password: "geheim" }, systemClock.now(), 1));
      await eventually("the mended account", async () => (await stateOf(store, account)).error === null);
    });

    it("comes by TLS only from a server whose certificate is right, or where the account allows any", async () => {
      await dovecot.deliver("secure", letter({ subject: "Secret" }));
      for (const type of ["IMAPS", "IMAPTLS"]) {
        const refused = await addAccount(store, dovecot, { login: "secure", host: "localhost", type, after: "keep" });
        expect((await fetchOnce(fetchingDesk(store), refused)).error?.message).toContain("signed by itself");
        const trusting = fetchingDesk(store, { caFile: dovecot.certificateFile });
        expect((await fetchOnce(trusting, refused)).error).toBeUndefined();
        const any = await addAccount(store, dovecot, { login: "secure", type, anyCertificate: true, after: "keep" });
        expect((await fetchOnce(fetchingDesk(store), any)).error).toBeUndefined();
      }
      expect(await titles(store)).toEqual(["Secret"]);
    });

    it("of accounts that are added, disabled and changed is noticed without a restart", async () => {
      start({ interval: 1 });
      const account = await addAccount(store, dovecot, { login: "later" });
      await dovecot.deliver("later", letter({ subject: "Added" }));
      await eventually("the added account", async () => (await titles(store)).includes("Added"));
      await store.transaction((tx) => changeMailAccount(tx, account.id, { valid: false }, systemClock.now(), 1));
      await eventually("the end", async () => (await stateOf(store, account)).holder === null);
      await dovecot.deliver("later", letter({ subject: "Disabled" }));
      await store.transaction((tx) =>
        changeMailAccount(tx, account.id, { valid: true, login: "other" }, systemClock.now(), 1),
      );
      await dovecot.deliver("other", letter({ subject: "Changed" }));
      await eventually("the changed account", async () => (await titles(store)).includes("Changed"));
      expect(await titles(store)).not.toContain("Disabled");
    });
  });
});
