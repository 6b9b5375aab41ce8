import { describe, expect, it } from "vitest";
import type { Bounce, ParsedMail } from "../../src/mail/message.ts";
import type { TicketFacts } from "../../src/postmaster/desk.ts";
import { type Office, support, ticket } from "./desk.ts";
import { planOf } from "./planOf.ts";

const closed: TicketFacts = { ...ticket, stateType: "closed", stateName: "closed successful" };
const numbered = `Re: [Ticket#${ticket.number}] Printer`;

describe("a mail becomes a new ticket", () => {
  it("in the queue of the first recipient that is a system address, with any case", async () => {
    const plan = await planOf({ to: [{ name: "", address: "SUPPORT@desk.test" }] });
    expect(plan).toMatchObject({
      kind: "new",
      queue: { name: "Support" },
      state: { name: "new" },
      priority: { name: "3 normal" },
    });
  });
  it("in the default queue when no recipient is ours", async () => {
    expect(await planOf({ to: [{ name: "", address: "who@else.test" }] })).toMatchObject({ queue: { name: "Raw" } });
  });
  it("in the queue of the envelope recipient when the header hides it", async () => {
    expect(await planOf({ to: [] }, {}, { envelopeTo: ["support@desk.test"] })).toMatchObject({
      queue: { name: "Support" },
    });
  });
  it("in the queue that the road dispatches to, whatever the recipients", async () => {
    expect(await planOf({}, {}, { queue: "Raw" })).toMatchObject({ queue: { name: "Raw" } });
  });
  it("for the customer user with the sender's address", async () => {
    const customers = { "ann@customer.test": { login: "ann", customerId: "acme" } };
    expect(await planOf({}, { customers })).toMatchObject({ customerUser: "ann", customerId: "acme" });
  });
  it("for the bare address when the sender is not known", async () => {
    expect(await planOf({})).toMatchObject({ customerUser: "ann@customer.test", customerId: "ann@customer.test" });
  });
  it("for the last address when From has several, as OTRS looks it up", async () => {
    const from = ["first@a.test", "last@b.test"].map((address) => ({ name: "", address }));
    expect(await planOf({ from })).toMatchObject({ customerUser: "last@b.test" });
  });
  it("without customer when the mail has no sender", async () => {
    expect(await planOf({ from: [] })).toMatchObject({ kind: "new", customerUser: null, customerId: null });
  });
  it("when the number in its subject is no ticket of ours", async () => {
    expect(await planOf({ subject: "[Ticket#2026112410999999] Printer" })).toMatchObject({ kind: "new" });
  });
});

describe("a mail is a follow-up", () => {
  it("by the ticket number in its subject", async () => {
    expect(await planOf({ subject: numbered })).toMatchObject({ kind: "followUp", ticket: { id: 7 } });
  });
  it("by References or In-Reply-To to any article", async () => {
    const articles = { "<out@desk.test>": [7] };
    expect(await planOf({ references: ["<x@y>", "<out@desk.test>"] }, { articles })).toMatchObject({
      kind: "followUp",
    });
    expect(await planOf({ inReplyTo: ["<out@desk.test>"] }, { articles })).toMatchObject({ kind: "followUp" });
  });
  it("by the subject first, when subject and references disagree", async () => {
    const other = { ...ticket, id: 8, number: "2026112410000538" };
    const office = { tickets: [ticket, other], articles: { "<out@desk.test>": [8] } };
    expect(await planOf({ subject: numbered, references: ["<out@desk.test>"] }, office)).toMatchObject({
      ticket: { id: 7 },
    });
  });
  it("not by a Message-ID that stands on several tickets: a wrong ticket is worse than a new one", async () => {
    const other = { ...ticket, id: 8, number: "2026112410000538" };
    const office = { tickets: [ticket, other], articles: { "<out@desk.test>": [7, 8] } };
    expect(await planOf({ references: ["<out@desk.test>"] }, office)).toMatchObject({ kind: "new" });
  });
  it("by the Message-ID of the mail that bounced", async () => {
    const bounce: Bounce = {
      kind: "failed",
      found: "report",
      originalSubject: undefined,
      originalMessageId: "<out@desk.test>",
      recipients: [],
    };
    expect(await planOf({ bounce }, { articles: { "<out@desk.test>": [7] } })).toMatchObject({ kind: "followUp" });
  });
});

