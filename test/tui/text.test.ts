/** Text on the terminal: what can never reach it, how wide it is, how it wraps, how it is edited, and times in words. */
import fc from "fast-check";
import stringWidth from "string-width";
import { expect, it } from "vitest";
import { harmless } from "../../src/harmless.ts";
import { type Language, speak } from "../../tui/messages.ts";
import {
  atEnd,
  eraseBefore,
  eraseWord,
  insert,
  left,
  right,
  textOf,
  vertically,
  type Writing,
  writingOf,
} from "../../tui/text/buffer.ts";
import { pauseWords } from "../../tui/text/pauseWords.ts";
import { inCells, safeLine, safeText, widthOf } from "../../tui/text/safe.ts";
import { ageCells, ageOf, sizeOf } from "../../tui/text/times.ts";
import { parseUntil } from "../../tui/text/until.ts";
import { nobodyText } from "../../tui/text/warnings.ts";
import { rowsOf, rowsOfCells, wrap } from "../../tui/text/wrap.ts";

it.each([
  ["an escape sequence", "a\u001b[31mb", "a␛[31mb"],
  ["a bell, a NUL and a delete", "a\u0007\u0000\u007fb", "a␇␀␡b"],
  ["the one-octet CSI", "a\u009b31mb", "a\ufffd31mb"],
  ["a text turned round", "exe.\u202Egpj", "exe.\ufffdgpj"],
  ["the switches of direction of former times", "\u206ea\u206f", "\ufffda\ufffd"],
  ["a joiner of marks", "a\u034fb", "ab"],
  ["isolates", "\u2066a\u2069", "\ufffda\ufffd"],
  ["half a character", "a\ud800b", "a\ufffdb"],
  ["invisible marks", "a\u200b\u00ad\ufeff\u200eb", "ab"],
  ["letters that are blanks", "a\u3164b\u115f\u1160\uffa0", "a\ufffdb\ufffd\ufffd\ufffd"],
  ["tags and what else is never seen", "a\u{e0041}\u{e007f}\u17b4\u2065\u{1d173}b", "ab"],
  ["joiners that join nothing", "pay\u200cpal \u200d7\u200d \u05e1\u200d", "paypal 7 \u05e1"],
  ["joiners where a script needs them", "می\u200cخواهم क्\u200dष", "می\u200cخواهم क्\u200dष"],
  ["joined emoji and variants", "👩🏽‍🚀 ❤️‍🔥 葛\u{e0100}", "👩🏽‍🚀 ❤️‍🔥 葛\u{e0100}"],
  ["line ends of every kind", "a\r\nb\rc\u2028d", "a\nb\nc\nd"],
])("shows %s without doing it", (_what, text, shown) => {
  expect(harmless(text)).toBe(shown);
});

it("never lets a control character or a change of direction through, whatever the text", () => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not pass
  const steering = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u206f]/;
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.integer({ min: 0, max: 40 }), (text, width) => {
      for (const shown of [safeText(text), safeLine(text), inCells(text, width)]) expect(shown).not.toMatch(steering);
    }),
  );
});

it("fills exactly so many cells, whatever the text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 1, max: 40 }), (text, width) => {
      expect(stringWidth(inCells(text, width))).toBe(width);
    }),
  );
});

it.each([
  ["日本語", 6],
  ["e\u0301", 1],
  ["👨‍👩‍👧", 2],
  ["👍🏽", 2],
  ["❤️", 1],
  ["한글", 4],
  ["🎉", 2],
])("knows that %s takes %i cells", (text, cells) => {
  expect(widthOf(text)).toBe(cells);
  expect(inCells(`${text}|`, 10)).toHaveLength([...inCells(`${text}|`, 10)].join("").length);
});

it("cuts a wide character whole", () => {
  expect(inCells("日本語", 5)).toBe("日本…");
  expect(inCells("日本語", 4)).toBe("日… ");
  expect(inCells("ab", 4, "right")).toBe("  ab");
});

