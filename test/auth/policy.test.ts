/** What a mail's origin makes of it: the whole table of the rule. */
import { describe, expect, test } from "vitest";
import type { Authentication } from "../../src/mail/authentication.ts";
import { isProven } from "../../src/mail/authentication.ts";
import { type Block, blockOf } from "../../src/postmaster/blockList.ts";
import { type Action, type OriginSettings, treat } from "../../src/postmaster/origin.ts";
import { support, ticket } from "../postmaster/desk.ts";
import { followUpOf, newTicketOf } from "../postmaster/planOf.ts";

const settings: OriginSettings = {
  authentication: {
    onReject: "reject",
    onQuarantine: "junk",
    onNone: "flag",
    onSpfFail: "flag",
    trustedSealers: ["list.test"],
  },
  spam: { onSpam: "junk", queue: "Junk" },
};

const good: Authentication = {
  spf: "pass",
  dkim: "pass",
  dmarc: "pass",
  arc: "none",
  domain: "customer.test",
  aligned: true,
  policy: "reject",
  sealer: undefined,
  checkedBy: "gotrs",
  reason: "",
};
const forged: Authentication = { ...good, spf: "fail", dkim: "none", dmarc: "fail", aligned: false };

test.each<[string, Partial<Authentication>, Action]>([
  ["a mail that passes", good, "ignore"],
  ["a mail that fails DMARC, p=reject", forged, "reject"],
  ["p=quarantine", { ...forged, policy: "quarantine" }, "junk"],
  ["p=none", { ...forged, policy: "none" }, "flag"],
  ["a policy that was not told", { ...forged, policy: undefined }, "flag"],
  ["sealed by a list that is believed", { ...forged, arc: "pass", sealer: "list.test" }, "ignore"],
  ["sealed by somebody else", { ...forged, arc: "pass", sealer: "evil.test" }, "reject"],
  ["with a seal that is broken", { ...forged, arc: "fail", sealer: "list.test" }, "reject"],
  ["no DMARC, SPF fails, no signature", { ...forged, dmarc: "none", policy: undefined }, "flag"],
  ["no DMARC, SPF fails, its signature passes", { ...forged, dmarc: "none", dkim: "pass", aligned: true }, "ignore"],
  ["no DMARC, SPF softly fails", { ...forged, dmarc: "none", spf: "softfail" }, "ignore"],
  ["no DMARC, nothing published", { ...forged, dmarc: "none", spf: "none" }, "ignore"],
  ["name servers that do not answer", { ...forged, spf: "temperror", dmarc: "temperror" }, "ignore"],
])("%s", (_name, found, action) => {
  const treated = treat({ authentication: { ...good, ...found }, spam: undefined, block: undefined }, settings, true);
  expect(treated.action).toBe(action);
  expect(treated.steps).toHaveLength(1);
  expect(treated.warnings.map(({ code }) => code)).toEqual(action === "ignore" ? [] : ["authentication"]);
  expect(treated.queue).toBe(action === "junk" ? "Junk" : undefined);
});

test("what cannot be refused any more is junk", () => {
  const treated = treat({ authentication: forged, spam: undefined, block: undefined }, settings, false);
  expect(treated).toMatchObject({ action: "junk", queue: "Junk", apart: false });
});

test("the worst counts, every warning is kept", () => {
  const spam = { spam: true, score: 7.3, required: 5, by: "SpamAssassin" };
  const treated = treat({ authentication: { ...forged, policy: "none" }, spam, block: undefined }, settings, true);
  expect(treated.action).toBe("junk");
  expect(treated.reason).toBe("SpamAssassin takes this mail for spam (score 7.3 of 5).");
  expect(treated.warnings.map(({ code }) => code)).toEqual(["authentication", "spam"]);
});

test.each([
  [good, true],
  [forged, false],
  [{ ...forged, dmarc: "none" }, false],
  [{ ...forged, spf: "temperror" }, undefined],
  [undefined, undefined],
] as const)("From is proven, disproven or open: %j", (found, proven) => {
  expect(isProven(found)).toBe(proven);
});

