/** What agents do with several tickets: merge, split, link; and what takes a ticket's mail elsewhere, or all of it away. */
import { sql } from "kysely";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { TicketDetail } from "../../src/api/ticket.ts";
import { toDbTime } from "../../src/clock.ts";
import type { Actor, Desk } from "../../src/desk.ts";
import { NotFoundError, PermissionError, UserError } from "../../src/errors.ts";
import { intake } from "../../src/intake/intake.ts";
import type { IntakeResult } from "../../src/intake/types.ts";
import { parseMail } from "../../src/mail/parse.ts";
import { rawFromBuffer } from "../../src/mail/rawSource.ts";
import { dueMails, queuedMessage } from "../../src/store/deliveryClaim.ts";
import { insertRow } from "../../src/store/insert.ts";
import { countedTables, type Database } from "../../src/store/schema/tables.gen.ts";
import type { Store } from "../../src/store/store.ts";
import { bounce } from "../../src/ticket/bounce.ts";
import { create } from "../../src/ticket/create.ts";
import { deleteTicket } from "../../src/ticket/delete.ts";
import { forward, forwardDraft } from "../../src/ticket/forward.ts";
import { link, unlink } from "../../src/ticket/link.ts";
import { merge } from "../../src/ticket/merge.ts";
import { note } from "../../src/ticket/note.ts";
import { phone } from "../../src/ticket/phone.ts";
import { reply } from "../../src/ticket/reply.ts";
import { replyDraft } from "../../src/ticket/replyDraft.ts";
import { seen } from "../../src/ticket/seen.ts";
import { attachment, show } from "../../src/ticket/show.ts";
import { split } from "../../src/ticket/split.ts";
import { update } from "../../src/ticket/update.ts";
import { forEachDatabase } from "../databases.ts";
import { TestClock, testDesk } from "../desk.ts";
import { addAgent, addQueue, addServiceWithSla, grant } from "./people.ts";

const root: Actor = { userId: 1, login: "root@localhost" };

const letter = (id: string, subject: string, more: readonly string[] = []): string =>
  [
    `Message-ID: <${id}@customer.test>`,
    "From: Ann Smith <ann@customer.test>",
    "To: support@localhost",
    `Subject: ${subject}`,
    ...more,
    "MIME-Version: 1.0",
    "Content-Type: multipart/mixed; boundary=x",
    "",
    "--x",
    "Content-Type: text/plain; charset=utf-8",
    "",
    `Please help with ${subject}.`,
    "--x",
    'Content-Type: application/pdf; name="smoke.pdf"',
    "Content-Disposition: attachment",
    "Content-Transfer-Encoding: base64",
    "",
    "c21va2U=",
    "--x--",
    "",
  ].join("\r\n");

