/** The line above a quotation says when and who in the helpdesk's language and time zone. */
import { expect, it } from "vitest";
import { quoteLine } from "../../src/ticket/quoteLine.ts";
import { testSettings } from "../desk.ts";

const ann = "Ann <ann@example.com>";
const written = new Date("2026-11-24T23:30:00Z");

it.each([
  ["en", "UTC", /^On Nov 24, 2026, 11:30\sPM UTC, Ann <ann@example.com> wrote:$/],
  ["de", "Europe/Berlin", /^Am 25\. Nov\. 2026, 00:30 MEZ schrieb Ann <ann@example.com>:$/],
  ["es", "UTC", /^El 24 nov 2026, 23:30 UTC, Ann <ann@example.com> escribió:$/],
  ["fr", "UTC", /^Le 24 nov\. 2026, 23:30 UTC, Ann <ann@example.com> a écrit :$/],
  ["it", "UTC", /^Il 24 nov 2026, 23:30 UTC, Ann <ann@example.com> ha scritto:$/],
  ["nl", "UTC", /^Op 24 nov 2026, 23:30 UTC schreef Ann <ann@example.com>:$/],
  ["pl", "UTC", /^24 lis 2026, 23:30 UTC, Ann <ann@example.com> napisał\(a\):$/],
  ["pt", "UTC", /^Em .*2026.*UTC, Ann <ann@example.com> escreveu:$/],
  ["sv", "UTC", /^24 nov\. 2026 23:30 UTC skrev Ann <ann@example.com>:$/],
] as const)("%s in %s", (language, timeZone, expected) => {
  expect(quoteLine({ ...testSettings.system, language, timeZone }, written, ann)).toMatch(expected);
});