describe("the block list", () => {
  const blocks: readonly Block[] = [
    { kind: "address", pattern: "ann@customer.test", reason: "" },
    { kind: "address", pattern: "spam*@*.example.com", reason: "" },
    { kind: "domain", pattern: "evil.test", reason: "writes too much" },
    { kind: "ip", pattern: "192.0.2.0/24", reason: "" },
  ];
  test.each([
    ["ann@customer.test", 0],
    ["Ann@Customer.Test", 0],
    ["joanne+ann@customer.test", undefined],
    ["ann@customer.test.evil.example", undefined],
    ["spammer@mail.example.com", 1],
    ["spam@mail.example.com.org", undefined],
    ["ham@mail.example.com", undefined],
    ["x@evil.test", 2],
    ["x@deep.evil.test", 2],
    ["x@notevil.test", undefined],
    ["192.0.2.1", undefined],
    ["", undefined],
  ])("%s", (address, index) => {
    expect(blockOf(blocks, [address])).toBe(index === undefined ? undefined : blocks[index]);
  });

  test("the reason is told", () => {
    const treated = treat({ authentication: undefined, spam: undefined, block: blocks[2] }, settings, true);
    expect(treated).toMatchObject({ action: "reject", reason: "The domain evil.test is blocked: writes too much." });
  });
});

describe("the plan", () => {
  const junk = { id: 3, name: "Junk", followUpId: 1, followUpLock: false };
  const office = { queues: [support, junk], autoResponses: true };
  const spam = { spam: true, score: undefined, required: undefined, by: "rspamd" };
  const treatment = treat({ authentication: undefined, spam, block: undefined }, settings, false);

  test("junk goes to its queue, without an automatic answer", async () => {
    const plan = await newTicketOf({}, office, { treatment });
    expect(plan.queue.name).toBe("Junk");
    expect(plan.autoResponse).toMatchObject({ to: [], withheld: expect.stringContaining("junk: rspamd takes this") });
    expect(plan.article.warnings).toEqual([{ code: "spam", message: "rspamd takes this mail for spam." }]);
    expect(plan.steps).toContainEqual({
      rule: "spam",
      saw: "rspamd takes this mail for spam",
      decided: "the junk queue, no automatic answer",
    });
  });

  test("where the junk queue does not exist it goes where it would go", async () => {
    expect((await newTicketOf({}, { ...office, queues: [support] }, { treatment })).queue.name).toBe("Support");
  });

  test("an answer to a ticket stays with it, flagged, and reopens nothing", async () => {
    const closed = { ...ticket, stateType: "closed", stateName: "closed successful" };
    const plan = await followUpOf(
      { references: ["<sent@desk.test>"] },
      { ...office, tickets: [closed], articles: { "<sent@desk.test>": [closed.id] } },
      { treatment },
    );
    expect(plan.change.state).toBeUndefined();
    expect(plan.autoResponse).toMatchObject({ to: [] });
    expect(plan.article.warnings.map(({ code }) => code)).toContain("spam");
  });

  test("a stranger's junk joins no ticket by its number", async () => {
    const mail = { subject: `Re: [Ticket#${ticket.number}] Printer`, from: [{ name: "", address: "x@evil.test" }] };
    expect((await newTicketOf(mail, office, { treatment })).queue.name).toBe("Junk");
  });

  test("a blocked sender joins no ticket at all", async () => {
    const block = { kind: "domain", pattern: "customer.test", reason: "" } as const;
    const blocked = treat({ authentication: undefined, spam: undefined, block }, settings, false);
    const mail = { references: ["<sent@desk.test>"] };
    const plan = await newTicketOf(
      mail,
      { ...office, articles: { "<sent@desk.test>": [ticket.id] } },
      { treatment: blocked },
    );
    expect(plan.queue.name).toBe("Junk");
  });
});
