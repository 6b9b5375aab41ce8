/** Reports over spans that are chosen: what is asked for, as far as a screen has room, and remembered. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { daysOf, lengthOf, ownSpan } from "../../tui/pages/reportSpan.ts";
import { fitted } from "../../tui/text/spark.ts";
import { eventually } from "../peers/eventually.ts";
import { install } from "../peers/gotrs.ts";
import { terminalAbsent } from "../peers/terminal.ts";
import { newHome, openDesk } from "./desk.ts";

const absent = await terminalAbsent();
if (absent !== undefined && process.env.CI === "true") throw new Error(absent);

const now = new Date(2026, 1, 14, 12);

it.each([
  ["7", { days: 7 }, 7],
  ["thisMonth", { from: "2026-02-01" }, 14],
  ["lastMonth", { from: "2026-01-01", to: "2026-01-31" }, 31],
  ["thisQuarter", { from: "2026-01-01" }, 45],
  ["lastQuarter", { from: "2025-10-01", to: "2025-12-31" }, 92],
  ["thisYear", { from: "2026-01-01" }, 45],
  ["lastYear", { from: "2025-01-01", to: "2025-12-31" }, 365],
  ["2026-01-05..2026-01-07", { from: "2026-01-05", to: "2026-01-07" }, 3],
  ["2026-02-10..", { from: "2026-02-10" }, 5],
  ["of an older version", { days: 30 }, 30],
])("asks for %s", (span, asked, length) => {
  expect(daysOf(span, now)).toEqual(asked);
  expect(lengthOf(daysOf(span, now), now)).toBe(length);
});

it("takes one day or two, in either order", () => {
  expect(ownSpan("2026-03-31 to 2026-01-01")).toBe("2026-01-01..2026-03-31");
  expect(ownSpan("2026-01-01..2026-03-31")).toBe("2026-01-01..2026-03-31");
  expect(ownSpan(" 2026-02-10")).toBe("2026-02-10..");
  for (const typed of ["", "soon", "2026-99-01", "2026-01-01 2026-02-01 2026-03-01"]) {
    expect(() => ownSpan(typed)).toThrow();
  }
});

it("puts neighbours together where bars have no room", () => {
  const sum = (some: readonly number[]) => some.reduce((all, one) => all + one, 0);
  expect(fitted([1, 2, 3, 4, 5], 2, sum)).toEqual([3, 12]);
  expect(fitted([1, 2], 2, sum)).toEqual([1, 2]);
});

it.skipIf(absent !== undefined)(
  "remembers what was chosen, but no days that are refused",
  async () => {
    await using installation = await install();
    await using _daemon = await installation.serve();
    const home = await newHome(installation.folder);
    {
      await using terminal = await openDesk(installation, { home });
      await terminal.see("Welcome");
      await terminal.press("g", "r");
      await terminal.see("the last 30 days, by day");
      await terminal.press("s", "last year", "Enter");
      await terminal.see("last year, by month");
      await terminal.press("i", "week", "Enter");
      await terminal.see("last year, by week");
      await terminal.press("b", "state", "Enter");
      await terminal.see("By state");
      await terminal.press("s", "from one", "Enter", "2019-01-01", "Enter");
      await terminal.see("too long ago");
      await terminal.press("Escape", "q");
      await terminal.see("Welcome");
      await terminal.press("q");
      const kept = join(home, "gotrs", "tui.json");
      await eventually("the span to be kept", async () =>
        (await readFile(kept, "utf8")).includes('"reportOf":"state"'),
      );
    }
    await using terminal = await openDesk(installation, { home });
    await terminal.see("Welcome");
    await terminal.press("g", "r");
    await terminal.see("last year, by week");
    await terminal.see("By state");
  },
  60_000,
);
