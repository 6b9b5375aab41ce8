import { describe, expect, it } from "vitest";
import type { ParsedMail } from "../../src/mail/message.ts";
import { ben, deskOf, type Office, ticket } from "./desk.ts";
import { followUpOf, newTicketOf, planOf } from "./planOf.ts";

const subject = `Re: [Ticket#${ticket.number}] Printer`;
const from = (address: string) => [{ name: "", address }];
const closed = { ...ticket, stateType: "closed", stateName: "closed successful" };

describe("a sender whom only the ticket number brings to a ticket", () => {
  const mallory: Partial<ParsedMail> = { subject, from: from("mallory@gmail.com") };
  it("is flagged when taking no part in it", async () => {
    expect((await followUpOf(mallory)).article.warnings).toMatchObject([{ code: "stranger" }]);
  });
  it("makes a linked ticket of its own by setting, without the other's number in the title", async () => {
    const plan = await newTicketOf(mallory, { settings: { strangers: "newTicket" } });
    expect(plan).toMatchObject({ follows: { id: 7 }, title: "Printer", article: { warnings: [{ code: "stranger" }] } });
  });
  it("is not looked at where the setting says join", async () => {
    expect((await followUpOf(mallory, { settings: { strangers: "join" } })).article.warnings).toEqual([]);
  });
  it.each([
    ["the ticket's customer", "ANN@customer.test", {}],
    [
      "the same customer user under another address",
      "ann@home.test",
      { customers: { "ann@home.test": { login: "ann@customer.test", customerId: "x" } } },
    ],
    [
      "another user of the same company",
      "bob@elsewhere.test",
      { customers: { "bob@elsewhere.test": { login: "bob", customerId: "ann@customer.test" } } },
    ],
    ["the company's domain", "bob@customer.test", {}],
    ["in copy of an article", "carl@third.test", { correspondence: [{ cc: "Carl <carl@third.test>" }] }],
    ["in Reply-To of an article", "carl@third.test", { correspondence: [{ replyTo: "carl@third.test" }] }],
    ["our own address", "hardware@desk.test", {}],
  ])("takes part as %s", async (_, address, office: Office) => {
    expect((await followUpOf({ subject, from: from(address) }, office)).article.warnings).toEqual([]);
  });
  it("takes part when the mail refers to an article of the ticket", async () => {
    const office: Office = { correspondence: [{ messageId: "<a@desk.test>" }] };
    const mail = { ...mallory, references: ["<a@desk.test>"] };
    expect((await followUpOf(mail, office)).article.warnings).toEqual([]);
  });
  it("takes no part by sharing a public mail provider with the customer", async () => {
    const tickets = [{ ...ticket, customerUser: "ann@gmail.com", customerId: "ann@gmail.com" }];
    expect((await followUpOf(mallory, { tickets })).article.warnings).toMatchObject([{ code: "stranger" }]);
  });
});

describe("an answer to an internal forward", () => {
  const internal = { sender: "agent", visibleForCustomer: false, messageId: "<internal@desk.test>" };
  const correspondence = [{}, { ...internal, from: "support@desk.test", to: "Third <third@party.test>" }];
  it("stays invisible for the customer, by address", async () => {
    const plan = await followUpOf({ subject, from: from("third@party.test") }, { correspondence });
    expect(plan.article).toMatchObject({ visibleForCustomer: false, senderType: "customer" });
  });
  it("stays invisible for the customer, by Message-ID", async () => {
    const articles = { "<internal@desk.test>": [7] };
    const mail = { from: from("colleague@party.test"), inReplyTo: ["<internal@desk.test>"] };
    expect((await followUpOf(mail, { correspondence, articles })).article.visibleForCustomer).toBe(false);
  });
  it("is the customer's own mail when the customer sends it", async () => {
    expect((await followUpOf({ subject }, { correspondence })).article.visibleForCustomer).toBe(true);
  });
});

describe("a program's mail about a closed ticket", () => {
  const robot: ParsedMail["headers"] = [["Auto-Submitted", "auto-replied"]];
  it.each([1, 2, 3])(
    "neither reopens nor rejects nor makes a ticket, whatever the queue's rule (%i)",
    async (followUpId) => {
      const queues = [{ id: 5, name: "Support", followUpId, followUpLock: true }];
      const plan = await followUpOf({ subject, headers: robot }, { tickets: [closed], queues });
      expect(plan).toMatchObject({ rejected: false, change: { state: undefined, lock: undefined } });
    },
  );
  it("reopens it by setting", async () => {
    const settings = { automaticReopens: true };
    const plan = await followUpOf({ subject, headers: robot }, { tickets: [closed], settings });
    expect(plan.change.state?.name).toBe("open");
  });
  it("leaves a pending ticket pending", async () => {
    const tickets = [{ ...ticket, stateType: "pending reminder", stateName: "pending reminder" }];
    expect((await followUpOf({ subject, headers: robot }, { tickets })).change.state).toBeUndefined();
  });
  it("is told from a person's mail over a mailing list, which reopens", async () => {
    const headers: ParsedMail["headers"] = [["List-Id", "<users.customer.test>"]];
    expect((await followUpOf({ subject, headers }, { tickets: [closed] })).change.state?.name).toBe("open");
  });
});

