/** Robots that answer every mail we send, as a person would and under another address each time, against the intake. */
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Desk } from "../../src/desk.ts";
import { intake } from "../../src/intake/intake.ts";
import type { IntakeResult } from "../../src/intake/types.ts";
import { rawFromBuffer } from "../../src/mail/rawSource.ts";
import type { Store } from "../../src/store/store.ts";
import { forEachDatabase } from "../databases.ts";
import { TestClock, testDesk } from "../desk.ts";
import { bindAutoResponses } from "./autoResponses.ts";

forEachDatabase("a robot that answers each of our mails", (database) => {
  let store: Store;
  let desk: Desk;
  let clock: TestClock;
  let letters = 0;
  beforeEach(async () => {
    store = await database.open();
    clock = new TestClock();
    desk = testDesk(store, {}, clock);
    await bindAutoResponses(store);
  });
  afterEach(() => store.close());

  const write = async (subject: string, headers: readonly string[] = []): Promise<IntakeResult> => {
    letters += 1;
    const from = `robot${letters}@robots.test`;
    const text = `Thank you for your message, it is number ${letters} in our line. We come back to you within two days at the latest.`;
    const lines = [
      `Message-ID: <${letters}@robots.test>`,
      "Date: Tue, 24 Nov 2026 10:00:00 +0000",
      `From: ${from}`,
      "To: support@localhost",
      `Subject: ${subject}`,
      ...headers,
      "",
      text,
      "",
    ];
    const raw = rawFromBuffer(Buffer.from(lines.join("\r\n")));
    return await intake(desk, { raw, road: "smtp", envelope: { from, to: ["support@localhost"] }, trusted: false });
  };
  /** Takes our mails out of the queue, as if they had been sent. */
  const outgoing = async (): Promise<readonly string[]> =>
    await store.transaction(async (tx) => {
      const rows = await tx.selectFrom("mail_queue").select("raw_message").execute();
      await tx.deleteFrom("mail_queue").execute();
      return rows.map(({ raw_message }) => store.codec.toBytes(raw_message).toString());
    });
  const converse = async (answer: (ours: string) => Promise<IntakeResult>): Promise<number> => {
    await write("Hello");
    let count = 0;
    for (let mails = await outgoing(); mails.length > 0 && count < 100; mails = await outgoing()) {
      for (const ours of mails) {
        count += 1;
        await answer(ours);
      }
    }
    return count;
  };

  it("with the ticket number in the subject gets ten answers a day", async () => {
    const number = (ours: string): string => /\[Ticket#\d+\]/.exec(ours)?.[0] ?? "";
    expect(await converse((ours) => write(`Re: ${number(ours)} Hello`))).toBe(10);
    clock.advance(86_400);
    await write("Hello again");
    expect(await outgoing()).toHaveLength(1);
  });

  it("without anything that names the ticket gets ten answers a day, too", async () => {
    // The very first mail said something else, so its answer is one more.
    expect(await converse(() => write("Your enquiry"))).toBe(1 + 10);
  });

  it("does not reopen a closed ticket for ever", async () => {
    const first = await write("Hello");
    const states: string[] = [];
    for (let turn = 0; turn < 15; turn += 1) {
      await store.transaction((tx) =>
        tx.updateTable("ticket").set({ ticket_state_id: 2 }).where("id", "=", Number(first.ticketId)).execute(),
      );
      await write(`Re: [Ticket#${first.ticketNumber}] Hello`);
      const { name } = await store.db
        .selectFrom("ticket as t")
        .innerJoin("ticket_state as s", "s.id", "t.ticket_state_id")
        .select("s.name")
        .where("t.id", "=", Number(first.ticketId))
        .executeTakeFirstOrThrow();
      states.push(name);
    }
    expect(states).toEqual([...Array(10).fill("open"), ...Array(5).fill("closed successful")]);
  });
});
