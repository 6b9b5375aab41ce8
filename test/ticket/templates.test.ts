/** Templates of the types Create, Note and Forward: filled for their ticket, or for one that is about to be opened. */
import { expect, it } from "vitest";
import { change } from "../../src/admin/administer.ts";
import { customerUser } from "../../src/admin/modules/customerUser.ts";
import { template as module } from "../../src/admin/modules/template.ts";
import { PermissionError } from "../../src/errors.ts";
import { rootActor } from "../../src/people/administrators.ts";
import { create } from "../../src/ticket/create.ts";
import { replyDraft } from "../../src/ticket/replyDraft.ts";
import { filledTemplate, newTicketTemplate, newTicketTemplates } from "../../src/ticket/templates.ts";
import { forEachDatabase, onSqlite } from "../databases.ts";
import { testDesk } from "../desk.ts";
import { install } from "../peers/gotrs.ts";
import { addAgent, grant } from "./people.ts";

const text = "Dear customer,\n<OTRS_TICKET_Title> in <OTRS_QUEUE>, <OTRS_TICKET_TicketNumber>, <OTRS_TICKET_State>.";

forEachDatabase("templates", (database) => {
  it("of the type Create are filled with what the ticket will be, and belong to its queue", async () => {
    const store = await database.open();
    const desk = testDesk(store);
    for (const [key, type, queues] of [
      ["welcome", "Create", ["Raw"]],
      ["elsewhere", "Create", ["Misc"]],
      ["reminder", "Note", ["Raw"]],
    ] as const) {
      const raw = { name: key, type, queues, text };
      const given = { form: "json", mode: "add", where: (field: string | undefined) => field } as const;
      await change(desk, rootActor, { module, key, raw, ...given });
    }
    const request = { title: "New disk", queue: "Raw" };
    const filled = (name: string, actor = rootActor) => newTicketTemplate(desk, actor, request, name);
    expect(await filled("welcome")).toMatchObject({
      type: "Create",
      text: "Dear customer,\nNew disk in Raw, -, new.",
    });
    const offered = await newTicketTemplates(desk, rootActor, "Raw");
    expect(offered.map(({ name, type }) => [name, type])).toEqual([["welcome", "Create"]]);
    const stranger = await addAgent(desk, "olga.agent");
    await expect(newTicketTemplates(desk, stranger, "Raw")).rejects.toThrow(PermissionError);
    for (const name of ["elsewhere", "reminder"]) await expect(filled(name)).rejects.toThrow("template: there is no");
    await expect(filled("welcome", await addAgent(desk, "dora.agent"))).rejects.toThrow(PermissionError);
    const { ticketNumber } = await create(desk, rootActor, { ...request, body: "Hello" });
    const note = await filledTemplate(desk, rootActor, ticketNumber, "reminder", undefined, "Note");
    expect(note.text).toBe(`Dear customer,\nNew disk in Raw, ${ticketNumber}, new.`);
    const forward = filledTemplate(desk, rootActor, ticketNumber, "reminder", undefined, "Forward");
    await expect(forward).rejects.toThrow("template: there is no Forward template for this queue");
    await store.close();
  });

  it("name the ticket's people and attributes, and of the type Email quote nothing", async () => {
    const store = await database.open();
    const desk = testDesk(store);
    const given = { form: "json", mode: "add", where: (field: string | undefined) => field } as const;
    const add = (one: Parameters<typeof change>[2]["module"], key: string, raw: Readonly<Record<string, unknown>>) =>
      change(desk, rootActor, { module: one, key, raw: { name: key, ...raw }, ...given });
    const tags = [
      "CUSTOMER_DATA_UserFirstname",
      "CUSTOMER_DATA_UserCity",
      "OWNER_UserFullname",
      "RESPONSIBLE_UserLogin",
    ];
    const words = [...tags, "TICKET_Type", "TICKET_Lock", "TICKET_Service"].map((tag) => `<OTRS_${tag}>`).join(" ");
    for (const [key, type] of [
      ["said", "Answer"],
      ["written", "Email"],
    ] as const) {
      await add(module, key, { type, queues: ["Raw"], text: words });
    }
    const person = {
      firstName: "Cara",
      lastName: "Customer",
      email: "cara@acme.test",
      customerId: "acme",
      city: "Bonn",
    };
    await change(desk, rootActor, { module: customerUser, key: "cara", raw: { login: "cara", ...person }, ...given });
    const dora = await addAgent(desk, "dora.agent");
    await grant(desk, dora, 1, "rw");
    const { ticketNumber } = await create(desk, rootActor, {
      ...{ title: "Disk", queue: "Raw", body: "It broke", by: "phone", customerUser: "cara", owner: "dora.agent" },
    });
    const filled = "Cara Bonn dora agent root@localhost Unclassified unlock";
    const answer = await replyDraft(desk, rootActor, ticketNumber, { template: "said" });
    expect(answer.body).toContain(filled);
    expect(answer.body).toContain("> It broke");
    const mail = await replyDraft(desk, rootActor, ticketNumber, { template: "written" });
    expect(mail.body).toContain(filled);
    expect(mail.body).not.toContain("It broke");
    await store.close();
  });
});

onSqlite("gotrs ticket", (database) => {
  it("writes tickets, notes, calls and forwards by templates, with their files", async () => {
    await using installation = await install(await database.empty());
    const run = async (...args: string[]) => {
      const result = await installation.run(args, { input: "hello" });
      expect([args.join(" "), result.code, result.stderr]).toEqual([args.join(" "), 0, ""]);
      return result.stdout;
    };
    await run("admin", "attachment", "add", "terms", "--content", "-", "--filename", "terms.txt");
    for (const type of ["Create", "Note", "PhoneCall", "Forward"]) {
      const files = type === "Forward" ? [] : ["--attachments", "terms"];
      const words = ["--type", type, "--text", `${type} of <OTRS_TICKET_Title>`, "--queues", "Raw", ...files];
      await run("admin", "template", "add", `my ${type}`, ...words);
    }
    const where = ["--title", "New disk", "--queue", "Raw"];
    const made = await installation.json<{ ticketNumber: string }>(
      ...["ticket", "create", ...where, "--template", "my Create"],
    );
    const number = made.ticketNumber;
    await run("ticket", "note", number, "--template", "my Note");
    await run("ticket", "note", number, "--template", "my Note", "--body", "My own words");
    await run("ticket", "call", number, "--template", "my PhoneCall");
    await run("ticket", "forward", number, "--to", "boss@example.com", "--template", "my Forward");
    const wrong = await installation.run(["ticket", "note", number, "--template", "my Nose"]);
    expect(wrong.stderr).toContain('Did you mean "my Note"?');
    type Shown = { articles: readonly { body: string; attachments: readonly { filename: string }[] }[] };
    const { articles } = await installation.json<Shown>("ticket", "show", number);
    expect(articles.map(({ body }) => body.split("\n")[0])).toEqual([
      "Create of New disk",
      "Note of New disk",
      "My own words",
      "PhoneCall of New disk",
      "Forward of New disk",
    ]);
    expect(articles.slice(0, 4).map(({ attachments }) => attachments.map(({ filename }) => filename))).toEqual(
      Array.from({ length: 4 }, () => ["terms.txt"]),
    );
  });
});
