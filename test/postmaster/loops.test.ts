import { describe, expect, it } from "vitest";
import type { TicketFacts } from "../../src/postmaster/desk.ts";
import { likeness } from "../../src/postmaster/loops.ts";
import { deskOf, mailWith, ticket } from "./desk.ts";
import { followUpOf, newTicketOf } from "./planOf.ts";

const { subject } = deskOf();
const said = (body: string, from = "robot1@robots.test", title = "Your enquiry"): string =>
  likeness(mailWith({ subject: title, body, from: [{ name: "", address: from }] }), subject);
const thanks =
  "Thank you for your message. A member of our team will come back to you within two working days, at the latest.";

describe("mails say the same", () => {
  it("whatever numbers, addresses, links and ticket numbers a robot fills in", () => {
    expect(said(`${thanks} Case 4711, see https://robots.test/4711 or write to a1@robots.test.`)).toBe(
      said(`${thanks}\n\nCase 4712, see https://robots.test/4712 or write to a2@robots.test.`, "other@elsewhere.test"),
    );
    expect(said(thanks, "a@b.test", "Re: [Ticket#2026112410000421] Your enquiry")).toBe(said(thanks));
  });
  it("whatever they quote of ours", () => {
    const quoted =
      "\n\nOn Tue, 24 Nov 2026 at 10:00, Support <support@desk.test> wrote:\n> Your ticket 1\n> has come in.\n";
    expect(said(thanks + quoted)).toBe(said(thanks + quoted.replace("ticket 1", "other thing")));
  });
  it("only if they do: another text is another mail, and a short one counts for its domain alone", () => {
    expect(said(thanks)).not.toBe(said(thanks.replace("two", "three")));
    expect(said("Thanks!", "ann@customer.test")).not.toBe(said("Thanks!", "bob@other.test"));
    expect(said("Thanks!", "a1@robots.test")).toBe(said("Thanks!", "a2@robots.test"));
  });
});

describe("a loop that no header shows is stopped", () => {
  const counting = (counts: Readonly<Record<string, number>>) => ({
    autoResponses: true,
    countedToday: (mark: string) => Object.entries(counts).find(([name]) => mark.startsWith(name))?.[1] ?? 0,
  });
  const numbered = { subject: `Re: [Ticket#${ticket.number}] Printer` };

  it("by the number of automatic mails about one ticket", async () => {
    const free = await followUpOf(numbered, counting({ "ticket:7": 9 }));
    expect(free.autoResponse).toMatchObject({ to: ["Ann@Customer.test"], withheld: undefined });
    const { autoResponse } = await followUpOf(numbered, counting({ "ticket:7": 10 }));
    expect(autoResponse).toMatchObject({
      to: [],
      withheld: "Sent no 'auto follow up': 10 automatic mails about this ticket today",
    });
  });
  it("by the number of answers to mails that say the same, also where each makes a ticket of its own", async () => {
    const { autoResponse } = await newTicketOf({ subject: "Printer" }, counting({ "alike:": 10 }));
    expect(autoResponse).toMatchObject({
      to: [],
      withheld: "Sent no 'auto reply': 10 mails that say the same today",
    });
  });
  const closed: TicketFacts = { ...ticket, stateType: "closed", stateName: "closed successful" };
  it("by the number of reopenings, with a word to the agent", async () => {
    const free = await followUpOf(numbered, { ...counting({ "reopen:7": 9 }), tickets: [closed] });
    expect(free.change.state).toMatchObject({ name: "open" });
    expect(free.marks).toEqual(["reopen:7", expect.stringMatching(/^reopen:7:[0-9a-f]{32}$/)]);
    for (const counts of [{ "reopen:7:": 10 }, { "reopen:7": 20 }]) {
      const plan = await followUpOf(numbered, { ...counting(counts), tickets: [closed] });
      expect(plan.change.state).toBeUndefined();
      expect(plan.marks).toEqual([]);
      expect(plan.article.warnings).toContainEqual({ code: "loop", message: expect.stringContaining("robot") });
    }
  });
});
