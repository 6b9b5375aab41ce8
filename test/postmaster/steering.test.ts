import { describe, expect, it } from "vitest";
import type { ParsedMail } from "../../src/mail/message.ts";
import { ben, hardware, now, type Office, ticket } from "./desk.ts";
import { followUpOf, newTicketOf, planOf } from "./planOf.ts";

const trusted = { trusted: true };
const fields: Office["fields"] = [
  { id: 1, name: "Asset", object: "Ticket", type: "Text" },
  { id: 2, name: "Origin", object: "Article", type: "Text" },
  { id: 3, name: "TicketFreeKey1", object: "Ticket", type: "Text" },
  { id: 4, name: "TicketFreeText1", object: "Ticket", type: "Text" },
  { id: 5, name: "TicketFreeTime1", object: "Ticket", type: "DateTime" },
];
const asked = (...headers: ParsedMail["headers"]): Partial<ParsedMail> => ({ headers });

describe("a steering header of a new ticket on a trusted road", () => {
  it.each([
    ["Queue", "Support::Hardware", { queue: { id: hardware.id } }],
    ["State", "closed successful", { state: { name: "closed successful", type: "closed" } }],
    ["Priority", "5 very high", { priority: { name: "5 very high" } }],
    ["Type", "Incident", { type: { name: "Incident" } }],
    ["Service", "Mail", { service: { name: "Mail" } }],
    ["SLA", "Gold", { sla: { name: "Gold" } }],
    ["Lock", "lock", { lock: { name: "lock" } }],
    ["Owner", "ben", { owner: ben }],
    ["OwnerID", "3", { owner: ben }],
    ["Responsible", "ben", { responsible: ben }],
    ["ResponsibleID", "3", { responsible: ben }],
    ["Title", "Printer at reception", { title: "Printer at reception" }],
    ["CustomerNo", "acme", { customerId: "acme", customerUser: "ann@customer.test" }],
    ["CustomerUser", "ann", { customerUser: "ann" }],
    ["SenderType", "system", { article: { senderType: "system" } }],
    ["IsVisibleForCustomer", "0", { article: { visibleForCustomer: false } }],
    ["DynamicField-Asset", "PC 7", { fields: [{ field: { name: "Asset" }, value: "PC 7" }] }],
    ["DynamicField-Origin", "fax", { article: { fields: [{ field: { name: "Origin" }, value: "fax" }] } }],
    ["TicketKey1", "Building", { fields: [{ field: { name: "TicketFreeKey1" }, value: "Building" }] }],
    ["TicketValue1", "North", { fields: [{ field: { name: "TicketFreeText1" }, value: "North" }] }],
    ["TicketTime1", "2026-12-01 08:00", { fields: [{ field: { name: "TicketFreeTime1" } }] }],
  ] as const)("X-OTRS-%s: %s", async (name, value, expected) => {
    for (const prefix of ["X-OTRS-", "X-OTOBO-", "x-znuny-"]) {
      expect(await newTicketOf(asked([prefix + name, value]), { fields }, trusted)).toMatchObject(expected);
    }
  });

  it("means nothing when the road is not trusted", async () => {
    const plan = await newTicketOf(asked(["X-OTRS-Queue", "Support::Hardware"], ["X-OTOBO-State", "open"]));
    expect(plan).toMatchObject({ queue: { name: "Support" }, state: { name: "new" } });
    expect(plan.steps[0]).toMatchObject({ rule: "trust", saw: "X-OTRS-Queue, X-OTOBO-State" });
    expect(plan.article.mail.headers).toEqual([]);
  });

  it.each(["Queue", "State", "Priority", "Type", "Service", "SLA", "Lock", "Owner", "OwnerID", "SenderType"])(
    "X-OTRS-%s with a value that does not exist falls back to the default, and the log says so",
    async (name) => {
      const plan = await newTicketOf(asked([`X-OTRS-${name}`, "Nonsense"]), {}, trusted);
      expect(plan.problems).toEqual([`X-OTRS-${name}: there is no "Nonsense"`]);
      expect(plan).toMatchObject({ queue: { name: "Support" }, state: { name: "new" }, owner: undefined });
    },
  );

  it.each([
    ["+2h", 2 * 3600],
    ["+3d", 3 * 86_400],
    ["-10m", -600],
    ["+90", 90],
    ["+90s", 90],
    ["2026-11-25 10:00:00", 86_400],
  ])("X-OTRS-State-PendingTime: %s", async (value, seconds) => {
    const mail = asked(["X-OTRS-State", "pending reminder"], ["X-OTRS-State-PendingTime", value]);
    const plan = await newTicketOf(mail, {}, trusted);
    expect(plan.pendingUntil?.getTime()).toBe(now.getTime() + seconds * 1000);
  });

  it("X-OTRS-State-PendingTime means nothing without a pending state", async () => {
    expect((await newTicketOf(asked(["X-OTRS-State-PendingTime", "+2h"]), {}, trusted)).pendingUntil).toBeUndefined();
  });

  it("X-OTRS-Ignore drops the mail", async () => {
    expect(await planOf(asked(["X-OTRS-Ignore", "yes"]), {}, trusted)).toMatchObject({ kind: "ignore" });
    expect(await planOf(asked(["X-OTRS-Ignore", "yes"]))).toMatchObject({ kind: "new" });
  });

  it("X-OTRS-Loop forbids the automatic answer", async () => {
    const office = { autoResponses: true };
    expect(await newTicketOf(asked(["X-OTRS-Loop", "yes"]), office, trusted)).toMatchObject({
      autoResponse: { to: [], withheld: expect.stringContaining("X-OTRS-Loop") },
    });
    expect(await newTicketOf(asked(["X-OTRS-Loop", "false"]), office, trusted)).toMatchObject({
      autoResponse: { to: ["Ann@Customer.test"] },
    });
  });
});

