import fc from "fast-check";
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import Output from "../../node_modules/ink/build/output.js";
import { composed, inForce, measuredPlain } from "../../tui/frame.ts";
import { graphemesOf } from "../../tui/text/graphemes.ts";
import { plainText } from "../../tui/text/plain.ts";

const write = (x: number, y: number, text: string) => ({ type: "write", x, y, text });
const measure = (text: string) => ({ text, cells: stringWidth(text) });

/** A line as Ink writes it, which takes it apart into cells. */
function ofInk(line: string): string {
  const output = new Output({ width: 200, height: 1 });
  output.write(0, 0, line, { transformers: [] });
  return output.get().output;
}

/** Styles that begin or end at the same place, in one order. */
function inOrder(line: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: SGR begins with ESC (ECMA-48 §8.3.117)
  return line.replaceAll(/(?:\u001b\[[\d;]*m)+/g, (codes) => codes.split("m").toSorted().join("m"));
}

describe("composed", () => {
  it("puts texts at their cells, wide ones too, and trims what follows them", () => {
    const frame = composed([write(6, 0, "b"), write(0, 0, "日本"), write(2, 2, "c  ")], 3, measure);
    expect(frame).toBe("日本  b\n\n  c");
  });

  it("applies what Ink wants done to a text", () => {
    const loud = {
      ...write(1, 0, "a"),
      transformers: [(line: string) => line.toUpperCase(), (line: string) => `${line}!`],
    };
    expect(composed([loud], 1, measure)).toBe(" A!");
  });

  it.each([
    ["a clipped region", [{ type: "clip" }, write(0, 0, "a")]],
    ["texts upon each other", [write(0, 0, "abc"), write(2, 0, "d")]],
    ["a text of several lines", [write(0, 0, "a\nb")]],
    ["a text that begins left of the screen", [write(-1, 0, "abc")]],
  ])("leaves %s to Ink", (_what, operations) => {
    expect(composed(operations, 2, measure)).toBeUndefined();
  });

  it("makes the very frame that Ink makes", () => {
    const words = fc.stringMatching(/^[a-z é日ü]{1,8}$/);
    const placed = fc.record({ x: fc.integer({ min: 0, max: 30 }), y: fc.integer({ min: 0, max: 4 }), text: words });
    fc.assert(
      fc.property(fc.array(placed, { maxLength: 12 }), (all) => {
        const operations = all.map(({ x, y, text }) => write(x, y, text));
        const frame = composed(operations, 4, measure);
        if (frame === undefined) return;
        const ink = new Output({ width: 40, height: 4 });
        for (const { x, y, text } of operations) ink.write(x, y, text, { transformers: [] });
        expect(frame).toBe(ink.get().output);
      }),
      { numRuns: 500 },
    );
  });
});

describe("measuredPlain", () => {
  const words = fc.stringMatching(/^[ a-zé…●│]{0,6}$/);
  const style = fc.constantFrom(1, 2, 22, 7, 27, 31, 33, 39, "38;5;203", "48;5;9", 49, 4, 24, "38;2;1;2;3");
  const piece = fc.tuple(words, style).map(([text, code]) => `${text}\u001b[${code}m`);

  it("keeps each character and its styles, in no more octets than Ink takes", () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), words, (pieces, last) => {
        const line = `${pieces.join("")}${last}.`;
        const measured = measuredPlain(line);
        expect(measured?.cells).toBe(stringWidth(line));
        expect(inOrder(ofInk(measured?.text ?? ""))).toBe(inOrder(ofInk(line)));
        expect(measured?.text.length).toBeLessThanOrEqual(ofInk(line).length);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ["wide characters", "日本"],
    ["links", "\u001b]8;;https://a.test\u0007a\u001b]8;;\u0007"],
    ["styles of another kind", "\u001b[58;5;1ma"],
    ["what joins the character before", "e\u0301"],
  ])("leaves %s to Ink", (_what, line) => {
    expect(measuredPlain(line)).toBeUndefined();
  });

  it("takes for plain only what each takes one cell", () => {
    const plain = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code)).filter((one) =>
      plainText.test(one),
    );
    expect(plain.length).toBeGreaterThan(700);
    expect(plain.filter((one) => stringWidth(one) !== 1 || one.normalize("NFC") !== one)).toEqual([]);
    expect(graphemesOf(plain.join("")).length).toBe(plain.length);
  });
});

describe("inForce", () => {
  const code = (...all: readonly (number | string)[]): string => all.map((one) => `\u001b[${one}m`).join("");
  it.each([
    ["nothing where all has ended", [33, 39, 1, 22], []],
    ["the last colour", [33, "38;5;203"], ["38;5;203"]],
    ["bold behind an ended colour", [7, 1, 33, 39], [7, 1]],
    ["bold and faint side by side", [1, 2], [1, 2]],
    ["what it does not know", [33, 39, 58], [33, 39, 58]],
  ])("keeps %s", (_what, before, after) => {
    expect(inForce(code(...before))).toBe(code(...after));
  });
});
