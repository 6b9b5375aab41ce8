/** That the peers themselves work, so that a test that fails with them fails for the right reason. */
import { expect, test } from "vitest";
import { installed } from "./process.ts";
import { byNodemailer, bySwaks } from "./send.ts";
import { startSink } from "./sink.ts";
import { dotStuffed, SmtpClient, wireForm } from "./smtpClient.ts";

const letter = { from: "ann@customer.test", to: "support@localhost", subject: "Hello", body: "A line\n.\nLast" };

test("the sink keeps the octets that nodemailer sent", async () => {
  await using sink = await startSink();
  await byNodemailer("127.0.0.1", Number(new URL(sink.url).port), letter);
  const mail = await sink.mailTo("support@localhost");
  expect(mail.from).toBe(letter.from);
  expect(mail.raw.toString()).toContain("A line\r\n.\r\nLast");
});

const swaks = (await installed("swaks")) ? "" : ": skipped, swaks is not installed; apt-get install swaks";

test.skipIf(swaks !== "" && process.env.CI !== "true")(
  `the sink keeps the octets that swaks sent${swaks}`,
  async () => {
    await using sink = await startSink();
    await bySwaks("127.0.0.1", Number(new URL(sink.url).port), letter);
    expect((await sink.mailTo("support@localhost")).raw.toString()).toContain("A line\r\n.\r\nLast");
  },
);

test("the raw client sends every octet as it is", async () => {
  await using sink = await startSink();
  await using client = await SmtpClient.open("127.0.0.1", Number(new URL(sink.url).port));
  const octets = Buffer.from("Subject: \xff\0\r\n\r\n.\r\n..two\r\n\x80 no line end", "latin1");
  expect(await client.send({ from: "", to: ["support@localhost"] }, octets)).toMatchObject({ code: 250 });
  const mail = await sink.mailTo("support@localhost");
  expect(mail.from).toBe("");
  expect(mail.raw).toEqual(wireForm(octets));
});

test.each([
  ["a", "a\r\n.\r\n"],
  [".a\r\n.b\r\n", "..a\r\n..b\r\n.\r\n"],
])("%j is dot-stuffed to %j", (octets, stuffed) => {
  expect(dotStuffed(Buffer.from(octets)).toString()).toBe(stuffed);
});
