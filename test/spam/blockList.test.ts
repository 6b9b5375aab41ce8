/** Blocked senders, as an administrator blocks them and as their mail fares. */
import { expect, test } from "vitest";
import type { TicketPage } from "../../src/api/ticket.ts";
import { addBlock, blockList, blockRows, removeBlock } from "../../src/store/blockList.ts";
import { behindProxy, handIn } from "../auth/handIn.ts";
import { forEachDatabase } from "../databases.ts";
import { testSettings } from "../desk.ts";
import { startListening } from "../listeners/desk.ts";
import { install } from "../peers/gotrs.ts";

let serial = 0;
function letter(from: string): string {
  serial += 1;
  return `From: ${from}\r\nTo: support@localhost\r\nSubject: Buy ${serial}\r\nMessage-ID: <${serial}.${process.pid}@block.test>\r\n\r\nBuy ${serial}\r\n`;
}

forEachDatabase("the block list", (database) => {
  test("refuses senders by SMTP: in the envelope, in From, and by network; until it ends", async () => {
    const store = await database.open();
    try {
      const authentication = { ...testSettings.authentication, check: "never" } as const;
      await using desk = await startListening(store, { smtp: behindProxy, settings: { authentication } });
      const now = desk.clock.now();
      const add = (kind: "address" | "domain" | "ip", pattern: string, expires?: Date) =>
        store.transaction((tx) => addBlock(tx, { kind, pattern, reason: "too much", expires }, now, 1));
      await add("domain", "evil.test");
      await add("address", "sales*@customer.test");
      await add("ip", "198.51.100.0/24", new Date(now.getTime() + 3_600_000));
      const { smtp } = desk.servers.addresses;
      expect(await handIn(smtp, letter("a@b.test"), { from: "x@mail.evil.test" })).toBe(
        "550 5.7.1 the domain evil.test is blocked here: too much",
      );
      expect(await handIn(smtp, letter("Sales <sales.eu@customer.test>"), { from: "bounce@mailer.test" })).toBe(
        "550 5.7.1 The address sales*@customer.test is blocked: too much.",
      );
      expect(await handIn(smtp, letter("a@b.test"), { client: "198.51.100.9" })).toBe(
        "550 5.7.1 the ip 198.51.100.0/24 is blocked here: too much",
      );
      desk.clock.advance(3601);
      expect(await handIn(smtp, letter("a@b.test"), { client: "198.51.100.9" })).toMatch(/^250 /);
      expect((await blockList(store, desk.clock.now())).map(({ pattern }) => pattern)).toEqual([
        "evil.test",
        "sales*@customer.test",
      ]);
    } finally {
      await store.close();
    }
  });

  test("keeps one row a sender, with the newest reason", async () => {
    const store = await database.open();
    try {
      const now = new Date("2026-11-24T10:00:00Z");
      const block = { kind: "domain", pattern: "evil.test", expires: undefined } as const;
      const add = (reason: string) => store.transaction((tx) => addBlock(tx, { ...block, reason }, now, 1));
      const remove = () => store.transaction((tx) => removeBlock(tx, "domain", "evil.test"));
      const { id } = await add("old");
      expect(await add("new")).toMatchObject({ id, before: { reason: "old" } });
      expect(await blockRows(store.db)).toMatchObject([{ pattern: "evil.test", reason: "new", expires: null }]);
      expect(await remove()).toMatchObject({ id, reason: "new" });
      expect(await remove()).toBeUndefined();
      expect(await blockList(store, now)).toEqual([]);
    } finally {
      await store.close();
    }
  });
});

test("gotrs admin block-list adds, lists and removes; a piped mail of a blocked sender is junk", async () => {
  await using installation = await install();
  const admin = async (...args: readonly string[]) => {
    const { code, stdout, stderr } = await installation.run(["admin", "block-list", ...args]);
    return { code, said: (stdout + stderr).trim() };
  };
  expect(await admin("add", "*.Evil.test", "--reason", "sells things", "--days", "30")).toEqual({
    code: 0,
    said: "domain evil.test is blocked for 30 days",
  });
  expect((await admin("add", "192.0.2.0/24")).said).toBe("ip 192.0.2.0/24 is blocked");
  expect((await admin("add", "spam*@customer.test")).said).toBe("address spam*@customer.test is blocked");
  const listed = await admin("list");
  expect(listed.said).toMatch(/^domain evil\.test until \d{4}-\d\d-\d\d \d\d:\d\d:\d\d: sells things\nip 192/);
  expect(await installation.json("admin", "block-list", "list")).toMatchObject({
    blocks: [{ kind: "domain", pattern: "evil.test", reason: "sells things" }, { kind: "ip" }, { kind: "address" }],
  });
  expect((await admin("add", "not a sender")).code).toBe(64);
  expect((await admin("add", "192.0.2.0/64")).code).toBe(64);
  expect((await admin("add", "evil.test", "--days", "some")).code).toBe(64);

  const { code } = await installation.run(["ingest"], { input: letter("x@evil.test") });
  expect(code).toBe(0);
  const page = await installation.json<TicketPage>("ticket", "list");
  expect(page.tickets.find(({ title }) => title.startsWith("Buy"))?.queue).toBe("Junk");

  expect((await admin("remove", "evil.test")).said).toBe("domain evil.test is blocked no longer");
  expect(await admin("remove", "evil.test")).toMatchObject({
    code: 65,
    said: expect.stringContaining("is not blocked"),
  });
});