forEachDatabase("several tickets", (database) => {
  let store: Store;
  let desk: Desk;
  beforeEach(async () => {
    store = await database.open();
    desk = testDesk(store, {}, new TestClock());
  });
  afterEach(() => store.close());

  const take = (raw: string): Promise<IntakeResult> =>
    intake(desk, {
      raw: rawFromBuffer(Buffer.from(raw)),
      road: "smtp",
      envelope: { from: "ann@customer.test", to: ["support@localhost"] },
      trusted: false,
    });
  const number = async (raw: string): Promise<string> => (await take(raw)).ticketNumber ?? "";
  const history = ({ history: rows }: TicketDetail): readonly string[] =>
    rows.map(({ type, name }) => `${type} ${name}`);
  const outgoing = async () => {
    const [mail] = (await dueMails(store.db, desk.clock.now(), 100)).slice(-1);
    return { ...mail, raw: (await queuedMessage(store, mail?.id ?? 0)) ?? Buffer.alloc(0) };
  };

  it("merges one into another: its thread moves, it leads there, and mail to it arrives there", async () => {
    const leaving = await number(letter("one", "The printer"));
    const staying = await number(letter("two", "Smoke"));
    const third = await number(letter("three", "Other"));
    await note(desk, root, leaving, { body: "Called her." });
    await link(desk, root, leaving, { to: third });
    await update(desk, root, leaving, { lock: "lock" });
    await seen(desk, root, staying);
    const before = await show(desk, root, leaving);
    const main = await show(desk, root, staying);
    expect(await merge(desk, root, leaving, staying)).toEqual({ ticketId: main.id, ticketNumber: staying });

    const merged = await show(desk, root, leaving);
    expect(merged).toMatchObject({ state: "merged", stateType: "merged", lock: "unlock" });
    expect(merged.articles).toMatchObject([{ body: `Ticket ${leaving} was merged into ticket ${staying}.` }]);
    expect(merged.links).toMatchObject([{ type: "ParentChild", direction: "parent", number: staying }]);
    const told = `Merged %%${leaving}%%${merged.id}%%${staying}%%${main.id}`;
    expect(history(merged)).toEqual(
      expect.arrayContaining(["AddNote %%Note", told, "StateUpdate %%new%%merged%%", "Unlock %%unlock"]),
    );
    const after = await show(desk, root, staying);
    expect(after.articles.map(({ body }) => body.trim())).toEqual([
      "Please help with The printer.",
      "Please help with Smoke.",
      "Called her.",
    ]);
    expect(after).toMatchObject({ state: "new", unread: true });
    expect(after.links).toMatchObject([
      { type: "Normal", direction: "both", number: third },
      { type: "ParentChild", direction: "child", number: leaving },
    ]);
    expect(history(after)).toEqual(expect.arrayContaining([told, "AddNote %%Note"]));
    // What tells of articles went with them, the rest stays where it happened.
    expect(history(merged)).toContainEqual(expect.stringMatching(/^NewTicket /));
    expect(history(merged)).not.toContainEqual(expect.stringMatching(/^EmailCustomer /));
    expect(before.articles).toHaveLength(2);

    const follow = await take(letter("four", `Re: [Ticket#${leaving}] The printer`));
    expect(follow).toMatchObject({ outcome: "followUp", ticketNumber: staying });
    await expect(merge(desk, root, leaving, third)).rejects.toThrow(`Name ticket ${staying}, into which it was merged`);
    await expect(merge(desk, root, third, leaving)).rejects.toBeInstanceOf(UserError);
    for (const refused of [
      () => reply(desk, root, leaving, { body: "Hello", to: "ann@customer.test" }),
      () => replyDraft(desk, root, leaving),
      () => forwardDraft(desk, root, leaving),
      () => forward(desk, root, leaving, { to: "expert@example.test" }),
      () => phone(desk, root, leaving, { caller: "agent", body: "Called." }),
    ]) {
      await expect(refused()).rejects.toMatchObject({ into: staying, name: "UserError" });
    }
    await note(desk, root, leaving, { body: "Kept for the record." });
    await expect(merge(desk, root, third, third)).rejects.toThrow("cannot be merged with itself");
    await expect(update(desk, root, third, { state: "merged" })).rejects.toThrow("gotrs ticket merge");
  });

  it("needs rw on both tickets to merge, and changes neither without", async () => {
    const work = await addQueue(desk, "Work");
    const eve = await addAgent(desk, "eve.agent");
    await grant(desk, eve, work.groupId, "rw");
    await grant(desk, eve, 1, "ro", "note");
    const one = (await create(desk, root, { title: "One", queue: "Work", body: "-" })).ticketNumber;
    const other = (await create(desk, root, { title: "Other", queue: "Raw", body: "-" })).ticketNumber;
    await expect(merge(desk, eve, one, other)).rejects.toBeInstanceOf(PermissionError);
    await expect(merge(desk, eve, other, one)).rejects.toBeInstanceOf(PermissionError);
    expect((await show(desk, root, one)).articles).toHaveLength(1);
  });

  it("splits an article off into a ticket of its own, its child", async () => {
    const parent = await number(letter("one", "Two things"));
    await addServiceWithSla(desk, "Printing", "Fast");
    await update(desk, root, parent, { service: "Printing", sla: "Fast", priority: "4 high" });
    const [article] = (await show(desk, root, parent)).articles;
    const made = await split(desk, root, parent, {
      articleId: article?.id ?? 0,
      title: "The second thing",
      queue: "Misc",
    });
    const child = await show(desk, root, made.ticketNumber);
    expect(child).toMatchObject({
      title: "The second thing",
      queue: "Misc",
      ...{ service: "Printing", sla: "Fast", priority: "4 high", type: "Unclassified" },
      customerUser: "ann@customer.test",
      articles: [{ sender: "customer", channel: "Phone", body: article?.body, messageId: null }],
      links: [{ type: "ParentChild", direction: "parent", number: parent }],
    });
    const copy = child.articles[0];
    expect((await attachment(desk, root, copy?.id ?? 0, copy?.attachments[0]?.id ?? 0)).content.toString()).toBe(
      "smoke",
    );
    const after = await show(desk, root, parent);
    expect(after.articles).toHaveLength(1);
    expect(after.links).toMatchObject([{ type: "ParentChild", direction: "child", number: made.ticketNumber }]);
    expect(history(after).at(-1)).toBe(`TicketLinkAdd %%${made.ticketNumber}%%${made.ticketId}%%${after.id}`);
    await expect(split(desk, root, parent, { articleId: 999 })).rejects.toThrow("has no article 999");
  });

  it("links tickets and FAQ articles once, shows no link to what may not be seen, and takes links away", async () => {
    const one = await number(letter("one", "One"));
    const other = (await create(desk, root, { title: "Other", queue: "Misc", body: "-" })).ticketNumber;
    await link(desk, root, one, { to: other, as: "child" });
    expect((await show(desk, root, one)).links).toMatchObject([
      { type: "ParentChild", direction: "parent", number: other },
    ]);
    expect((await show(desk, root, other)).links).toMatchObject([{ direction: "child", number: one }]);
    await expect(link(desk, root, other, { to: one })).rejects.toThrow("linked already, as ParentChild");
    await expect(link(desk, root, one, { to: one })).rejects.toThrow("linked with itself");

    const hidden = await addQueue(desk, "Hidden");
    const eve = await addAgent(desk, "eve.agent");
    await grant(desk, eve, 1, "ro");
    await update(desk, root, other, { queue: "Hidden" });
    expect(hidden.id).toBeGreaterThan(0);
    expect((await show(desk, eve, one)).links).toEqual([]);

    await unlink(desk, root, other, { to: one });
    expect((await show(desk, root, one)).links).toEqual([]);
    expect(history(await show(desk, root, one)).at(-1)).toMatch(/^TicketLinkDelete %%/);
    await expect(unlink(desk, root, one, { to: other })).rejects.toBeInstanceOf(NotFoundError);

    await expect(link(desk, root, one, { to: "3", object: "FAQ" })).rejects.toThrow(
      "this database has no FAQ articles",
    );
    await store.transaction((tx) => sql`create table faq_item (id integer)`.execute(tx));
    await store.transaction((tx) => sql`insert into faq_item (id) values (3)`.execute(tx));
    await link(desk, root, one, { to: "3", object: "FAQ" });
    expect((await show(desk, root, one)).links).toMatchObject([{ object: "FAQ", id: 3, type: "Normal" }]);
    await expect(link(desk, root, one, { to: "4", object: "FAQ" })).rejects.toThrow("no FAQ article 4");
  });

  it("forwards an article with its files, unseen by the customer, and the answer is not for the customer either", async () => {
    const ticket = await number(letter("one", "Fire"));
    const draft = await forwardDraft(desk, root, ticket);
    expect(draft.subject).toBe(`Fwd: [Ticket#${ticket}] Fire`);
    const sent = await forward(desk, root, ticket, {
      to: "Bob <bob@supplier.test>",
      body: `Can you look?${draft.body}`,
      state: "open",
    });
    const { raw, recipients } = await outgoing();
    expect(recipients).toEqual(["bob@supplier.test"]);
    const mail = await parseMail(rawFromBuffer(raw));
    expect(mail.attachments.map(({ filename }) => filename)).toEqual(["smoke.pdf"]);
    expect(mail.body).toMatch(
      /^Can you look\?[\s\S]*Forwarded message[\s\S]*From: Ann Smith <ann@customer.test>[\s\S]*Please help with Fire/,
    );
    expect(mail.inReplyTo).toEqual([]);
    const after = await show(desk, root, ticket);
    expect(after).toMatchObject({ state: "open" });
    expect(after.articles.at(-1)).toMatchObject({ id: sent.articleId, sender: "agent", visibleForCustomer: false });
    expect(history(after)).toContain("Forward %%bob@supplier.test");
    await intake(desk, {
      raw: rawFromBuffer(
        Buffer.from(
          [
            "Message-ID: <answer@supplier.test>",
            "From: Bob <bob@supplier.test>",
            "To: support@localhost",
            `In-Reply-To: ${sent.messageId}`,
            `Subject: Re: ${draft.subject}`,
            "",
            "Yes.",
            "",
          ].join("\r\n"),
        ),
      ),
      road: "smtp",
      envelope: { from: "bob@supplier.test", to: ["support@localhost"] },
      trusted: false,
    });
    expect((await show(desk, root, ticket)).articles.at(-1)).toMatchObject({
      body: "Yes.\n",
      visibleForCustomer: false,
    });
    await expect(forward(desk, root, ticket, { to: "" })).rejects.toThrow("to: the mail has no recipient");
  });

  it("bounces a mail byte for byte behind its Resent fields, and tells its sender", async () => {
    const source = letter("one", "Invoice");
    const ticket = await number(source);
    await bounce(desk, root, ticket, {
      to: "a@books.test, b@books.test",
      inform: "We sent it on.",
      state: "closed successful",
    });
    const mails = await dueMails(store.db, desk.clock.now(), 100);
    expect(mails.map(({ recipients }) => recipients)).toEqual([
      ["a@books.test", "b@books.test"],
      ["ann@customer.test"],
    ]);
    const raw = ((await queuedMessage(store, mails[0]?.id ?? 0)) ?? Buffer.alloc(0)).toString("latin1");
    expect(raw.endsWith(source)).toBe(true);
    expect(raw.slice(0, -source.length)).toMatch(
      /^Resent-From: support@localhost\r\nResent-To: a@books.test,\r\n b@books.test\r\nResent-Date: Tue, 24 Nov 2026 10:00:00 \+0000\r\nResent-Message-ID: <\S+@desk.test>\r\n$/,
    );
    const after = await show(desk, root, ticket);
    expect(after.state).toBe("closed successful");
    expect(history(after)).toEqual(
      expect.arrayContaining(["Bounce %%a@books.test, b@books.test", "Bounce %%Bounced info to 'ann@customer.test'."]),
    );
    const noted = (await create(desk, root, { title: "No mail", queue: "Raw", body: "-" })).ticketNumber;
    await expect(bounce(desk, root, noted, { to: "a@books.test" })).rejects.toThrow("has no mail");
  });

  it("deletes a ticket without a trace, when an administrator confirms it", async () => {
    const rowsOf = async (): Promise<Readonly<Record<string, number>>> => {
      const counts: Record<string, number> = {};
      const left = ["gotrs_lock", "gotrs_mail", "ticket_number_counter", "link_object", "gotrs_setting"];
      for (const table of countedTables) {
        if (left.includes(table)) continue;
        const { count } = await store.db
          .selectFrom(table as keyof Database)
          .select((select) => select.fn.countAll<number>().as("count"))
          .executeTakeFirstOrThrow();
        counts[table] = Number(count);
      }
      return counts;
    };
    const other = await number(letter("other", "Other"));
    const before = await rowsOf();
    const ticket = await number(letter("one", "Secret"));
    await link(desk, root, ticket, { to: other });
    await forward(desk, root, ticket, { to: "bob@supplier.test" });
    await bounce(desk, root, ticket, { to: "a@books.test" });
    await seen(desk, root, ticket);
    const { id } = await show(desk, root, ticket);
    const time = toDbTime(desk.clock.now());
    await store.transaction((tx) =>
      insertRow(tx, "ticket_watcher", {
        ticket_id: id,
        user_id: 1,
        create_time: time,
        create_by: 1,
        change_time: time,
        change_by: 1,
      }),
    );
    await expect(deleteTicket(desk, root, ticket, undefined)).rejects.toThrow("cannot be undone");
    expect(await deleteTicket(desk, root, ticket, ticket)).toEqual({ ticketNumber: ticket });
    await expect(show(desk, root, ticket)).rejects.toBeInstanceOf(NotFoundError);
    const { ticket_history: rows, ...after } = await rowsOf();
    // Only the other ticket still tells that it was linked.
    expect({ ...after, ticket_history: (rows ?? 0) - 1 }).toEqual(before);
    // The same mail does not come back, and an answer to it is a new ticket.
    expect(await take(letter("one", "Secret"))).toMatchObject({ outcome: "duplicate" });
    expect(await take(letter("two", `Re: [Ticket#${ticket}] Secret`))).toMatchObject({ outcome: "new" });
  });
});