describe("a steering header of a follow-up on a trusted road", () => {
  const subject = `Re: [Ticket#${ticket.number}] Printer`;
  it.each([
    ["Queue", "Support::Hardware", { change: { queue: { id: hardware.id } } }],
    ["State", "closed successful", { change: { state: { name: "closed successful" } } }],
    ["Priority", "1 very low", { change: { priority: { name: "1 very low" } } }],
    ["Type", "Incident", { change: { type: { name: "Incident" } } }],
    ["Service", "Mail", { change: { service: { name: "Mail" } } }],
    ["SLA", "Gold", { change: { sla: { name: "Gold" } } }],
    ["Lock", "lock", { change: { lock: { name: "lock" } } }],
    ["Owner", "ben", { change: { owner: ben } }],
    ["OwnerID", "3", { change: { owner: ben } }],
    ["Responsible", "ben", { change: { responsible: ben } }],
    ["ResponsibleID", "3", { change: { responsible: ben } }],
    ["Title", "Printers", { change: { title: "Printers" } }],
    ["SenderType", "agent", { article: { senderType: "agent" } }],
    ["IsVisibleForCustomer", "0", { article: { visibleForCustomer: false } }],
    ["DynamicField-Asset", "PC 7", { change: { fields: [{ value: "PC 7" }] } }],
    ["DynamicField-Origin", "fax", { article: { fields: [{ value: "fax" }] } }],
  ] as const)("X-OTRS-FollowUp-%s: %s", async (name, value, expected) => {
    const mail = { ...asked([`X-OTRS-FollowUp-${name}`, value]), subject };
    expect(await followUpOf(mail, { fields }, trusted)).toMatchObject(expected);
    expect((await followUpOf(mail, { fields })).change).toMatchObject({
      queue: undefined,
      owner: undefined,
      fields: [],
    });
  });

  it("X-OTRS-FollowUp-State-Keep leaves a closed ticket closed", async () => {
    const tickets = [{ ...ticket, stateType: "closed", stateName: "closed successful" }];
    const mail = { ...asked(["X-OTRS-FollowUp-State-Keep", "1"]), subject };
    expect((await followUpOf(mail, { tickets }, trusted)).change.state).toBeUndefined();
    expect((await followUpOf(mail, { tickets })).change.state?.name).toBe("open");
  });

  it("of a new ticket means nothing for a follow-up", async () => {
    const mail = { ...asked(["X-OTRS-Queue", "Support::Hardware"]), subject };
    expect((await followUpOf(mail, {}, trusted)).change.queue).toBeUndefined();
  });
});
