import { describe, expect, it } from "vitest";
import { uudecode } from "../../../src/mail/unpack/uuencode.ts";
import { expectOrdinary } from "../../ordinaryMail.ts";
import { read } from "../letter.ts";

describe("a uuencoded file in a text", () => {
  it("is an attachment, and the text is what stands around it", async () => {
    const mail = await read(`From: a@b.test
Subject: old style

Here is the file:

begin 644 cat.txt
#0V%T
\`
end

And that was it.
`);
    expect(mail.body).toBe("Here is the file:\n\n\nAnd that was it.\n");
    expect(
      mail.attachments.map(({ filename, contentType, read: content }) => [filename, contentType, content().toString()]),
    ).toEqual([["cat.txt", "text/plain", "Cat"]]);
  });
  it("is decoded over several lines, octet for octet", () => {
    const wanted = Buffer.from(Array.from({ length: 200 }, (_, at) => (at * 7) % 256));
    const encoded = [];
    for (let at = 0; at < wanted.length; at += 45) {
      const part = wanted.subarray(at, at + 45);
      const padded = Buffer.concat([part, Buffer.alloc(2)]);
      let line = String.fromCharCode(32 + part.length);
      for (let place = 0; place < part.length; place += 3) {
        const bits = padded.readUIntBE(place, 3);
        for (const shift of [18, 12, 6, 0]) line += String.fromCharCode(((bits >> shift) & 63 || 64) + 32);
      }
      encoded.push(line);
    }
    const { files } = uudecode(`begin 644 a.bin\n${encoded.join("\n")}\n\`\nend\n`);
    expect(files[0]?.read()).toEqual(wanted);
  });
  it.each([
    "begin 644 a wise man's work\nwith care, and end\nit well\n",
    "begin 644 x\n#0V%T\n",
    "begin at the end\nend\n",
  ])("is not seen in %j", (text) => {
    expect(uudecode(text)).toEqual({ text, files: [] });
  });
  it("takes time only by its length", async () => {
    for (const unit of ["begin 644 x\n", "begin 644 x\n#0V%T\n", "begin 644 x\n\nend\n"]) {
      const text = unit.repeat(50_000);
      await expectOrdinary(text.length, () => uudecode(text));
    }
  });
});

describe("a message in a mail", () => {
  it("is a file that is called by its subject", async () => {
    const mail = await read(`From: a@b.test
Subject: see
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=x

--x
Content-Type: text/plain

See below
--x
Content-Type: message/rfc822

From: c@d.test
Subject: =?utf-8?Q?Der_Drucker/Fax_br=C3=A4nnt?=

Help
--x--
`);
    expect(mail.attachments.map(({ filename, contentType }) => [filename, contentType])).toEqual([
      ["Der Drucker_Fax brännt.eml", "message/rfc822"],
    ]);
  });
});
