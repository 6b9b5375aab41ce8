import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decisionText } from "../../src/cli/decision.ts";
import type { Explanation } from "../../src/intake/explain.ts";
import type { ParsedMail } from "../../src/mail/message.ts";
import { packageRoot } from "../../src/packageRoot.ts";
import { mailBytes } from "../intake/rows.ts";
import { type Installation, install } from "../peers/gotrs.ts";
import { mailWith, ticket } from "../postmaster/desk.ts";
import { planOf } from "../postmaster/planOf.ts";

const golden = (name: string): string => join(packageRoot, "test/golden", `${name}.txt`);

describe("the decision about a mail reads as a table that fits the terminal", () => {
  const explained = async (mail: Partial<ParsedMail>, ...more: readonly unknown[]): Promise<Explanation> => ({
    mail: mailWith(mail),
    duplicateOf: undefined,
    plan: await planOf(mail, ...(more as [])),
  });
  it("a new ticket, with a filter that acts and one that cannot", async () => {
    const match = { key: "Subject", value: "fire", not: false };
    const filters = [
      { name: "10 fire", stop: false, matches: [match], sets: [{ key: "X-OTRS-Priority", value: "5 very high" }] },
      { name: "20 broken", stop: false, matches: [{ ...match, value: "(a" }], sets: [] },
    ];
    const mail = { headers: [["Subject", "The printer is on fire"]] } as const;
    const text = decisionText(await explained(mail, { filters, autoResponses: true }), 100);
    await expect(`${text}\n`).toMatchFileSnapshot(golden("explain-new-ticket"));
    expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
  });
  it("a stranger's follow-up of a closed ticket, at 80 columns", async () => {
    const tickets = [{ ...ticket, stateType: "closed", stateName: "closed successful" }];
    const from = [{ name: "Mallory", address: "mallory@evil.test" }];
    const mail = { subject: `Re: [Ticket#${ticket.number}] プリンターが燃えています`, from };
    const text = decisionText(await explained(mail, { tickets }), 80);
    await expect(`${text}\n`).toMatchFileSnapshot(golden("explain-follow-up"));
  });
});

describe("gotrs explain", () => {
  let installation: Installation;
  beforeAll(async () => {
    installation = await install();
  });
  afterAll(async () => {
    await installation?.[Symbol.asyncDispose]();
  });
  const input = mailBytes({ headers: ["X-OTRS-Queue: Misc"] });

  it("tells the outcome and every rule, as JSON for a program", async () => {
    const { stdout, code } = await installation.run(["explain", "--json", "-"], { input });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ outcome: "new", queue: "Raw", steps: expect.anything() });
    const trusted = await installation.run(["explain", "--json", "--trusted", "-"], { input });
    expect(JSON.parse(trusted.stdout)).toMatchObject({ queue: "Misc" });
    const { total } = await installation.json<{ total: number }>("ticket", "list");
    // The welcome ticket alone.
    expect(total).toBe(1);
  });
  it("refuses a queue that does not exist", async () => {
    const { stderr, code } = await installation.run(["explain", "--queue", "Nowhere", "-"], { input });
    expect([code, stderr]).toEqual([64, expect.stringContaining('there is no queue "Nowhere"')]);
  });
});

describe("gotrs admin postmaster-filter", () => {
  let installation: Installation;
  beforeAll(async () => {
    installation = await install();
  });
  afterAll(async () => {
    await installation?.[Symbol.asyncDispose]();
  });
  const filter = (...args: readonly string[]) => installation.run(["admin", "postmaster-filter", ...args]);

  it("adds, shows, changes and takes away a filter", async () => {
    const added = await filter(
      "add",
      "10",
      "--match",
      "From!=bob",
      "Subject=a=b",
      "--set",
      "X-OTRS-Queue=Junk",
      "--stop",
    );
    expect(added.stdout).toBe("10  (stops)\n  match From!=bob\n  match Subject=a=b\n  set   X-OTRS-Queue=Junk\n");
    const changed = await filter("set", "10", "--name", "20", "--no-stop", "--set", "X-OTRS-Queue=Misc");
    expect(changed.stdout).toBe("20\n  match From!=bob\n  match Subject=a=b\n  set   X-OTRS-Queue=Misc\n");
    expect((await filter("list")).stdout).toBe(changed.stdout);
    const gone = await filter("disable", "20");
    expect(gone.stdout).toContain(
      "gotrs admin postmaster-filter add '20' --match 'From!=bob' --match 'Subject=a=b' --set 'X-OTRS-Queue=Misc'",
    );
    expect((await filter("show", "20")).code).toBe(65);
  }, 120_000);
  it.each([
    [["add", "x", "--match", "From", "--set", "X-OTRS-Queue=Junk"], 'has no "="'],
    [["add", "x", "--match", "From=(", "--set", "X-OTRS-Queue=Junk"], '"(" is not closed'],
    [["add", "x", "--match", "From=.", "--set", "X-OTRS-Queu=Junk"], "Did you mean X-OTRS-Queue?"],
    [["add", "x", "--match", "From=.", "--set", "X-OTRS-Queue=Junkk"], 'there is no "Junkk"'],
    [["add", "x", "--match", "From=."], "sets nothing"],
    [["add", "x", "--set", "X-OTRS-Queue=Junk"], "matches nothing"],
  ])("refuses %j", async (args, reason) => {
    const { code, stderr } = await filter(...args);
    expect([code, stderr]).toEqual([64, expect.stringContaining(reason)]);
  });
  it("tells which filters would act on a mail, and why", async () => {
    await filter("add", "30", "--match", "Subject=printer", "--set", "X-OTRS-Queue=Misc");
    const { stdout } = await installation.run(["admin", "postmaster-filter", "test", "-"], { input: mailBytes() });
    expect(
      stdout
        .trim()
        .split("\n")
        .map((line) => line.trim().split(/ {2,}/)),
    ).toEqual([
      ["FILTER", "SAW", "DECIDED"],
      ["30", 'Subject /printer/: "The printer is on fire" matches', "sets X-OTRS-Queue: Misc"],
    ]);
  });
});
