import { afterEach, beforeEach, expect, it } from "vitest";
import type { Desk } from "../../src/desk.ts";
import { intake } from "../../src/intake/intake.ts";
import type { IntakeResult } from "../../src/intake/types.ts";
import { rawFromBuffer } from "../../src/mail/rawSource.ts";
import { forgetReference } from "../../src/store/reference.ts";
import type { Store } from "../../src/store/store.ts";
import { forEachDatabase } from "../databases.ts";
import { TestClock, testDesk } from "../desk.ts";
import { bindAutoResponses } from "./autoResponses.ts";

interface MailParts {
  readonly id?: string;
  readonly from?: string;
  readonly subject?: string;
  readonly headers?: readonly string[];
  readonly body?: string;
}
let count = 0;
function mail({
  id,
  from = "Ann <ann@customer.test>",
  subject = "The printer is on fire",
  headers = [],
  body = "Help!",
}: MailParts) {
  count += 1;
  const lines = [
    `Message-ID: ${id ?? `<${count}@customer.test>`}`,
    "Date: Tue, 24 Nov 2026 10:00:00 +0000",
    `From: ${from}`,
    "To: support@localhost",
    `Subject: ${subject}`,
    ...headers,
    "",
    body,
    "",
  ];
  return Buffer.from(lines.join("\r\n"));
}

