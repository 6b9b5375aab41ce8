import { Readable } from "node:stream";
import fc from "fast-check";
import { expect, it } from "vitest";
import { messagesOfMbox } from "../../src/cli/mailbox.ts";

async function split(text: string, chunk = 1 << 20): Promise<readonly string[]> {
  const bytes = Buffer.from(text, "latin1");
  const chunks = Array.from({ length: Math.ceil(bytes.length / chunk) }, (_, number) =>
    bytes.subarray(number * chunk, (number + 1) * chunk),
  );
  const messages: string[] = [];
  for await (const message of messagesOfMbox(Readable.from(chunks))) messages.push(message.toString("latin1"));
  return messages;
}

it.each([
  ["nothing", "", []],
  ["a single message", "From a@b Tue\nSubject: 1\n\nOne\n", ["Subject: 1\n\nOne\n"]],
  [
    "two, with the blank line between them",
    "From a\nS: 1\n\nOne\n\nFrom b\nS: 2\n\nTwo\n\n",
    ["S: 1\n\nOne\n", "S: 2\n\nTwo\n"],
  ],
  [
    "CRLF line ends",
    "From a\r\nS: 1\r\n\r\nOne\r\n\r\nFrom b\r\nS: 2\r\n\r\nTwo\r\n",
    ["S: 1\r\n\r\nOne\r\n", "S: 2\r\n\r\nTwo\r\n"],
  ],
  [
    "quoted From lines",
    "From a\nS: 1\n\n>From here\n>>From there\n> From far\n",
    ["S: 1\n\nFrom here\n>From there\n> From far\n"],
  ],
  ["no From line", "Subject: 1\n\nFrom\nOne\n", []],
])("splits an mbox of %s", async (_what, text, messages) => {
  expect(await split(text)).toEqual(messages);
});

it("does not depend on where the file is cut while it is read", async () => {
  const line = fc.constantFrom("From x", "text", "", ">From y", "From", "\r", "F");
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 30 }), fc.integer({ min: 1, max: 9 }), async (lines, chunk) => {
      const text = `From a\n${lines.join("\n")}`;
      expect(await split(text, chunk)).toEqual(await split(text));
    }),
    { numRuns: 300 },
  );
});