it("wraps between words, keeps indentation, and breaks what is too long", () => {
  expect(wrap("The quick brown fox", 10)).toEqual(["The quick", "brown fox"]);
  expect(wrap("  indented", 20)).toEqual(["  indented"]);
  expect(wrap("x".repeat(25), 10)).toEqual(["xxxxxxxxxx", "xxxxxxxxxx", "xxxxx"]);
  expect(wrap("日本語日本語", 10)).toEqual(["日本語日本", "語"]);
});

it("cuts twice where a wide character is too much for what stands behind the blank", () => {
  const rows = (line: string, width: number) => rowsOf(line, width).map(({ shown }) => shown);
  expect(rows(" abc日", 4)).toEqual([" ", "abc", "日"]);
  expect(rows(" !!𝅘𝅥𝅮", 4)).toEqual([" ", "!!", "𝅘𝅥𝅮"]);
});

it("loses no character when it wraps, and no row is too wide", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 4, max: 30 }), (text, width) => {
      const line = text.replaceAll("\n", "");
      const rows = rowsOf(line, width);
      expect(rows.map(({ from, to }) => line.slice(from, to)).join("")).toBe(line);
      for (const { shown } of rows) expect(stringWidth(shown)).toBeLessThanOrEqual(width);
    }),
    { numRuns: 1000 },
  );
});

const written = (...steps: readonly ((writing: Writing) => Writing)[]) =>
  steps.reduce((writing, step) => step(writing), writingOf(""));

it("edits by what a reader takes for a character", () => {
  const type = (text: string) => (writing: Writing) => insert(writing, text);
  expect(textOf(written(type("a👨‍👩‍👧"), eraseBefore))).toBe("a");
  expect(textOf(written(type("one two"), eraseWord, type("three")))).toBe("one three");
  expect(textOf(written(type("ab"), left, type("\n"), left, type("!")))).toBe("a!\nb");
  expect(textOf(written(type("a\nb"), left, eraseBefore))).toBe("ab");
  expect(written(type("日本"), left).column).toBe(1);
});

it("goes up and down by rows of the screen, not by lines", () => {
  const long = atEnd(writingOf("one two three four"));
  expect(vertically(long, -1, 10)).toMatchObject({ row: 0, column: 8 });
  expect(right(vertically(long, -1, 10)).column).toBe(9);
});

it("keeps the cursor between characters, whatever is done", () => {
  const steps = [
    left,
    right,
    eraseBefore,
    (writing: Writing) => insert(writing, "é日👍🏽\n"),
    (w: Writing) => vertically(w, -1, 7),
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...steps)), (chosen) => {
      const writing = written(...chosen);
      const line = writing.lines[writing.row] ?? "";
      expect(line.slice(0, writing.column).isWellFormed() && line.slice(writing.column).isWellFormed()).toBe(true);
      expect(writing.column).toBeLessThanOrEqual(line.length);
    }),
  );
});

/** A Wednesday, local time. */
const now = new Date(2026, 10, 25, 10, 30);
it.each([
  ["3d", new Date(2026, 10, 28, 10, 30)],
  ["in 2h", new Date(2026, 10, 25, 12, 30)],
  ["+30m", new Date(2026, 10, 25, 11, 0)],
  ["1w", new Date(2026, 11, 2, 10, 30)],
  ["tomorrow", new Date(2026, 10, 26, 9, 0)],
  ["fri 14:00", new Date(2026, 10, 27, 14, 0)],
  ["Wednesday", new Date(2026, 11, 2, 9, 0)],
  ["11:00", new Date(2026, 10, 25, 11, 0)],
  ["8:00", new Date(2026, 10, 26, 8, 0)],
  ["2026-12-31", new Date(2026, 11, 31, 9, 0)],
  ["2026-12-31 18:15", new Date(2026, 11, 31, 18, 15)],
  ["", undefined],
  ["soon", undefined],
  ["today 9:00", undefined],
  ["2026-02-31", undefined],
  ["25:00", undefined],
  ["2020-01-01", undefined],
])('understands the time "%s"', (text, expected) => {
  expect(parseUntil(text, now)).toEqual(expected);
});

