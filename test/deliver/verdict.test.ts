import { expect, it } from "vitest";
import { backOff, isPermanent, type Refusal, retryAfter } from "../../daemon/deliver/verdict.ts";

const rules = { maxAttempts: 30, retryDelay: 120, maxRetryDelay: 3600, expireDays: 5 };
const fresh = { attempts: 0, tries: 0, age: 0 };
const refusal = (code: number | undefined, status?: string, about: Refusal["about"] = "mail"): Refusal => ({
  recipients: ["ann@customer.test"],
  code,
  status,
  message: "",
  about,
});

it.each([
  ["550 5.1.1 no such user", refusal(550, "5.1.1"), true],
  ["550 without an enhanced code", refusal(550), true],
  ["550 4.2.1, where the enhanced code says temporary", refusal(550, "4.2.1"), false],
  ["450 5.1.1, where the reply code says temporary", refusal(450, "5.1.1"), false],
  ["451 4.7.1 greylisted", refusal(451, "4.7.1"), false],
  ["452 4.2.2 mailbox full", refusal(452, "4.2.2"), false],
  ["552 5.2.2 mailbox full", refusal(552, "5.2.2"), true],
  ["552 5.5.3 too many recipients, which means 452", refusal(552, "5.5.3"), false],
  ["554 instead of a greeting, which is about us", refusal(554, "5.7.1", "connection"), false],
  ["535 wrong password, which is ours to mend", refusal(535, "5.7.8", "connection"), false],
  ["no answer at all", refusal(undefined, undefined, "connection"), false],
])("knows whether %s is final", (_name, given, permanent) => {
  expect(isPermanent(given)).toBe(permanent);
  expect(retryAfter(given, fresh, rules, 0.5) === undefined).toBe(permanent);
});

it("waits twice as long after each try, up to the longest wait, and never exactly as long as its neighbours", () => {
  expect([0, 1, 2, 3, 4, 5, 6, 60].map((tries) => backOff(tries, rules, 0.5))).toEqual([
    120, 240, 480, 960, 1920, 3600, 3600, 3600,
  ]);
  expect([backOff(0, rules, 0), backOff(0, rules, 1)]).toEqual([102, 138]);
});

it("outlasts greylisting of an hour with the usual settings", () => {
  let waited = 0;
  for (let tries = 0; waited < 3600; tries += 1) {
    const delay = retryAfter(refusal(451, "4.7.1"), { attempts: tries, tries, age: waited }, rules, 1);
    if (delay === undefined) throw new Error(`given up after ${waited} s`);
    waited += delay;
  }
  expect(waited).toBeGreaterThanOrEqual(3600);
});

it("gives up after the last attempt that a server refused, but not for a server that cannot be reached", () => {
  const late = { attempts: 29, tries: 500, age: 3600 };
  expect(retryAfter(refusal(451), late, rules, 0.5)).toBeUndefined();
  expect(retryAfter(refusal(undefined, undefined, "connection"), late, rules, 0.5)).toBe(3600);
});

it("gives up what is older than the days allowed, whatever the reason", () => {
  const old = { attempts: 0, tries: 3, age: 5 * 86_400 + 1 };
  expect(retryAfter(refusal(undefined, undefined, "connection"), old, rules, 0.5)).toBeUndefined();
  expect(retryAfter(refusal(451), old, rules, 0.5)).toBeUndefined();
});
