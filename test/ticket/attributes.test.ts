/** What a ticket is and what hangs on it: service, customer, fields, time, watchers, marks; its timers, events and versions. */
import { afterEach, beforeEach, expect, it } from "vitest";
import type { CreateRequest } from "../../src/api/requests.ts";
import type { TicketDetail } from "../../src/api/ticket.ts";
import type { Actor, Desk } from "../../src/desk.ts";
import { ConflictError, UserError } from "../../src/errors.ts";
import { onTicketEvent } from "../../src/event/ticketEvents.ts";
import { intake } from "../../src/intake/intake.ts";
import { rawFromBuffer } from "../../src/mail/rawSource.ts";
import { customerArticles } from "../../src/store/customerTickets.ts";
import { forgetReference } from "../../src/store/reference.ts";
import type { Store } from "../../src/store/store.ts";
import { act } from "../../src/ticket/commit.ts";
import { create } from "../../src/ticket/create.ts";
import { changeArticleFields, fieldDefinitions } from "../../src/ticket/fields.ts";
import { flag } from "../../src/ticket/flag.ts";
import { note } from "../../src/ticket/note.ts";
import { pendingTimes } from "../../src/ticket/pendingTimes.ts";
import { permitted } from "../../src/ticket/permitted.ts";
import { phone } from "../../src/ticket/phone.ts";
import { tagFiller } from "../../src/ticket/queueTexts.ts";
import { reply } from "../../src/ticket/reply.ts";
import { replyDraft } from "../../src/ticket/replyDraft.ts";
import { show } from "../../src/ticket/show.ts";
import { accountTime } from "../../src/ticket/time.ts";
import { isTimedOut, unlockTimeouts } from "../../src/ticket/unlockTimeouts.ts";
import { update } from "../../src/ticket/update.ts";
import { mustBeInQueue } from "../../src/ticket/version.ts";
import { unwatch, watch } from "../../src/ticket/watch.ts";
import { forEachDatabase } from "../databases.ts";
import { TestClock, testDesk } from "../desk.ts";
import { addAgent, addField, addServiceWithSla, grant } from "./people.ts";

const root: Actor = { userId: 1, login: "root@localhost" };

it.each([
  ["locked long enough", { locked: true, stateType: "open", timeout: 0 }, 10, 600, true],
  ["locked, a second too short", { locked: true, stateType: "open", timeout: 1 }, 10, 600, false],
  ["new", { locked: true, stateType: "new", timeout: 0 }, 10, 600, true],
  ["waiting for something", { locked: true, stateType: "pending reminder", timeout: 0 }, 10, 600, false],
  ["not locked", { locked: false, stateType: "open", timeout: 0 }, 10, 600, false],
  ["in a queue without a timeout", { locked: true, stateType: "open", timeout: 0 }, 0, 600, false],
])("a ticket that is %s", (_, ticket, minutes, now, timedOut) => {
  expect(isTimedOut(ticket, minutes, now)).toBe(timedOut);
});

