/** What the database keeps of accounts and fetching, on every database, and how long a failing account is left alone. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { retryDelay } from "../../daemon/fetch/backoff.ts";
import { isDue } from "../../daemon/fetch/start.ts";
import { accountsNamed } from "../../src/fetch/account.ts";
import { intake } from "../../src/intake/intake.ts";
import type { Incoming } from "../../src/intake/types.ts";
import { rawFromBuffer } from "../../src/mail/rawSource.ts";
import { said } from "../../src/said.ts";
import { fetchedMails, forgetMails, noteUnfetched, settleMails } from "../../src/store/fetchedMail.ts";
import {
  errorOf,
  fetchState,
  recordFailure,
  recordRound,
  recordTry,
  releaseLease,
  requestFetch,
  takeLease,
} from "../../src/store/fetchState.ts";
import { addMailAccount, changeMailAccount, mailAccounts } from "../../src/store/mailAccounts.ts";
import type { Store } from "../../src/store/store.ts";
import { forEachDatabase } from "../databases.ts";
import { TestClock, testDesk } from "../desk.ts";

const alive = (_holder: string): boolean => false;

forEachDatabase("a mail account", (database) => {
  let store: Store;
  let clock: TestClock;
  let id: number;
  beforeEach(async () => {
    store = await database.open();
    clock = new TestClock();
    const account = {
      name: "support",
      login: "s@example.test",
      host: "imap.example.test",
      type: "IMAPS",
      password: "pw",
    };
    id = await store.transaction((tx) => addMailAccount(tx, { ...account, after: "seen", port: 1993 }, clock.now(), 1));
  });
  afterEach(async () => {
    await store.close();
  });
  const later = (seconds: number): Date => new Date(clock.now().getTime() + seconds * 1000);
  const byRequest = { requested: null };

  it("has OTRS's columns and gotrs's own, and one that OTRS made is handled as OTRS does", async () => {
    await store.transaction(async (tx) => {
      const time = "2026-11-24 10:00:00";
      const stamp = { create_time: time, create_by: 1, change_time: time, change_by: 1 };
      await tx
        .insertInto("mail_account")
        .values({
          login: "otrs",
          pw: "x",
          host: "h",
          account_type: "POP3S",
          queue_id: 3,
          trusted: 1,
          valid_id: 1,
          ...stamp,
        })
        .execute();
    });
    const [ours, theirs] = await mailAccounts(store.db);
    expect(ours).toMatchObject({ id, name: "support", port: 1993, after: "seen", folder: "INBOX", trusted: false });
    expect(theirs).toMatchObject({
      name: null,
      type: "POP3S",
      after: "delete",
      trusted: true,
      queueId: 3,
      port: undefined,
    });
    expect(theirs).toMatchObject({ anyCertificate: false, authentication: "password" });
    await store.transaction((tx) =>
      changeMailAccount(tx, theirs?.id ?? 0, { anyCertificate: true, valid: false }, clock.now(), 1),
    );
    expect((await mailAccounts(store.db))[1]).toMatchObject({
      anyCertificate: true,
      valid: false,
      after: "delete",
      trusted: true,
    });
    await expect(
      store.transaction((tx) => changeMailAccount(tx, theirs?.id ?? 0, { name: "support" }, clock.now(), 1)),
    ).rejects.toThrow();
    const accounts = await mailAccounts(store.db);
    for (const name of ["support", `${id}`, `#${id}`, "s@example.test@imap.example.test", "s@example.test"])
      expect(accountsNamed(accounts, name).map((one) => one.id)).toEqual([id]);
    expect(accountsNamed(accounts, "nobody")).toEqual([]);
  });

  it("belongs to one daemon at a time: to another when the first gives it back, is dead, or its time is over", async () => {
    const take = (holder: string, isDead = alive) =>
      takeLease(store, { accountId: id, holder }, clock.now(), later(60), isDead);
    const [a, b] = await Promise.all([take("a"), take("b")]);
    expect([a, b].toSorted()).toEqual([false, true]);
    const [first, second] = a ? ["a", "b"] : ["b", "a"];
    clock.advance(59);
    expect(await take(second)).toBe(false);
    expect(await take(first)).toBe(true);
    clock.advance(59);
    expect(await take(second)).toBe(false);
    clock.advance(1);
    expect(await take(second)).toBe(true);
    expect(await take(first)).toBe(false);
    expect(await take(first, (holder) => holder === second)).toBe(true);
    await releaseLease(store, { accountId: id, holder: second });
    expect(await take(second)).toBe(false);
    await releaseLease(store, { accountId: id, holder: first });
    expect(await take(second)).toBe(true);
  });

  it("is due when its time has come, when somebody asks, or when it was changed after the last try", async () => {
    const due = async () => {
      const account = (await mailAccounts(store.db)).find((one) => one.id === id);
      if (account === undefined) throw new Error("gone");
      return isDue(account, await fetchState(store.db, id), clock.now());
    };
    expect(await due()).toBe(true);
    await takeLease(store, { accountId: id, holder: "a" }, clock.now(), later(60), alive);
    clock.advance(5);
    await recordTry(store, id, clock.now());
    expect(await due()).toBe(false);
    await recordFailure(store, id, { error: "no", failures: 1, next: later(300), fetched: 2 }, clock.now());
    await releaseLease(store, { accountId: id, holder: "a" });
    expect(await due()).toBe(false);
    clock.advance(299);
    expect(await due()).toBe(false);
    clock.advance(1);
    expect(await due()).toBe(true);
    const words = said`${"mail.test"} closed the connection`;
    await recordFailure(store, id, { error: words, failures: 2, next: later(0), fetched: 0 }, clock.now());
    const failing = await fetchState(store.db, id);
    expect([failing?.error, failing && errorOf(failing)]).toEqual(["mail.test closed the connection", words]);
    await recordRound(store, id, 3, later(60), clock.now());
    expect(await fetchState(store.db, id)).toMatchObject({
      ...byRequest,
      failures: 0,
      error: null,
      errorWords: null,
      totalFetched: 5,
      lastFetched: 3,
    });
    expect(await due()).toBe(false);
    await store.transaction((tx) => changeMailAccount(tx, id, { password: "new" }, clock.now(), 1));
    expect(await due()).toBe(true);
  });

  it("keeps who asks for a look, before the first one and after it", async () => {
    await requestFetch(store, id, clock.now());
    const requested = (await fetchState(store.db, id))?.requested ?? null;
    expect(requested).not.toBeNull();
    expect(await takeLease(store, { accountId: id, holder: "a" }, clock.now(), later(60), alive)).toBe(true);
    clock.advance(1);
    await requestFetch(store, id, clock.now());
    expect((await fetchState(store.db, id))?.requested).not.toBe(requested);
  });

  it("has each mail stored once, even without Message-ID and Date, and its place written in the same transaction", async () => {
    const raw = rawFromBuffer(Buffer.from("Subject: Bare\r\n\r\nBody\r\n"));
    const mail = (uid: string): Incoming => ({
      raw,
      road: "imap",
      envelope: { from: undefined, to: [] },
      trusted: false,
      remember: { accountId: id, folder: "INBOX", validity: "1", uid, digest: "d" },
    });
    const desk = testDesk(store, {}, clock);
    // Servers tell numbers apart by case.
    const results = await Promise.all([mail("a"), mail("a"), mail("A")].map((one) => intake(desk, one)));
    expect(results.map(({ outcome }) => outcome)).toEqual(["new", "duplicate", "new"]);
    expect((await intake(desk, mail("a"))).outcome).toBe("duplicate");
    const failing = {
      ...desk,
      store: {
        ...store,
        grouped: (work) =>
          store.grouped(async (tx) => {
            await work(tx);
            throw new TypeError("after everything");
          }),
      } satisfies Store,
    };
    await expect(intake(failing, mail("b"))).rejects.toThrow("after everything");
    expect((await fetchedMails(store.db, id)).map(({ uid, state }) => [uid, state])).toEqual([
      ["a", "stored"],
      ["A", "stored"],
    ]);
    await noteUnfetched(
      store,
      { accountId: id, folder: "INBOX", validity: "1", uid: "c" },
      "large",
      "too much",
      clock.now(),
    );
    expect((await intake(desk, mail("c"))).outcome).toBe("new");
    const places = (await fetchedMails(store.db, id)).filter(({ uid }) => uid !== "A");
    await settleMails(store, places.slice(0, 1));
    await forgetMails(store, places.slice(1));
    expect((await fetchedMails(store.db, id)).map(({ uid, state }) => [uid, state])).toEqual([
      ["a", "settled"],
      ["A", "stored"],
    ]);
  });
});

describe("an account that fails", () => {
  it.each([
    ["connect", [2, 5, 15, 30, 60, 120, 300, 300]],
    ["transfer", [2, 5, 15, 30, 60, 120, 300, 300]],
    ["login", [60, 300, 900, 1800, 3600, 3600]],
    ["certificate", [60, 300, 900, 1800, 3600, 3600]],
  ] as const)("at %s is left alone for so many seconds, one failure after the other", (step, delays) => {
    expect(delays.map((_, index) => retryDelay(step, index + 1))).toEqual(delays);
  });
});
