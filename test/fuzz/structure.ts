/** Arbitrary mails: a random tree of parts under random header fields, right, wrong and impossible ones mixed. */
import fc from "fast-check";

const charsets = [
  "utf-8",
  "us-ascii",
  "iso-8859-1",
  "windows-1252",
  "utf-16le",
  "utf-7",
  "iso-2022-jp",
  "gb18030",
  "koi8-r",
  "x-none",
  "",
];
const encodings = ["7bit", "8bit", "binary", "base64", "quoted-printable", "x-uuencode", "BASE64 ", "none"];
const leaves = [
  "text/plain",
  "text/html",
  "text/calendar",
  "image/png",
  "application/octet-stream",
  "application/ms-tnef",
  "message/delivery-status",
  "application/pgp-encrypted",
  "application/pkcs7-mime",
  "text",
  "/",
  "",
];
const containers = [
  "multipart/mixed",
  "multipart/alternative",
  "multipart/related",
  "multipart/report; report-type=delivery-status",
  "multipart/signed",
  "multipart/encrypted",
  "message/rfc822",
  "multipart/x",
];
/** What parsers look for, so that chance finds more than noise. */
const fragments = [
  "\r\n",
  "\n",
  "\r",
  "\0",
  "--",
  "--b0",
  "--b0--",
  "=?utf-8?Q?=C3?=",
  "=?utf-8?B?4pyT?=",
  "=?x?y?z?=",
  "<div>",
  "<blockquote>",
  "</p>",
  "<!--",
  "<style>",
  "&#x202e;",
  "> ",
  ">> ",
  "-- \r\n",
  "On Mon, Ann wrote:",
  "Von: Ann <a@b.test>",
  "-----Original Message-----",
  "begin 644 a.txt\r\n",
  "BEGIN:VCALENDAR\r\n",
  "\u00e4\u20ac",
  "\ud83d\ude00",
  "e\u0301",
  "\u202e",
  "[Ticket#",
  "]",
  "<a@b.test>",
  '"',
  ";",
  ":",
  "\t",
  " ",
  "550 5.1.1 ",
  "Final-Recipient: rfc822; x@y.test",
  "charset=",
  "name*0*=utf-8''%C3",
  "cid:1@x",
  "=\r\n",
  "=ZZ",
  "\u001b[31m",
] as const;

const octets = fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes).toString("latin1"));
const word = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...fragments) },
  octets,
  fc.string({ unit: "binary", maxLength: 30 }),
);
const text = fc.array(word, { maxLength: 40 }).map((words) => words.join(""));
const value = fc.oneof(
  text,
  fc.constantFrom(
    "Ann <ann@customer.test>",
    "undisclosed-recipients:;",
    "a: b@c.test, d@e.test;",
    "<>",
    "<one@two.test>",
    "Re: AW: [Ticket#2026112410000011] x",
    "auto-replied",
    "bulk",
    "Tue, 24 Nov 2026 10:00:00 +0000",
    "Thu, 99 Foo 0000",
  ),
);
const fieldName = fc.oneof(
  fc.constantFrom(
    "From",
    "To",
    "Cc",
    "Reply-To",
    "Sender",
    "Subject",
    "Date",
    "Message-ID",
    "In-Reply-To",
    "References",
    "Received",
    "Auto-Submitted",
    "Precedence",
    "List-Id",
    "X-OTRS-Queue",
    "X-OTRS-FollowUp-State",
    "X-Loop",
    "Return-Path",
    "Authentication-Results",
    "DKIM-Signature",
    "Content-Type",
    "Content-Transfer-Encoding",
    "MIME-Version",
    "__proto__",
    "constructor",
  ),
  fc.string({ maxLength: 12 }),
);
const fields = fc
  .array(fc.tuple(fieldName, value), { maxLength: 12 })
  .map((all) => all.map(([name, content]) => `${name}: ${content}\r\n`).join(""));

const part = fc.letrec<{ node: string; leaf: string; container: string }>((tie) => ({
  node: fc.oneof({ depthSize: "small", withCrossShrink: true }, tie("leaf"), tie("container")),
  leaf: fc
    .tuple(
      fc.constantFrom(...leaves),
      fc.constantFrom(...charsets),
      fc.constantFrom(...encodings),
      fields,
      text,
      fc.boolean(),
    )
    .map(([type, charset, encoding, further, body, named]) =>
      [
        `Content-Type: ${type}; charset="${charset}"${named ? `; name="${charset}.txt"` : ""}\r\n`,
        `Content-Transfer-Encoding: ${encoding}\r\n${further}\r\n`,
        encoding === "base64" ? Buffer.from(body).toString("base64") : body,
        "\r\n",
      ].join(""),
    ),
  container: fc
    .tuple(
      fc.constantFrom(...containers),
      fc.nat({ max: 3 }),
      fields,
      fc.array(tie("node"), { maxLength: 4 }),
      fc.boolean(),
    )
    .map(([type, boundary, further, children, ended]) => {
      const line = `--b${boundary}`;
      const body = type.startsWith("message/")
        ? (children[0] ?? "")
        : `${children.map((child) => `${line}\r\n${child}`).join("\r\n")}\r\n${ended ? `${line}--\r\n` : ""}`;
      return `Content-Type: ${type}; boundary=b${boundary}\r\n${further}\r\n${body}`;
    }),
}));

/** Octets of a mail. Characters of the parts that are no octets become UTF-8. */
export const arbitraryMail: fc.Arbitrary<Buffer> = fc
  .tuple(fields, part.node, fc.boolean())
  .map(([head, body, utf8]) => Buffer.from(head + body, utf8 ? "utf8" : "latin1"));