forEachDatabase("a mail that comes in", (database) => {
  let store: Store;
  let desk: Desk;
  let clock: TestClock;
  beforeEach(async () => {
    store = await database.open();
    clock = new TestClock();
    desk = testDesk(store, {}, clock);
  });
  afterEach(async () => {
    await store.close();
  });

  const take = (bytes: Buffer, from: string | undefined = "ann@customer.test"): Promise<IntakeResult> =>
    intake(desk, {
      raw: rawFromBuffer(bytes),
      road: "smtp",
      envelope: { from, to: ["support@localhost"] },
      trusted: false,
    });
  const setState = async (ticketId: number | null, name: string): Promise<void> => {
    await store.transaction(async (tx) => {
      const state = await tx.selectFrom("ticket_state").select("id").where("name", "=", name).executeTakeFirstOrThrow();
      await tx.updateTable("ticket").set({ ticket_state_id: state.id }).where("id", "=", Number(ticketId)).execute();
    });
  };
  const ticketOf = async (result: IntakeResult) =>
    await store.db
      .selectFrom("ticket as t")
      .innerJoin("ticket_state as s", "s.id", "t.ticket_state_id")
      .innerJoin("queue as q", "q.id", "t.queue_id")
      .select([
        "t.tn",
        "t.title",
        "t.customer_user_id",
        "t.create_time",
        "t.ticket_lock_id",
        "s.name as state",
        "q.name as queue",
      ])
      .where("t.id", "=", Number(result.ticketId))
      .executeTakeFirstOrThrow();
  const historyOf = async (ticketId: number | null): Promise<readonly string[]> => {
    const rows = await store.db
      .selectFrom("ticket_history as h")
      .innerJoin("ticket_history_type as t", "t.id", "h.history_type_id")
      .select(["t.name as type", "h.name"])
      .where("h.ticket_id", "=", Number(ticketId))
      .orderBy("h.id")
      .execute();
    return rows.map((row) => `${row.type} ${row.name}`);
  };
  const setFollowUpRule = async (rule: number): Promise<void> => {
    await store.transaction(async (tx) => {
      await tx.updateTable("queue").set({ follow_up_id: rule }).where("name", "=", "Raw").execute();
    });
    forgetReference(store);
  };
  const queued = async () => await store.db.selectFrom("mail_queue").selectAll().orderBy("id").execute();

  it("becomes a ticket with an article, its raw source byte for byte and OTRS's history", async () => {
    const bytes = mail({ id: "<first@customer.test>" });
    const result = await take(bytes);
    expect(result).toMatchObject({ outcome: "new", messageId: "<first@customer.test>" });
    expect(result.ticketNumber).toMatch(/^2026112410\d{6}$/);
    expect(await ticketOf(result)).toMatchObject({
      tn: result.ticketNumber,
      title: "The printer is on fire",
      customer_user_id: "ann@customer.test",
      create_time: "2026-11-24 10:00:00",
      state: "new",
      queue: "Raw",
    });
    const plain = await store.db
      .selectFrom("article_data_mime_plain")
      .select("body")
      .where("article_id", "=", Number(result.articleId))
      .executeTakeFirstOrThrow();
    expect(store.codec.toBytes(plain.body).equals(bytes)).toBe(true);
    expect(await historyOf(result.ticketId)).toEqual([
      `NewTicket %%${result.ticketNumber}%%Raw%%3 normal%%new%%${result.ticketId}`,
      "CustomerUpdate %%CustomerID=ann@customer.test;CustomerUser=ann@customer.test;",
      "EmailCustomer %%",
    ]);
  });

  it("twice, by whatever road, makes one article", async () => {
    const bytes = mail({});
    const first = await take(bytes);
    const traced = Buffer.concat([Buffer.from("Received: from a by b; Tue, 24 Nov 2026 10:00:01 +0000\r\n"), bytes]);
    const [again, both] = await Promise.all([take(bytes), take(traced)]);
    expect(again).toMatchObject({ outcome: "duplicate", ticketId: first.ticketId, articleId: first.articleId });
    expect(both).toMatchObject({ outcome: "duplicate", ticketNumber: first.ticketNumber });
    const articles = await store.db
      .selectFrom("article")
      .select("id")
      .where("ticket_id", "=", Number(first.ticketId))
      .execute();
    expect(articles).toHaveLength(1);
  });

  it("with the same Message-ID and another text is another mail", async () => {
    const first = await take(mail({ id: "<same@customer.test>", body: "one" }));
    const second = await take(mail({ id: "<same@customer.test>", body: "two" }));
    expect(second.outcome).toBe("new");
    expect(second.ticketId).not.toBe(first.ticketId);
  });

  it("is a follow-up by the number in its subject, opens the closed ticket and forgets who has seen it", async () => {
    const first = await take(mail({}));
    await setState(first.ticketId, "closed successful");
    const answer = await take(mail({ subject: `AW: [Ticket#${first.ticketNumber}] The printer is on fire` }));
    expect(answer).toMatchObject({ outcome: "followUp", ticketId: first.ticketId });
    expect(await ticketOf(first)).toMatchObject({ state: "open" });
    expect(await historyOf(first.ticketId)).toEqual(
      expect.arrayContaining(["StateUpdate %%closed successful%%open%%", `FollowUp %%${first.ticketNumber}%%`]),
    );
  });

  it("is a follow-up by References to any article, and leaves a new ticket new", async () => {
    const first = await take(mail({ id: "<root@customer.test>" }));
    const second = await take(
      mail({ id: "<child@customer.test>", subject: "more", headers: ["In-Reply-To: <root@customer.test>"] }),
    );
    const third = await take(
      mail({ subject: "still more", headers: ["References: <root@customer.test> <child@customer.test>"] }),
    );
    expect([second, third]).toMatchObject([
      { outcome: "followUp", ticketId: first.ticketId },
      { outcome: "followUp", ticketId: first.ticketId },
    ]);
    expect(await ticketOf(first)).toMatchObject({ state: "new" });
  });

  it("for a merged ticket goes to the one it was merged into", async () => {
    const main = await take(mail({}));
    const merged = await take(mail({ subject: "the same" }));
    await setState(merged.ticketId, "merged");
    await store.transaction(async (tx) => {
      const type = await tx
        .selectFrom("ticket_history_type")
        .select("id")
        .where("name", "=", "Merged")
        .executeTakeFirstOrThrow();
      const row = await tx
        .selectFrom("ticket_history")
        .selectAll()
        .where("ticket_id", "=", Number(merged.ticketId))
        .executeTakeFirstOrThrow();
      const { id: _, ...copy } = row;
      const name = `%%${merged.ticketNumber}%%${merged.ticketId}%%${main.ticketNumber}%%${main.ticketId}`;
      await tx
        .insertInto("ticket_history")
        .values({ ...copy, history_type_id: type.id, name })
        .execute();
    });
    const answer = await take(mail({ subject: `Re: [Ticket#${merged.ticketNumber}] the same` }));
    expect(answer).toMatchObject({ outcome: "followUp", ticketId: main.ticketId });
  });

  it("for a closed ticket is refused where the queue says reject: kept, state unchanged, answered", async () => {
    await bindAutoResponses(store);
    await setFollowUpRule(2);
    const first = await take(mail({}));
    await setState(first.ticketId, "closed successful");
    const answer = await take(mail({ subject: `Re: [Ticket#${first.ticketNumber}] printer` }));
    expect(answer).toMatchObject({ outcome: "rejected", ticketId: first.ticketId });
    expect(await ticketOf(first)).toMatchObject({ state: "closed successful" });
    expect((await historyOf(first.ticketId)).at(-1)).toBe("SendAutoReject %%ann@customer.test");
  });

  it("for a closed ticket makes a new, linked one where the queue says so", async () => {
    await setFollowUpRule(3);
    const first = await take(mail({}));
    await setState(first.ticketId, "closed successful");
    const second = await take(mail({ subject: `Re: [Ticket#${first.ticketNumber}] printer` }));
    expect(second.outcome).toBe("new");
    expect(second.ticketId).not.toBe(first.ticketId);
    expect((await ticketOf(second)).title).toBe("printer");
    const links = await store.db.selectFrom("link_relation").select(["source_key", "target_key"]).execute();
    expect(links).toEqual([{ source_key: String(first.ticketId), target_key: String(second.ticketId) }]);
  });

  it("is answered automatically, in the same transaction, from the null sender", async () => {
    await bindAutoResponses(store);
    const result = await take(mail({ id: "<q@customer.test>" }));
    const [row, ...more] = await queued();
    expect(more).toEqual([]);
    expect(row).toMatchObject({ sender: "", recipient: "ann@customer.test", attempts: 0 });
    const sent = store.codec.toBytes(row?.raw_message ?? "").toString();
    for (const line of [
      "Auto-Submitted: auto-replied",
      "Precedence: bulk",
      "X-Loop: support@localhost",
      "In-Reply-To: <q@customer.test>",
    ]) {
      expect(sent).toContain(line);
    }
    expect(sent).toContain(`[Ticket#${result.ticketNumber}]`);
    expect((await historyOf(result.ticketId)).at(-1)).toBe("SendAutoReply %%ann@customer.test");
  });

  it("is not answered automatically more often than the day allows, and the history says so", async () => {
    await bindAutoResponses(store);
    desk = testDesk(store, { postmaster: { ...desk.settings.postmaster, maxEmails: 2 } }, clock);
    for (let sent = 0; sent < 3; sent += 1) await take(mail({}));
    expect(await queued()).toHaveLength(2);
    const last = await take(mail({}));
    expect((await historyOf(last.ticketId)).at(-1)).toBe("LoopProtection %%ann@customer.test");
    clock.advance(24 * 3600);
    await take(mail({}));
    expect(await queued()).toHaveLength(3);
  });

  it("that is automatic itself is never answered", async () => {
    await bindAutoResponses(store);
    const result = await take(mail({ headers: ["Auto-Submitted: auto-replied"] }));
    await take(mail({}), "");
    expect(await queued()).toEqual([]);
    expect((await historyOf(result.ticketId)).at(-1)).toMatch(/^Misc Sent no 'auto reply'/);
  });

  it("among many at once gets a number of its own, and all of a group stand or fall alone", async () => {
    const results = await Promise.all(Array.from({ length: 100 }, () => take(mail({}))));
    expect(new Set(results.map((result) => result.ticketNumber)).size).toBe(100);
    expect(results.every((result) => result.outcome === "new")).toBe(true);
  });

  it("comes by two daemons of one database without two equal numbers", async () => {
    const other = await database.reopen();
    try {
      const desks = [desk, testDesk(other)];
      const results = await Promise.all(
        Array.from({ length: 60 }, (_, index) =>
          intake(desks[index % 2] ?? desk, {
            raw: rawFromBuffer(mail({})),
            road: "smtp",
            envelope: { from: "ann@customer.test", to: [] },
            trusted: false,
          }),
        ),
      );
      expect(new Set(results.map((result) => result.ticketNumber)).size).toBe(60);
    } finally {
      await other.close();
    }
  });

  it.each(["AutoIncrement", "Date", "DateChecksum", "Random"] as const)(
    "gets numbers of generator %s",
    async (numberGenerator) => {
      desk = testDesk(store, { ticket: { ...desk.settings.ticket, numberGenerator } }, clock);
      const results = await Promise.all(Array.from({ length: 5 }, () => take(mail({}))));
      expect(new Set(results.map((result) => result.ticketNumber)).size).toBe(5);
      const answer = await take(mail({ subject: `Re: [Ticket#${results[2]?.ticketNumber}] printer` }));
      expect(answer).toMatchObject({ outcome: "followUp", ticketId: results[2]?.ticketId });
    },
  );

  it("keeps what an attachment's name ends in, however long the name is", async () => {
    const name = `${"Änderung ".repeat(40)}.pdf`;
    const result = await take(
      mail({
        headers: [
          "MIME-Version: 1.0",
          'Content-Type: multipart/mixed; boundary="b"',
          "Content-Transfer-Encoding: 8bit",
        ],
        body: `--b\r\n\r\nSee there.\r\n--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename="${name}"\r\n\r\n%PDF\r\n--b--`,
      }),
    );
    const stored = await store.db
      .selectFrom("article_data_mime_attachment")
      .select("filename")
      .where("article_id", "=", Number(result.articleId))
      .executeTakeFirstOrThrow();
    expect(stored.filename).toBe(`${name.slice(0, 246)}.pdf`);
  });

  it("without any header, or empty, is still kept as a ticket", async () => {
    for (const bytes of [Buffer.from(""), Buffer.from("just text\r\n"), Buffer.from([0, 1, 2, 255, 13, 10])]) {
      const result = await take(bytes, undefined);
      expect(result.outcome).toBe("new");
      const plain = await store.db
        .selectFrom("article_data_mime_plain")
        .select("body")
        .where("article_id", "=", Number(result.articleId))
        .executeTakeFirstOrThrow();
      expect(store.codec.toBytes(plain.body).equals(bytes)).toBe(true);
    }
  });
});
