/** What lines of the screen become for those who hear it. */
import { beforeAll, describe, expect, it } from "vitest";
import { caret, foot, onward, Speaker } from "../../tui/heard.ts";
import { around, firstAround, from, until } from "../../tui/scrolling.ts";
import { asWords, spokenLine, spokenRows } from "../../tui/text/linear.ts";
import { inCells, shownFilename } from "../../tui/text/safe.ts";
import { ageOf, untilOf } from "../../tui/text/times.ts";
import { speakLines } from "../../tui/theme.ts";

beforeAll(() => speakLines());

it.each([
  ["users     agent bea   ro, note", "users, agent bea, ro, note"],
  ["queued  ", "queued"],
  ["── Goes to ann@customer.test ─────", "Goes to ann@customer.test"],
  ["Created ▁▂█▁      12", "Created, 12"],
  ["State: 3 normal → –", "State: 3 normal, now none"],
  ["name:  –", "name: none"],
  ["2026-01-01 – 2026-01-31", "2026-01-01 – 2026-01-31"],
  ["+ add", "add"],
  ["! It must not be empty.", "Attention: It must not be empty."],
  ["Sending …  ^C stops", "Sending, ^C stops"],
  ["customer · 28 Nov · tried 3×", "customer, 28 Nov, tried 3 times"],
  ["Sure?  (y/n)", "Sure? (y/n)"],
])("%s", (shown, said) => {
  expect(asWords(shown)).toBe(said);
});

describe("a line", () => {
  it("is one sentence, with labels, and what is typed as it is", () => {
    const label = { text: "  To", cells: 10, label: true } as const;
    expect(spokenLine([label, { text: "ann@customer.test", cells: 20 }, { text: "" }], false)).toBe(
      "  To: ann@customer.test",
    );
    const typed = [label, { text: "a  ·" }, { text: "b", caret: true }, { text: " c" }] as const;
    expect(spokenLine(typed, undefined)).toBe(`To: a  ·${caret}b c`);
    const how = { text: " type", apart: true } as const;
    expect(spokenLine([{ text: "Queue: " }, { text: "", goesOn: true }, { text: "", caret: true }, how], true)).toBe(
      `> Queue: ${caret}type`,
    );
    expect(spokenLine([{ text: "a  b · c", verbatim: true }], undefined)).toBe("a  b · c");
  });

  it("takes the rows that it needs, or no more than it may", () => {
    const words = { text: "one two three four five six" };
    expect(spokenRows([words], 12, { inverse: true })).toEqual(["> one two", "three four", "five six"]);
    expect(spokenRows([words], 12, { most: 2 })).toEqual(["one two", "three four"]);
  });

  it("is neither padded nor cut", () => {
    expect(inCells("a name", 3)).toBe("a name");
    expect(inCells("12", 9, "right")).toBe("12");
    expect(shownFilename(`${"long ".repeat(30)}.pdf`)).toHaveLength(154);
  });

  it("tells times in whole words", () => {
    const now = new Date("2026-01-01T12:00:00Z");
    expect(ageOf("2026-01-01T11:57:00Z", now)).toBe("3 minutes ago");
    expect(untilOf("2026-01-01T14:30:00Z", now)).toBe("in 2 hours");
    expect(untilOf("2026-01-01T11:45:00Z", now)).toBe("15 minutes ago");
  });
});

describe("lines of several rows", () => {
  const one = () => 1;
  it.each([0, 1, 4, 9, 18, 19])("are shown as before where each takes one, at %i of 20", (at) => {
    const first = firstAround(at, 20, 7);
    expect(around(at, 20, 7, one)).toEqual({ first, end: first + 7, free: 0 });
    expect(until(at, 20, 7, one)).toMatchObject({ first: Math.max(0, at - 6), end: Math.max(0, at - 6) + 7 });
  });

  it.each(Array.from({ length: 12 }, (_, at) => at))("fit, with the one that is chosen, at %i", (at) => {
    const rows = (index: number) => 1 + (index % 3);
    const shown = [around(at, 12, 7, rows), until(at, 12, 7, rows)];
    for (const { first, end } of shown) {
      expect(first <= at && at < end).toBe(true);
      const taken = Array.from({ length: end - first }, (_, index) => rows(first + index));
      expect(taken.reduce((sum, some) => sum + some, 0)).toBeLessThanOrEqual(7);
    }
  });

  it("are none of none", () => {
    expect(around(0, 0, 5, one)).toEqual({ first: 0, end: 0, free: 5 });
    expect(from(0, 0, 5, one)).toEqual({ first: 0, end: 0, free: 5 });
    expect(until(-1, 0, 5, one)).toEqual({ first: 0, end: 0, free: 5 });
  });

  it("leave the first line, that of the cursor and the foot where there is no room for all", () => {
    const speaker = new Speaker({ rows: 5 });
    const frame = ["gotrs", "title", "  one", "> two", "  three", "  four", `${foot}keys`, "go on"];
    const said = ["\u001b[?2026h", frame.join("\n"), "\u001b[?2026l"].map((part) => speaker.take(part)).join("");
    expect(said).toContain("gotrs\ntitle\n> two\nkeys\ngo on");
    expect(said).not.toContain(foot);
  });

  it("are said to their end when the cursor comes to them", () => {
    const speaker = new Speaker({ rows: 9 });
    const draw = (...frame: readonly string[]): string =>
      ["\u001b[?2026h", frame.join("\n"), "\u001b[?2026l"].map((part) => speaker.take(part)).join("");
    draw("title", "> one", `${onward}goes on`, "  two", `${onward}ends`, "keys");
    const moved = draw("title", "  one", `${onward}goes on`, "> two", `${onward}ends`, "keys");
    expect(moved).toMatch(/> two[\s\S]*ends/);
    expect(moved).not.toMatch(/title|one|goes on|keys/);
  });
});