describe("an agent's mail about a ticket", () => {
  const office: Office = { agents: { "ben@desk.test": ben }, tickets: [closed] };
  const mail = { subject, from: from("Ben@desk.test") };
  it("becomes the agent's internal note and changes nothing", async () => {
    expect(await followUpOf(mail, { ...office, autoResponses: true })).toMatchObject({
      agent: ben,
      article: { senderType: "agent", visibleForCustomer: false },
      change: { state: undefined },
      autoResponse: undefined,
    });
  });
  it("is visible for the customer who got the same mail", async () => {
    const plan = await followUpOf({ ...mail, to: from("ann@customer.test") }, office);
    expect(plan.article).toMatchObject({ senderType: "agent", visibleForCustomer: true });
  });
  it("is nobody's in particular when the sender's proof failed", async () => {
    expect((await followUpOf(mail, office, { authenticated: false })).agent).toBeUndefined();
  });
  it("is the customer's where the agent is the ticket's customer", async () => {
    const tickets = [{ ...ticket, customerUser: "ben@desk.test" }];
    expect((await followUpOf(mail, { ...office, tickets })).agent).toBeUndefined();
  });
  it("is like any customer's by setting", async () => {
    expect((await followUpOf(mail, { ...office, settings: { agentAnswers: "customer" } })).agent).toBeUndefined();
  });
});

describe("a customer's mail that an agent forwards", () => {
  const body = [
    "Ben here: please look, Ann is upset.",
    "",
    "---------- Forwarded message ---------",
    "From: Ann Smith <ann@customer.test>",
    "Date: Tue, 24 Nov 2026 at 09:00",
    "Subject: Printer on fire",
    "To: <ben@desk.test>",
    "",
    "It burns.",
  ].join("\n");
  const mail: Partial<ParsedMail> = { subject: "Fwd: Printer on fire", from: from("ben@desk.test"), body };
  const agents = { "ben@desk.test": ben };
  it("is that customer's, without the agent's words, when the agent is proven", async () => {
    expect(await newTicketOf(mail, { agents }, { authenticated: true })).toMatchObject({
      customerUser: "ann@customer.test",
      title: "Printer on fire",
      forwardedBy: { agent: ben, comment: "Ben here: please look, Ann is upset." },
      article: { mail: { body: "It burns.\n", from: [{ address: "ann@customer.test" }] } },
    });
  });
  it("is the agent's own otherwise, unless the address is enough by setting", async () => {
    expect((await newTicketOf(mail, { agents })).customerUser).toBe("ben@desk.test");
    const settings = { agentForwards: "address" } as const;
    expect((await newTicketOf(mail, { agents, settings })).customerUser).toBe("ann@customer.test");
    expect((await newTicketOf(mail, { agents, settings }, { authenticated: false })).customerUser).toBe(
      "ben@desk.test",
    );
  });
  it("is a customer's own when a customer forwards it", async () => {
    const plan = await newTicketOf({ ...mail, from: from("bob@customer.test") }, { agents }, { authenticated: true });
    expect(plan.customerUser).toBe("bob@customer.test");
  });
});

describe("the destination", () => {
  const both = { to: from("support@desk.test"), cc: from("hardware@desk.test") };
  it("of a mail with +detail is the queue of the address without it", async () => {
    expect((await newTicketOf({ to: from("support+urgent@desk.test") })).queue.name).toBe("Support");
  });
  it("is the queue named in brackets in the subject, where the setting says so", async () => {
    const mail = { subject: "[hardware] broken", to: [] };
    expect((await newTicketOf(mail)).queue.name).toBe("Raw");
    expect((await newTicketOf(mail, { settings: { queueBySubject: true } })).queue.name).toBe("Support::Hardware");
  });
  it("of a mail to two queues is the first, and the other's people are told", async () => {
    expect(await newTicketOf(both)).toMatchObject({
      queue: { name: "Support" },
      alsoTo: [{ name: "Support::Hardware" }],
      article: { warnings: [{ code: "secondQueue" }] },
    });
    const settings = { secondQueue: "ignore" } as const;
    expect(await newTicketOf(both, { settings })).toMatchObject({ alsoTo: [], article: { warnings: [] } });
  });
});

describe("the customer", () => {
  const replyTo = from("ann@home.test");
  const customers = { "ann@home.test": { login: "ann", customerId: "acme" } };
  it("is looked up by From, or by Reply-To where the setting says so", async () => {
    expect((await newTicketOf({ replyTo }, { customers })).customerUser).toBe("ann@customer.test");
    const settings = { customerBy: "replyTo" } as const;
    expect((await newTicketOf({ replyTo }, { customers, settings })).customerUser).toBe("ann");
    expect((await newTicketOf({}, { customers, settings })).customerUser).toBe("ann@customer.test");
  });
  it("has no customer id when unknown and the setting does not give one", async () => {
    const settings = { autoAssignCustomerIdForUnknownCustomers: false };
    expect((await newTicketOf({}, { settings })).customerId).toBeNull();
  });
});

describe("every decision", () => {
  it("tells each rule it asked, what it saw and what came of it", async () => {
    const { steps } = await planOf({ subject });
    for (const step of steps) expect(Object.values(step).every((text) => text !== "")).toBe(true);
    expect(steps.map(({ rule }) => rule)).toEqual([
      "trust",
      "follow-up by return path",
      "follow-up by bounce",
      "follow-up by token",
      "follow-up by subject",
      "automatic mail",
      "participants",
      "follow-up possible",
      "ticket's state",
      "who may see it",
      "automatic answer",
    ]);
    expect(deskOf().settings.strangers).toBe("flag");
  });
});
