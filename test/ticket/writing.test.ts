/** What helps with writing: templates, drafts, names of colleagues; and the same done to many tickets. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { toDbTime } from "../../src/clock.ts";
import type { Actor, Desk } from "../../src/desk.ts";
import { NotFoundError } from "../../src/errors.ts";
import { dueMails, queuedMessage } from "../../src/store/deliveryClaim.ts";
import { insertRow } from "../../src/store/insert.ts";
import { forgetReference } from "../../src/store/reference.ts";
import type { Store } from "../../src/store/store.ts";
import { bulk } from "../../src/ticket/bulk.ts";
import { create } from "../../src/ticket/create.ts";
import { deleteDraft, drafts, saveDraft } from "../../src/ticket/drafts.ts";
import { mentioned } from "../../src/ticket/mentions.ts";
import { note } from "../../src/ticket/note.ts";
import { replyDraft } from "../../src/ticket/replyDraft.ts";
import { show } from "../../src/ticket/show.ts";
import { filledTemplate, templates } from "../../src/ticket/templates.ts";
import { forEachDatabase } from "../databases.ts";
import { testDesk } from "../desk.ts";
import { setAgentAddress } from "../outgoing/desk.ts";
import { addAgent, addQueue, grant } from "./people.ts";

const root: Actor = { userId: 1, login: "root@localhost" };

it.each([
  ["Ask @dora.agent please", ["dora.agent"]],
  ["@dora.agent, @eve: look.", ["dora.agent", "eve"]],
  ["I asked @eve.", ["eve"]],
  ["(@EVE)", ["eve"]],
  ["mail eve@eve.test or x@eve", []],
  ["@evelyn and @dora", []],
  ["@root@localhost", ["root@localhost"]],
])("%s names %j", (text, logins) => {
  expect(mentioned(text, ["dora.agent", "eve", "root@localhost"])).toEqual(logins);
});

forEachDatabase("an agent who writes", (database) => {
  let store: Store;
  let desk: Desk;
  let number: string;
  beforeEach(async () => {
    store = await database.open();
    desk = testDesk(store);
    number = (await create(desk, root, { title: "Job", queue: "Raw", body: "-", to: "Ann <ann@customer.test>" }))
      .ticketNumber;
  });
  afterEach(() => store.close());

  it("takes a template of the queue, its tags filled in and its files along", async () => {
    const time = toDbTime(desk.clock.now());
    const stamp = { create_time: time, create_by: 1, change_time: time, change_by: 1 };
    await store.transaction(async (tx) => {
      const add = async (name: string, type: string, queues: readonly number[]): Promise<number> => {
        const id = await insertRow(tx, "standard_template", {
          name,
          text: "Ticket <OTRS_TICKET_TicketNumber> is <OTRS_TICKET_State>.",
          content_type: "text/plain; charset=utf-8",
          template_type: type,
          comments: null,
          valid_id: 1,
          ...stamp,
        });
        for (const queue_id of queues) {
          await insertRow(tx, "queue_standard_template", { queue_id, standard_template_id: id, ...stamp });
        }
        return id;
      };
      const id = await add("State", "Answer", [2]);
      await add("Elsewhere", "Answer", [3]);
      await add("For notes", "Note", [2]);
      const file = await insertRow(tx, "standard_attachment", {
        name: "Terms",
        content_type: "text/plain",
        content: store.codec.fromBytes(Buffer.from("terms")),
        filename: "terms.txt",
        comments: null,
        valid_id: 1,
        ...stamp,
      });
      await insertRow(tx, "standard_template_attachment", {
        standard_attachment_id: file,
        standard_template_id: id,
        ...stamp,
      });
    });
    expect((await templates(desk, root, number, "Note")).map(({ name }) => name)).toEqual(["For notes"]);
    expect((await templates(desk, root, number)).map(({ name }) => name)).not.toContain("Elsewhere");
    const terms = { filename: "terms.txt", contentType: "text/plain", contentBase64: "dGVybXM=" };
    expect(await filledTemplate(desk, root, number, "State")).toMatchObject({
      text: `Ticket ${number} is new.`,
      attachments: [terms],
    });
    const draft = await replyDraft(desk, root, number, { template: "State" });
    expect(draft.body).toContain(`\nTicket ${number} is new.\n`);
    expect(draft.attachments).toEqual([terms]);
    await expect(replyDraft(desk, root, number, { template: "Sate" })).rejects.toThrow('Did you mean "State"?');
    await expect(replyDraft(desk, root, number, { template: "For notes" })).rejects.toThrow("template: there is no");
  });

  it("finds what was begun, changes it and throws it away; nobody else does", async () => {
    const dora = await addAgent(desk, "dora.agent");
    await grant(desk, dora, 1, "rw");
    const { id } = await saveDraft(desk, root, number, { action: "reply", content: { body: "Beg\u00fcn" } });
    await saveDraft(desk, root, number, { id, action: "reply", title: "To Ann", content: { body: "Begun 2" } });
    expect(await drafts(desk, root, number)).toMatchObject([{ id, title: "To Ann", content: { body: "Begun 2" } }]);
    expect(await drafts(desk, dora, number)).toEqual([]);
    await expect(deleteDraft(desk, dora, number, id)).rejects.toBeInstanceOf(NotFoundError);
    await expect(saveDraft(desk, dora, number, { id, action: "note", content: {} })).rejects.toBeInstanceOf(
      NotFoundError,
    );
    await deleteDraft(desk, root, number, id);
    expect(await drafts(desk, root, number)).toEqual([]);
  });

  it("names colleagues in a note, who are told by mail if they may see it", async () => {
    const dora = await addAgent(desk, "dora.agent");
    const eve = await addAgent(desk, "eve.agent");
    await grant(desk, dora, 1, "ro");
    for (const one of [dora, eve]) await setAgentAddress(store, one.userId, `${one.login}@desk.example`);
    forgetReference(store);
    const before = (await dueMails(store.db, desk.clock.now(), 100)).length;
    const { articleId } = await note(desk, root, number, { body: "@dora.agent and @eve.agent, look!" });
    const told = (await dueMails(store.db, desk.clock.now(), 100)).slice(before);
    expect(told.map(({ recipients }) => recipients)).toEqual([["dora.agent@desk.example"]]);
    expect((await queuedMessage(store, told[0]?.id ?? 0))?.toString()).toContain("names you in a note on ticket");
    const rows = await store.db.selectFrom("mention").select(["user_id", "article_id"]).execute();
    expect(rows).toEqual([{ user_id: dora.userId, article_id: articleId }]);
    const ticket = await show(desk, root, number);
    expect(ticket.history.map(({ type, name }) => `${type} ${name}`)).toContain(
      "SendAgentNotification %%Mention%%dora.agent%%Email",
    );
  });

  it("does the same to many tickets, each as a whole or not at all", async () => {
    const hidden = await addQueue(desk, "Hidden");
    const dora = await addAgent(desk, "dora.agent");
    await grant(desk, dora, 1, "rw");
    await grant(desk, dora, hidden.groupId, "ro", "note");
    const second = (await create(desk, root, { title: "Second", queue: "Raw", body: "-" })).ticketNumber;
    const third = (await create(desk, root, { title: "Third", queue: "Hidden", body: "-" })).ticketNumber;
    const results = await bulk(desk, dora, {
      tickets: [number, second, third, "999", number],
      update: { state: "closed successful", priority: "1 very low" },
      note: { body: "Spam." },
      watch: true,
    });
    expect(results).toEqual([
      { ticket: number, ok: true, error: null },
      { ticket: second, ok: true, error: null },
      { ticket: third, ok: false, error: expect.stringContaining("you may not change the priority") },
      { ticket: "999", ok: false, error: expect.stringContaining("there is no ticket 999") },
    ]);
    expect(await show(desk, dora, second)).toMatchObject({ state: "closed successful", watchers: ["dora.agent"] });
    expect(await show(desk, root, third)).toMatchObject({ state: "new", watchers: [], articles: [{ body: "-" }] });
    expect(await bulk(desk, root, { tickets: [second, third], mergeInto: number })).toMatchObject([
      { ok: true },
      { ok: true },
    ]);
    await expect(bulk(desk, root, { tickets: [], watch: true })).rejects.toThrow("0 tickets are named");
    await expect(bulk(desk, root, { tickets: [number] })).rejects.toThrow("nothing is to be done");
  });
});
