/** Which messages hold a false end, however they are cut into chunks. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { SmugglingWatch } from "../../daemon/mail/smuggling.ts";

function found(...chunks: readonly string[]): boolean {
  const watch = new SmugglingWatch();
  for (const chunk of chunks) watch.see(Buffer.from(chunk, "latin1"));
  return watch.found;
}

test.each(["\n.\n", "\n.\r\n", "\r\n.\n", "\r.\r", "\r.\r\n", "\r\n.\r", "\r.\n", "\n.\r"])(
  "%j within a message is a false end",
  (end) => {
    expect(found(`one${end}MAIL FROM:<x@y.test>\r\n`)).toBe(true);
  },
);

test("a message that begins with one", () => {
  expect(found(".\nMAIL FROM:<x@y.test>\r\n")).toBe(true);
});

test.each([
  "one\r\n.\r\ntwo\r\n",
  "one\r\n..\r\ntwo\r\n",
  "one\ntwo\nthree.\n",
  "one\n.two\n",
  "one\r\n.two\r\n",
  "one.\r\n",
  "\r\n.\r\n",
  ".\r\n",
])("%j holds none", (text) => {
  expect(found(text)).toBe(false);
});

/** The rule itself, written as an expression over the whole message after the line of the DATA command. */
const rule = /(?:(?<!\r)\n|\r)\.(?:\r\n|\r|\n)|\n\.(?:\n|\r(?!\n))/;

test("it is found wherever the message is cut", () => {
  const text = fc.string({ unit: fc.constantFrom("\r", "\n", ".", "x"), minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(text, fc.array(fc.nat(12), { maxLength: 4 }), (message, cuts) => {
      // Every message ends with CRLF.
      const whole = `${message}\r\n`;
      const places = [0, ...cuts.filter((cut) => cut <= whole.length).toSorted((a, b) => a - b), whole.length];
      const chunks = places.slice(1).map((place, index) => whole.slice(places[index], place));
      expect(found(...chunks)).toBe(rule.test(`\r\n${whole}`));
    }),
    { numRuns: 5000 },
  );
});