forEachDatabase("a ticket", (database) => {
  let store: Store;
  let desk: Desk;
  let clock: TestClock;
  let number: string;
  let dora: Actor;
  beforeEach(async () => {
    store = await database.open();
    clock = new TestClock();
    desk = testDesk(store, {}, clock);
    dora = await addAgent(desk, "dora.agent");
    await grant(desk, dora, 1, "rw");
    number = (await create(desk, root, { title: "Job", queue: "Raw", body: "-" })).ticketNumber;
  });
  afterEach(() => store.close());
  const history = ({ history: rows }: TicketDetail): readonly string[] =>
    rows.map(({ type, name }) => `${type} ${name}`);

  it("is opened by phone with everything that it can have", async () => {
    await addServiceWithSla(desk, "Printing", "Fast");
    const made = await create(desk, root, {
      by: "phone",
      title: "Call",
      queue: "Misc",
      body: "It burns.",
      customerUser: "ann@customer.test",
      customerId: "ACME",
      state: "pending reminder",
      pendingUntil: "2026-12-01T09:00:00Z",
      priority: "4 high",
      service: "Printing",
      sla: "Fast",
      owner: "dora.agent",
      responsible: "dora.agent",
      lock: "lock",
      timeUnits: 0.25,
    });
    const ticket = await show(desk, root, made.ticketNumber);
    expect(ticket).toMatchObject({
      customerUser: "ann@customer.test",
      customerId: "ACME",
      state: "pending reminder",
      service: "Printing",
      sla: "Fast",
      owner: "dora.agent",
      lock: "lock",
      timeUnits: 0.25,
      articles: [{ sender: "customer", channel: "Phone", visibleForCustomer: true, from: "ann@customer.test" }],
    });
    expect(history(ticket).slice(1)).toEqual([
      expect.stringMatching(/^ServiceUpdate %%Printing%%\d+%%NULL%%$/),
      expect.stringMatching(/^SLAUpdate %%Fast%%\d+%%NULL%%$/),
      "CustomerUpdate %%CustomerID=ACME;CustomerUser=ann@customer.test;",
      "SetPendingTime %%2026-12-01 09:00",
      "Lock %%lock",
      `OwnerUpdate %%dora.agent%%${dora.userId}`,
      `ResponsibleUpdate %%dora.agent%%${dora.userId}`,
      "PhoneCallCustomer %%",
      "TimeAccounting %%0.25%%0.25",
    ]);
    // Customers see what was said, and no note, unless the agent says otherwise.
    const seen = async (request: Pick<CreateRequest, "by" | "visibleForCustomer">) => {
      const opened = { title: "Seen", queue: "Raw", body: "x", customerUser: "ann@customer.test", ...request };
      return (await customerArticles(store.db, (await create(desk, root, opened)).ticketId)).length;
    };
    expect([
      await seen({ by: "phone" }),
      await seen({ by: "phone", visibleForCustomer: false }),
      await seen({ by: "note" }),
      await seen({ by: "note", visibleForCustomer: true }),
    ]).toEqual([1, 0, 0, 1]);
    const hidden = { title: "x", queue: "Raw", body: "x", to: "ann@customer.test", visibleForCustomer: false };
    await expect(create(desk, root, hidden)).rejects.toThrow("visibleForCustomer: a mail is seen by whom it goes to");
    await expect(create(desk, root, { by: "phone", title: "x", queue: "Raw", body: "x" })).rejects.toThrow(
      "customerUser: nobody called",
    );
    await expect(create(desk, root, { title: "x", queue: "Raww", body: "x" })).rejects.toThrow(
      'queue: there is no queue "Raww". Did you mean "Raw"?',
    );
    await expect(create(desk, root, { title: "x", queue: "Raw", body: "x", sla: "Fast" })).rejects.toThrow(
      "needs a service",
    );
  });

  it("changes its service, SLA and customer, and lets go of an SLA that is not for the service", async () => {
    await addServiceWithSla(desk, "Printing", "Fast");
    await addServiceWithSla(desk, "Phones", "Slow");
    await update(desk, root, number, { service: "Printing", sla: "Fast", customerUser: "bob@customer.test" });
    expect(await show(desk, root, number)).toMatchObject({
      service: "Printing",
      sla: "Fast",
      customerUser: "bob@customer.test",
      customerId: "bob@customer.test",
    });
    await expect(update(desk, root, number, { sla: "Slow" })).rejects.toThrow("There is: Fast");
    await update(desk, root, number, { service: "Phones" });
    expect(await show(desk, root, number)).toMatchObject({ service: "Phones", sla: null });
    await update(desk, root, number, { service: "", customerUser: "" });
    expect(await show(desk, root, number)).toMatchObject({ service: null, customerUser: null, customerId: null });
    await expect(update(desk, root, number, { customerUser: "nobody" })).rejects.toThrow("customerUser: there is no");
  });

  it("keeps dynamic fields of every type, tells of them in history, and refuses what does not fit", async () => {
    const choice = "---\nPossibleValues:\n  red: Red\n  blue: Blue\n";
    await addField(desk, "Room", "Ticket", "Text");
    await addField(desk, "Urgent", "Ticket", "Checkbox");
    await addField(desk, "Colour", "Ticket", "Dropdown", choice);
    await addField(desk, "Colours", "Ticket", "Multiselect", choice);
    await addField(desk, "Day", "Ticket", "Date");
    await addField(desk, "Moment", "Ticket", "DateTime");
    await addField(desk, "Mood", "Article", "Text");
    const colours = [
      { key: "red", label: "Red" },
      { key: "blue", label: "Blue" },
    ];
    expect(await fieldDefinitions(desk, "Ticket")).toEqual([
      { name: "Room", label: "Room", type: "Text", values: null },
      { name: "Urgent", label: "Urgent", type: "Checkbox", values: null },
      { name: "Colour", label: "Colour", type: "Dropdown", values: colours },
      { name: "Colours", label: "Colours", type: "Multiselect", values: colours },
      { name: "Day", label: "Day", type: "Date", values: null },
      { name: "Moment", label: "Moment", type: "DateTime", values: null },
    ]);
    const dynamicFields = {
      Room: "4b",
      Urgent: true,
      Colour: "red",
      Colours: ["red", "blue"],
      Day: "2026-12-24",
      Moment: "2026-12-24T18:30:00Z",
    };
    await update(desk, root, number, { dynamicFields });
    const before = await show(desk, root, number);
    expect(before.dynamicFields).toEqual(dynamicFields);
    expect(history(before)).toContain("TicketDynamicFieldUpdate %%FieldName%%Colours%%Value%%red, blue%%OldValue%%");
    clock.advance(60);
    for (const same of [{}, { dynamicFields }, { dynamicFields: {} }, { title: before.title }]) {
      await update(desk, dora, number, same);
      const { changed, history: told, version } = await show(desk, root, number);
      expect({ changed, told, version }).toEqual({
        ...{ changed: before.changed, version: before.version },
        told: before.history,
      });
    }
    await update(desk, root, number, { dynamicFields: { Room: null, Urgent: false } });
    expect((await show(desk, root, number)).dynamicFields).toMatchObject({ Urgent: false, Colour: "red" });
    expect((await show(desk, root, number)).dynamicFields).not.toHaveProperty("Room");
    await note(desk, root, number, { body: "x", articleFields: { Mood: "good" }, timeUnits: 0.1 });
    expect((await show(desk, root, number)).articles.at(-1)?.dynamicFields).toEqual({ Mood: "good" });
    const written = (await show(desk, root, number)).articles.at(-1)?.id ?? 0;
    expect(await fieldDefinitions(desk, "Article")).toEqual([
      { name: "Mood", label: "Mood", type: "Text", values: null },
    ]);
    await changeArticleFields(desk, root, written, { Mood: "better" });
    const changed = await show(desk, root, number);
    expect(changed.articles.at(-1)?.dynamicFields).toEqual({ Mood: "better" });
    expect(history(changed).at(-1)).toBe("TicketDynamicFieldUpdate %%FieldName%%Mood%%Value%%better%%OldValue%%good");
    await changeArticleFields(desk, root, written, { Mood: "better" });
    expect((await show(desk, root, number)).version).toBe(changed.version);
    await expect(changeArticleFields(desk, root, written, { Room: "4b" })).rejects.toThrow(
      'dynamicFields: there is no dynamic field of articles "Room"',
    );
    await changeArticleFields(desk, root, written, { Mood: null });
    expect((await show(desk, root, number)).articles.at(-1)?.dynamicFields).toEqual({});
    const filled = await tagFiller(desk, root, (await permitted(desk, root, number, "see")).ticket, undefined);
    const tagged = ["Room", "Colour", "Colours_Value"].map((name) => `<OTRS_TICKET_DynamicField_${name}>`).join("; ");
    expect(filled({ text: tagged, contentType: "text/plain" })).toBe("-; red; Red, Blue");
    for (const [wrong, words] of [
      [{ Colour: "reed" }, 'dynamicFields.Colour: there is no value "reed". Did you mean "red"?'],
      [{ Rom: "4" }, 'dynamicFields: there is no dynamic field of tickets "Rom". Did you mean "Room"?'],
      [{ Urgent: "maybe" }, "Give true or false"],
      [{ Day: "tomorrow" }, "it is a date"],
      [{ Room: ["1", "2"] }, "it holds one value"],
    ] as const) {
      await expect(update(desk, root, number, { title: "Half", dynamicFields: wrong })).rejects.toThrow(words);
    }
    expect((await show(desk, root, number)).title).toBe("Job");
  });

  it("sums up the time spent on it, watchers and marks", async () => {
    await accountTime(desk, root, number, 0.1);
    await note(desk, dora, number, { body: "x", timeUnits: 0.2 });
    await phone(desk, dora, number, { caller: "agent", body: "x", timeUnits: 1 });
    await expect(accountTime(desk, root, number, 0)).rejects.toBeInstanceOf(UserError);
    await watch(desk, dora, number);
    await watch(desk, dora, number);
    await watch(desk, root, number, "dora.agent");
    await flag(desk, dora, number, { flag: "Important" });
    await expect(watch(desk, root, number, "dora.agnt")).rejects.toThrow('Did you mean "dora.agent"?');
    await addAgent(desk, "eve.agent");
    await expect(watch(desk, root, number, "eve.agent")).rejects.toThrow("may not see");
    const ticket = await show(desk, dora, number);
    expect(ticket).toMatchObject({ timeUnits: 1.3, watchers: ["dora.agent"], flags: { Important: "1" } });
    expect(history(ticket)).toContain("TimeAccounting %%0.2%%0.3");
    expect(history(ticket).filter((row) => row.startsWith("Subscribe"))).toEqual(["Subscribe %%dora agent"]);
    expect((await show(desk, root, number)).flags).toEqual({});
    await flag(desk, dora, number, { flag: "Important", value: null });
    await unwatch(desk, dora, number);
    expect(await show(desk, dora, number)).toMatchObject({ watchers: [], flags: {} });
  });

  it("is archived and brought back, by a follow-up too", async () => {
    const follow = (id: string) =>
      intake(desk, {
        raw: rawFromBuffer(
          Buffer.from(
            `Message-ID: <${id}@a.test>\r\nFrom: ann@a.test\r\nTo: support@localhost\r\nSubject: [Ticket#${number}]\r\n\r\nHi\r\n`,
          ),
        ),
        road: "smtp",
        envelope: { from: "ann@a.test", to: ["support@localhost"] },
        trusted: false,
      });
    await update(desk, root, number, { archived: true });
    expect(await show(desk, root, number)).toMatchObject({ archived: true });
    await follow("one");
    const ticket = await show(desk, root, number);
    expect(ticket.archived).toBe(false);
    expect(history(ticket)).toEqual(expect.arrayContaining(["ArchiveFlagUpdate %%y", "ArchiveFlagUpdate %%n"]));
  });

  it("is unlocked when nobody works on it for the timeout of its queue", async () => {
    await store.transaction((tx) =>
      tx.updateTable("queue").set({ unlock_timeout: 30 }).where("name", "=", "Raw").execute(),
    );
    forgetReference(store);
    await update(desk, dora, number, { lock: "lock", owner: "dora.agent" });
    clock.advance(29 * 60);
    expect(await unlockTimeouts(desk)).toBe(0);
    await note(desk, dora, number, { body: "Still at it." });
    clock.advance(29 * 60);
    expect(await unlockTimeouts(desk)).toBe(0);
    clock.advance(60);
    expect(await unlockTimeouts(desk)).toBe(1);
    expect(await unlockTimeouts(desk)).toBe(0);
    const ticket = await show(desk, root, number);
    expect(ticket).toMatchObject({ lock: "unlock", owner: "dora.agent" });
    expect(history(ticket)).toContain("Unlock %%unlock");
  });

  it("goes into the state that follows when its time has come", async () => {
    await update(desk, root, number, {
      state: "pending auto close-",
      pendingUntil: "2026-11-24T11:00:00Z",
      lock: "lock",
    });
    clock.advance(3599);
    expect(await pendingTimes(desk)).toBe(0);
    clock.advance(1);
    expect(await Promise.all([pendingTimes(desk), pendingTimes(desk)])).toEqual(expect.arrayContaining([1]));
    const ticket = await show(desk, root, number);
    expect(ticket).toMatchObject({ state: "closed unsuccessful", lock: "unlock" });
    expect(history(ticket).filter((row) => row.startsWith("StateUpdate"))).toHaveLength(2);
  });

  it("is not overwritten by who has not seen what others did to it", async () => {
    const { version } = await show(desk, root, number);
    await update(desk, root, number, { title: "My own change" });
    await update(desk, root, number, { priority: "4 high", version });
    await update(desk, dora, number, { state: "open" });
    const late = update(desk, root, number, { state: "closed successful", title: "Lost", version });
    await expect(late).rejects.toBeInstanceOf(ConflictError);
    await expect(late).rejects.toThrow(/was changed meanwhile: StateUpdate new open by dora\.agent/);
    expect(await show(desk, root, number)).toMatchObject({ state: "open", title: "My own change" });
    const fresh = await show(desk, root, number);
    await update(desk, root, number, { state: "closed successful", version: fresh.version });
  });

  it("is not answered by who has not read what came meanwhile, unless they want to", async () => {
    const { version } = await replyDraft(desk, root, number);
    const answer = { to: "ann@customer.test", body: "Answer.", version };
    await update(desk, dora, number, { priority: "4 high" });
    await note(desk, dora, number, { subject: "Wait", body: "I am on it." });
    await expect(reply(desk, root, number, answer)).rejects.toThrow(
      /has what you have not read: #\d+ of dora\.agent, "Wait"/,
    );
    const told = await reply(desk, root, number, answer).catch((error: ConflictError) => error.meanwhile);
    expect(told).toMatchObject([{ type: "AddNote", by: "dora.agent", articleId: expect.any(Number) }]);
    expect((await show(desk, root, number)).articles).toHaveLength(2);
    await reply(desk, root, number, { ...answer, anyway: true });
    expect((await show(desk, root, number)).articles).toHaveLength(3);
  });

  it("takes no day that the calendar has not, no title that would be cut, no text without words", async () => {
    const before = await show(desk, root, number);
    await addField(desk, "Day", "Ticket", "Date");
    for (const [request, words] of [
      [{ title: "t".repeat(192) }, "title: the title has 192 characters. Use up to 191"],
      [{ title: "Lost", state: "pending reminder", pendingUntil: "2027-02-30T09:00:00Z" }, "is no time"],
      [{ title: "Lost", dynamicFields: { Day: "2026-02-31" } }, "does not fit: it is a date"],
      [{ customerUser: "nobody" }, "customerUser: there is no customer user"],
    ] as const) {
      await expect(update(desk, root, number, request)).rejects.toThrow(words);
    }
    const empty = create(desk, root, { title: "Lost", queue: "Raw", body: " \n" });
    await expect(empty).rejects.toThrow("body: the text is empty");
    expect(await show(desk, root, number)).toMatchObject({ title: before.title, history: before.history });
  });

  it("waits after a note or an answer that says so", async () => {
    const waiting = { state: "pending reminder", pendingUntil: "2027-01-05T10:00:00Z" };
    await note(desk, root, number, { body: "Later.", ...waiting });
    await expect(note(desk, root, number, { body: "Later.", state: "pending reminder" })).rejects.toThrow(
      "needs a time",
    );
    await update(desk, root, number, { state: "open" });
    await reply(desk, root, number, { to: "ann@customer.test", body: "Later.", ...waiting });
    const told = history(await show(desk, root, number)).filter((one) => one.startsWith("SetPendingTime"));
    expect(told).toEqual(Array.from({ length: 2 }, () => "SetPendingTime %%2027-01-05 10:00"));
  });

  it("names who moved it, whatever others did since", async () => {
    const found = await permitted(desk, root, number, "reply");
    await update(desk, dora, number, { queue: "Junk" });
    await update(desk, root, number, { priority: "4 high" });
    const late = act(desk, root, found, (action) => mustBeInQueue(action, found.ticket.queueId));
    await expect(late).rejects.toThrow(/was moved meanwhile into queue "Junk" by dora\.agent/);
    await expect(late).rejects.toMatchObject({ meanwhile: [{ type: "Move", by: "dora.agent", articleId: null }] });
  });

  it("tells who listens of each change once it is committed, and nothing of what was not", async () => {
    const heard: string[] = [];
    const end = onTicketEvent(desk, async ({ name, ticketId, userId }) => {
      const { tn } = await store.db
        .selectFrom("ticket")
        .select("tn")
        .where("id", "=", ticketId)
        .executeTakeFirstOrThrow();
      heard.push(`${name} ${tn === number ? "" : "new "}by ${userId}`);
      if (name === "TicketTitleUpdate") throw new Error("a listener that fails stops nobody");
    });
    await update(desk, dora, number, { title: "Other", priority: "4 high" });
    await expect(update(desk, dora, number, { title: "Third", dynamicFields: { No: "1" } })).rejects.toThrow();
    await create(desk, root, { title: "New", queue: "Raw", body: "-" });
    await expect
      .poll(() => heard, { timeout: 20_000 })
      .toEqual([
        `TicketTitleUpdate by ${dora.userId}`,
        `TicketPriorityUpdate by ${dora.userId}`,
        "TicketCreate new by 1",
        "ArticleCreate new by 1",
      ]);
    end();
  });
});