it.each<[Language, string, Date | undefined]>([
  ["de", "morgen", new Date(2026, 10, 26, 9, 0)],
  ["de", "Fr 14:00", new Date(2026, 10, 27, 14, 0)],
  ["de", "friday", new Date(2026, 10, 27, 9, 0)],
  ["de", "31.12.2026 18:15", new Date(2026, 11, 31, 18, 15)],
  ["de", "31.2.2027", undefined],
  ["de", "30Min", new Date(2026, 10, 25, 11, 0)],
  ["de", "in 2 Std", new Date(2026, 10, 25, 12, 30)],
  ["de", "3T", new Date(2026, 10, 28, 10, 30)],
  ["de", "3d", new Date(2026, 10, 28, 10, 30)],
  ["fr", "3j", new Date(2026, 10, 28, 10, 30)],
  ["en", "3j", undefined],
  ["es", "manana", new Date(2026, 10, 26, 9, 0)],
  ["es", "mié", new Date(2026, 11, 2, 9, 0)],
  ["es", "sábado 8:00", new Date(2026, 10, 28, 8, 0)],
  ["fr", "aujourd'hui 18:00", new Date(2026, 10, 25, 18, 0)],
  ["fr", "ven 14:00", new Date(2026, 10, 27, 14, 0)],
  ["fr", "5/1/2027", new Date(2027, 0, 5, 9, 0)],
  ["fr", "tomorrow", new Date(2026, 10, 26, 9, 0)],
  ["en", "31/12/2026", undefined],
  ["en", "morgen", undefined],
])('understands in %s the time "%s"', async (language, text, expected) => {
  await speak(language);
  expect(parseUntil(text, now)).toEqual(expected);
  await speak("en");
});

it("tells ages and sizes in few letters", () => {
  const ago = (seconds: number) => ageOf(new Date(now.getTime() - seconds * 1000).toISOString(), now);
  expect([5, 90, 7200, 3 * 86_400, 800 * 86_400, -5].map(ago)).toEqual(["5s", "1m", "2h", "3d", "2y", "0s"]);
  expect([812, 12_345, 3_400_000].map(sizeOf)).toEqual(["812 B", "12 kB", "3.4 MB"]);
});

it.each<[Language, readonly string[]]>([
  ["de", ["59s", "59Min", "23Std", "364T", "12J"]],
  ["es", ["59s", "59min", "23h", "364d", "12a"]],
  ["fr", ["59s", "59min", "23h", "364j", "12a"]],
])("tells ages in %s in its units, which fit their column", async (language, expected) => {
  await speak(language);
  const ago = (seconds: number) => ageOf(new Date(now.getTime() - seconds * 1000).toISOString(), now);
  const ages = [59, 3599, 86_399, 364 * 86_400, 12 * 365 * 86_400].map(ago);
  const room = ageCells();
  await speak("en");
  expect(ages).toEqual(expected);
  // A blank stands beside it.
  for (const age of ages) expect(age.length).toBeLessThan(room);
});

it("tells by whom and since when sending is paused, and leaves what it does not know as it is", () => {
  const at = new Date("2026-11-29T09:00:00Z");
  expect(pauseWords("a move, by root@localhost since 2026-11-29 07:10 UTC", at)).toMatch(
    /^a move, by root@localhost since 29 Nov \d\d:10$/,
  );
  expect(pauseWords("since 2026-11-29 07:10 UTC", at)).toMatch(/^since 29 Nov \d\d:10$/);
  expect(pauseWords("since Monday", at)).toBe("since Monday");
});

it("says why nobody would receive a mail", () => {
  expect(nobodyText({ to: " ", cc: "", bcc: "" })).toBe("Nobody would receive it: To is empty.");
  expect(nobodyText({ to: "bad address" })).toBe("Nobody would receive it: bad address is no mail address.");
});

it("breaks plain lines as it breaks all others", () => {
  const words = fc.stringMatching(/^[a-zäß€ ~ -]{0,60}$/);
  fc.assert(
    fc.property(words, fc.integer({ min: 1, max: 20 }), (line, width) => {
      expect(rowsOf(line, width)).toEqual(rowsOfCells(line, width));
    }),
    { numRuns: 2000 },
  );
});
