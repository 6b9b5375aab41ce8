import { describe, expect, it } from "vitest";
import type { Attachment } from "../../src/mail/message.ts";
import { contentOf } from "../../src/mail/rawSource.ts";
import { deskOf, type Office, ticket, tokens } from "./desk.ts";
import { followUpOf, newTicketOf } from "./planOf.ts";

const other = { ...ticket, id: 8, number: "2026112410000538" };
const number = `Ticket#${ticket.number}`;
const following = (by: Partial<ReturnType<typeof deskOf>["settings"]["followUpBy"]>): Office => ({
  settings: { followUpBy: { ...deskOf().settings.followUpBy, ...by } },
});
const note: Attachment = {
  filename: "note.txt",
  contentType: "text/plain",
  contentId: undefined,
  disposition: "attachment",
  size: 20,
  sha256: "",
  read: () => Buffer.from(`see ${number}`),
};

describe("our signed token finds the ticket, though the subject was changed and References point nowhere,", () => {
  const mark = tokens.reference(ticket.id, "desk.test");
  const plus = tokens.plusAddress("support@desk.test", ticket.id);
  const index = tokens.threadIndex(ticket.id, new Date("2026-11-24T09:00:00Z"));
  /** Outlook adds five octets with each answer. */
  const answered = Buffer.concat([Buffer.from(index, "base64"), Buffer.alloc(5, 7)]).toString("base64");
  it.each([
    ["in References", { references: [mark, "<0100018@email.amazonses.com>"] }],
    ["in In-Reply-To", { inReplyTo: [mark] }],
    ["in the address it was sent to", { to: [{ name: "", address: plus }] }],
    ["in that address in capitals", { cc: [{ name: "", address: plus.toUpperCase() }] }],
    ["in Delivered-To", { headers: [["Delivered-To", plus]] as const }],
    ["in Thread-Index", { headers: [["Thread-Index", answered]] as const }],
  ])("%s", async (_, mail) => {
    const plan = await followUpOf({ subject: "something else", ...mail });
    expect(plan).toMatchObject({ ticket: { id: ticket.id }, article: { warnings: [] } });
  });
  it("in the envelope", async () => {
    expect((await followUpOf({ to: [] }, {}, { envelopeTo: [plus] })).ticket.id).toBe(ticket.id);
  });
  it("and is stronger than a number in the subject", async () => {
    const mail = { subject: `Re: [Ticket#${other.number}]`, references: [mark] };
    expect((await followUpOf(mail, { tickets: [ticket, other] })).ticket.id).toBe(ticket.id);
  });
  it.each([
    mark.replace("ticket.7.", "ticket.8."),
    mark.replace(/.@/, (last) => (last === "a@" ? "b@" : "a@")),
    "<ticket.7.@desk.test>",
    "<ticket.7@desk.test>",
  ])("but a forged one does not: %s", async (forged) => {
    expect((await newTicketOf({ references: [forged] }, { tickets: [ticket, other] })).kind).toBe("new");
  });
  it("unless it is switched off", async () => {
    expect((await newTicketOf({ references: [mark] }, following({ token: false }))).kind).toBe("new");
  });
});

describe("a ticket number", () => {
  it.each([
    ["in the text", { body: `about ${number}` }, "body"],
    ["in an attachment", { attachments: [note] }, "attachments"],
  ] as const)("%s counts only where the setting says so", async (_, mail, check) => {
    expect((await newTicketOf(mail)).kind).toBe("new");
    expect((await followUpOf(mail, following({ [check]: true }))).ticket.id).toBe(ticket.id);
  });
  it("anywhere in the raw message counts only where the setting says so", async () => {
    const arrival = { raw: contentOf(Buffer.from(`X-Ref: ${number}\r\n\r\nhello`)) };
    expect((await newTicketOf({}, {}, arrival)).kind).toBe("new");
    expect((await followUpOf({}, following({ raw: true }), arrival)).ticket.id).toBe(ticket.id);
  });
  it("in the subject does not count where that is switched off", async () => {
    expect((await newTicketOf({ subject: `Re: [${number}]` }, following({ subject: false }))).kind).toBe("new");
  });
});

describe("References", () => {
  const office: Office = {
    tickets: [ticket, other],
    articles: { "<both@customer.test>": [7, 8], "<ours@desk.test>": [8] },
  };
  it("decide by the newest id that is one ticket's alone: a mail may stand on two", async () => {
    const mail = { references: ["<both@customer.test>", "<ours@desk.test>", "<unknown@customer.test>"] };
    expect((await followUpOf(mail, office)).ticket.id).toBe(8);
  });
  it("do not count where they are switched off", async () => {
    const { settings } = following({ references: false });
    const off: Office = settings === undefined ? office : { ...office, settings };
    expect((await newTicketOf({ references: ["<ours@desk.test>"] }, off)).kind).toBe("new");
  });
});

describe("another system's number", () => {
  const rule = {
    name: "Supplier",
    from: "@supplier\\.test$",
    number: "\\bCASE-(\\d+)",
    in: ["subject", "body"],
    field: "SupplierCase",
    stateTypes: ["open"],
    senderType: "system",
    visibleForCustomer: false,
  } as const;
  const fields = [{ id: 9, name: "SupplierCase", object: "Ticket", type: "Text" }] as const;
  const office: Office = { settings: { externalNumbers: [rule] }, fields, fieldValues: { "4711": ticket.id } };
  const from = [{ name: "", address: "cases@supplier.test" }];
  it("finds the ticket whose dynamic field keeps it, with sender and visibility of the rule", async () => {
    expect(await followUpOf({ from, body: "Your CASE-4711 moved on" }, office)).toMatchObject({
      ticket: { id: ticket.id },
      article: { senderType: "system", visibleForCustomer: false, warnings: [] },
    });
  });
  it("that no ticket has is kept by the new ticket", async () => {
    const plan = await newTicketOf({ from, subject: "CASE-99 opened" }, office);
    expect(plan.fields).toMatchObject([{ field: { name: "SupplierCase" }, value: "99" }]);
  });
  it("means nothing in another sender's mail", async () => {
    expect((await newTicketOf({ subject: "CASE-4711" }, office)).fields).toEqual([]);
  });
});