describe("a follow-up changes the ticket", () => {
  const pending: TicketFacts = { ...ticket, stateType: "pending reminder", stateName: "pending reminder" };
  it.each([
    ["new stays new", { ...ticket, stateType: "new", stateName: "new" }, {}, undefined],
    ["open stays open", ticket, {}, undefined],
    ["closed opens", closed, {}, "open"],
    ["pending opens", pending, {}, "open"],
    ["closed becomes the state set for closed ones", closed, { followUpStateClosed: "reopened" }, "reopened"],
  ] as const)("state: %s", async (_, before, settings, newState) => {
    const plan = await planOf({ subject: numbered }, { tickets: [before], settings });
    expect(plan).toMatchObject({ kind: "followUp", rejected: false });
    expect(plan.kind === "followUp" ? plan.change.state?.name : "").toBe(newState);
  });
  it.each([
    ["unlocked when the owner is away", { ...ticket, locked: true }, { cannotOwn: [3] }, "unlock"],
    ["unlocked when it belongs to the postmaster", { ...ticket, locked: true, ownerId: 1 }, {}, "unlock"],
    ["left locked when the owner can act", { ...ticket, locked: true }, {}, undefined],
    [
      "locked to the owner when closed and the queue locks",
      closed,
      { queues: [{ ...support, followUpLock: true }] },
      "lock",
    ],
    ["not locked when the queue does not lock", closed, {}, undefined],
  ] as const)("lock: %s", async (_, before, office, lock) => {
    const plan = await planOf({ subject: numbered }, { ...office, tickets: [before] });
    expect(plan.kind === "followUp" ? plan.change.lock?.name : "").toBe(lock);
  });
});

describe("the queue's rule for follow-ups to closed tickets", () => {
  const office = (followUpId: number, before: TicketFacts): Office => ({
    queues: [{ ...support, followUpId }],
    tickets: [before],
    autoResponses: true,
  });
  it("reject keeps the article and leaves the state", async () => {
    const plan = await planOf({ subject: numbered }, office(2, closed));
    expect(plan).toMatchObject({
      kind: "followUp",
      rejected: true,
      change: { state: undefined },
      autoResponse: { type: "auto reject" },
    });
  });
  it("new ticket links to the old one", async () => {
    const plan = await planOf({ subject: numbered }, office(3, closed));
    expect(plan).toMatchObject({ kind: "new", follows: { id: 7 }, autoResponse: { type: "auto reply/new ticket" } });
  });
  it.each([2, 3])("rule %i does not matter while the ticket is open", async (rule) => {
    const plan = await planOf({ subject: numbered }, office(rule, ticket));
    expect(plan).toMatchObject({ kind: "followUp", rejected: false, autoResponse: { type: "auto follow up" } });
  });
  it.each([2, 3])("rule %i does not matter for a bounce", async (rule) => {
    const bounce: Bounce = {
      kind: "failed",
      found: "report",
      originalSubject: undefined,
      originalMessageId: undefined,
      recipients: [],
    };
    expect(await planOf({ subject: numbered, bounce }, office(rule, closed))).toMatchObject({
      kind: "followUp",
      rejected: false,
    });
  });
});

describe("an automatic answer", () => {
  const office: Office = { autoResponses: true };
  it("goes to Reply-To where there is one, else to From", async () => {
    const replyTo = [{ name: "", address: "team@customer.test" }];
    expect(await planOf({ replyTo }, office)).toMatchObject({
      autoResponse: { type: "auto reply", to: ["team@customer.test"] },
    });
    expect(await planOf({}, office)).toMatchObject({ autoResponse: { to: ["Ann@Customer.test"] } });
  });
  it("is not planned where the queue has none", async () => {
    expect(await planOf({})).toMatchObject({ autoResponse: undefined });
  });
  it.each([
    ["Precedence", "bulk"],
    ["X-Loop", "yes"],
    ["Auto-Submitted", "auto-replied"],
    ["Mailing-List", "list x"],
    ["List-Id", "<x.list>"],
  ])("is withheld from mail with %s: %s", async (name, value) => {
    const plan = await planOf({ headers: [[name, value]] }, office);
    expect(plan).toMatchObject({ autoResponse: { to: [], withheld: expect.stringContaining("auto reply") } });
  });
  it("is withheld from the null sender", async () => {
    expect(await planOf({}, office, { envelopeFrom: "" })).toMatchObject({ autoResponse: { to: [] } });
  });
  it("is withheld from mailer-daemon and from our own addresses", async () => {
    for (const address of ["MAILER-DAEMON@mx.test", "support@desk.test"]) {
      const plan = await planOf({ from: [{ name: "", address }] }, office);
      expect(plan).toMatchObject({ autoResponse: { to: [], limited: [] } });
    }
  });
  it("stops at the day's limit of an address", async () => {
    const limited = await planOf({}, { ...office, automaticMailsToday: 40 });
    expect(limited).toMatchObject({ autoResponse: { to: [], limited: ["Ann@Customer.test"] } });
    const settings = { maxEmailsPerAddress: { "ann@customer.test": 50 } };
    expect(await planOf({}, { ...office, automaticMailsToday: 40, settings })).toMatchObject({
      autoResponse: { limited: [] },
    });
  });
  it("is not sent for a ticket that is born closed", async () => {
    const settings = { defaultState: "closed successful" };
    expect(await planOf({}, { ...office, settings })).toMatchObject({ kind: "new", autoResponse: undefined });
  });
});

describe("X-OTRS headers", () => {
  it("drop a mail on a trusted road and mean nothing on any other", async () => {
    const headers: ParsedMail["headers"] = [["X-OTRS-Ignore", "yes"]];
    expect(await planOf({ headers }, {}, { trusted: true })).toMatchObject({ kind: "ignore" });
    expect(await planOf({ headers })).toMatchObject({ kind: "new" });
  });
});
