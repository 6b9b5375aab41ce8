import { describe, expect, it } from "vitest";
import type { ParsedMail } from "../../../src/mail/message.ts";
import type { Filter, FilterMatch, FilterSet } from "../../../src/postmaster/filters/filter.ts";
import { hardware } from "../desk.ts";
import { followUpOf, newTicketOf, planOf } from "../planOf.ts";

const match = (key: string, value: string, not = false): FilterMatch => ({ key, value, not });
const set = (key: string, value: string): FilterSet => ({ key, value });
const filter = (
  name: string,
  matches: readonly FilterMatch[],
  sets: readonly FilterSet[] = [set("X-OTRS-Title", `by ${name}`)],
  stop = false,
): Filter => ({ name, matches, sets, stop });
const titleWith = async (filters: readonly Filter[], mail: Partial<ParsedMail> = {}): Promise<string> =>
  (await newTicketOf({ headers: [["From", "Ann <ann@customer.test>"]], ...mail }, { filters })).title;

const subject = "The printer is on fire";

describe("a postmaster filter acts", () => {
  it.each([
    ["when its expression is found in the header, in any case", [match("from", "ANN@CUSTOMER\\.test")]],
    ["when all its rows hold", [match("From", "ann"), match("Subject", "fire$")]],
    ["when a negated row does not match", [match("From", "bob", true)]],
    ["on the body", [match("Body", "help")]],
    ["when EMAILADDRESS: matches a whole bare address", [match("From", "EMAILADDRESS:ann@.*")]],
    ["on what a mail has attached", [match("X-OTRS-AttachmentExists", "no"), match("X-OTRS-AttachmentCount", "^0$")]],
  ])("%s", async (_, matches) => {
    const headers: ParsedMail["headers"] = [
      ["From", "Ann <ann@customer.test>"],
      ["Subject", subject],
    ];
    expect(await titleWith([filter("one", matches)], { headers })).toBe("by one");
  });
  it.each([
    ["when one row does not hold", [match("From", "ann"), match("Subject", "water")]],
    ["when a negated row matches", [match("From", "ann", true)]],
    ["on a header that is absent", [match("X-Spam", ".*")]],
    ["on a header that is absent, even negated", [match("X-Spam", "yes", true)]],
    ["when EMAILADDRESS: matches only a part of the address", [match("From", "EMAILADDRESS:ann")]],
    ["without any Match row", []],
  ])("not %s", async (_, matches) => {
    expect(await titleWith([filter("one", matches)])).toBe(subject);
  });
  it("in the order of the names, a later one overriding an earlier", async () => {
    const any = [match("From", ".")];
    expect(await titleWith([filter("b", any), filter("a", any)])).toBe("by b");
  });
  it("not after one that stops", async () => {
    const any = [match("From", ".")];
    expect(await titleWith([filter("b", any), filter("a", any, undefined, true)])).toBe("by a");
    expect(await titleWith([filter("b", any), filter("a", [match("From", "bob")], undefined, true)])).toBe("by b");
  });
  it("on what an earlier one has set", async () => {
    const filters = [
      filter("a", [match("From", ".")], [set("X-OTRS-Queue", "Support::Hardware")]),
      filter("b", [match("X-OTOBO-Queue", "hardware")]),
    ];
    expect(await titleWith(filters)).toBe("by b");
  });
});

describe("a value that a filter sets", () => {
  const asset = (value: string) => [set("X-OTRS-Title", value)];
  it("takes the last first capture for [***]", async () => {
    const matches = [match("From", "(ann)@"), match("Body", "(help)")];
    expect(await titleWith([filter("a", matches, asset("for [***]!"))], { body: "Help me" })).toBe("for Help!");
  });
  it("takes the address expression for [***]", async () => {
    const matches = [match("From", "EMAILADDRESS:ann@customer.test")];
    expect(await titleWith([filter("a", matches, asset("[***]"))])).toBe("ann@customer.test");
  });
  it("takes named captures", async () => {
    const matches = [match("From", "(?<user>\\w+)@(?<host>[\\w.]+)")];
    expect(await titleWith([filter("a", matches, asset("[** \\user **] at [**\\host**]"))])).toBe(
      "ann at customer.test",
    );
  });
  it("counts on every road, for it is the administrator's", async () => {
    const filters = [filter("a", [match("From", ".")], [set("X-OTRS-Queue", "Support::Hardware")])];
    const plan = await newTicketOf({ headers: [["From", "ann@customer.test"]] }, { filters });
    expect(plan.queue.id).toBe(hardware.id);
  });
  it("may drop the mail, keeping its source", async () => {
    const filters = [filter("a", [match("From", ".")], [set("X-OTRS-Ignore", "yes")])];
    expect(await planOf({ headers: [["From", "x@y.test"]] }, { filters })).toMatchObject({ kind: "ignore" });
  });
  it("may change the subject, so that the follow-up checks are asked again", async () => {
    const filters = [filter("a", [match("Body", "ref (\\d+)")], [set("Subject", "[Ticket#[***]] printer")])];
    const plan = await followUpOf({ body: "ref 2026112410000421" }, { filters });
    expect(plan.ticket.id).toBe(7);
    expect(plan.steps.map(({ rule }) => rule)).toContain("follow-up by subject after filters");
    expect(plan.article.mail.subject).toBe("[Ticket#2026112410000421] printer");
  });
});

describe("an expression that cannot be used", () => {
  it("makes its filter do nothing, says why, and lets the others act", async () => {
    const filters = [
      filter("a", [match("From", "a++")]),
      filter("b", [match("From", "(")]),
      filter("c", [match("From", ".")]),
    ];
    const plan = await newTicketOf({ headers: [["From", "ann@customer.test"]] }, { filters });
    expect(plan.title).toBe("by c");
    expect(plan.problems).toEqual([
      expect.stringMatching(/filter "a" cannot act: From: a\+\+: the possessive quantifier/),
      expect.stringMatching(/filter "b" cannot act: From: \(: "\(" is not closed/),
    ]);
  });
  it("because it would run for ever is ended, and the others act", async () => {
    const filters = [filter("a", [match("Body", "^(a+)+$")]), filter("b", [match("From", ".")])];
    const mail = { headers: [["From", "ann@customer.test"]] as const, body: `${"a".repeat(60)}!` };
    const plan = await newTicketOf(mail, { filters });
    expect(plan.title).toBe("by b");
    expect(plan.problems).toEqual([expect.stringContaining("longer than 100 ms")]);
  });
});
