/** Mails that programs choke on: each a sentence for what is wrong with it, and its octets. */

export interface HostileMail {
  readonly name: string;
  readonly bytes: () => Buffer;
}

const head = [
  "From: Ann <ann@customer.test>",
  "To: support@localhost",
  "Date: Tue, 24 Nov 2026 10:00:00 +0000",
] as const;
let count = 0;

/** A mail with the usual header, further fields, and a body as it is. */
function mail(fields: readonly string[], body: string | Buffer, ending = "\r\n"): Buffer {
  count += 1;
  const id = fields.some((field) => /^message-id:/i.test(field))
    ? []
    : [`Message-ID: <hostile-${count}@customer.test>`];
  const header = [...id, ...head, ...fields, "", ""].join(ending);
  return Buffer.concat([Buffer.from(header, "latin1"), Buffer.isBuffer(body) ? body : Buffer.from(body, "latin1")]);
}

const megabyte = 1_000_000;
const crlf = (lines: readonly string[]): string => lines.join("\r\n");

function deepMultipart(depth: number, ended: boolean): Buffer {
  const lines: string[] = [];
  for (let level = 1; level < depth; level += 1) {
    lines.push(`--b${level - 1}`, `Content-Type: multipart/mixed; boundary=b${level}`, "");
  }
  lines.push(`--b${depth - 1}`, "Content-Type: text/plain", "", "the bottom");
  if (ended) for (let level = depth - 1; level >= 0; level -= 1) lines.push(`--b${level}--`);
  return mail(["Subject: deep", "Content-Type: multipart/mixed; boundary=b0"], crlf([...lines, ""]));
}

function deepMessages(depth: number): Buffer {
  const lines: string[] = [];
  for (let level = 0; level < depth; level += 1) lines.push("Content-Type: message/rfc822", "");
  return mail(
    ["Subject: messages in messages", "Content-Type: message/rfc822"],
    crlf([...lines, "Subject: bottom", "", "x", ""]),
  );
}

const html = (body: string): Buffer => mail(["Subject: html", "Content-Type: text/html; charset=utf-8"], body);
const text = (body: string | Buffer): Buffer =>
  mail(["Subject: text", "Content-Type: text/plain; charset=utf-8"], body);

/** A mail of a mail server's own mailbox: its text is searched for what failed. */
function fromDaemon(body: string, fields: readonly string[] = []): Buffer {
  const sender = Buffer.from("From: Mail Delivery System <MAILER-DAEMON@mx.test>\r\nReturn-Path: <>\r\n");
  return Buffer.concat([sender, mail(["Subject: Undelivered Mail Returned to Sender", ...fields], body)]);
}

/** Bits of text that a pattern may begin to match at, each repeated to a megabyte. */
const bits = [
  "a@",
  "a.",
  "to ",
  "to a@b",
  "<a@b.",
  "550 ",
  "5.1.1.",
  "> ",
  " \t",
  ":\r\n",
  "\r\n \r\n",
  "User a (",
  "a-",
  "delivered to ",
];

export const hostileMails: readonly HostileMail[] = [
  {
    name: "with header fields called as parts of every object are",
    bytes: () => mail(["__proto__: x", "constructor: y", "toString: z", "Subject: names"], "body\r\n"),
  },
  { name: "empty", bytes: () => Buffer.alloc(0) },
  { name: "of one line end", bytes: () => Buffer.from("\r\n") },
  { name: "of NUL bytes alone", bytes: () => Buffer.alloc(5000) },
  {
    name: "of random octets",
    bytes: () => Buffer.from(Array.from({ length: 20_000 }, (_, index) => (index * 7919 + (index >> 3) * 31) % 256)),
  },
  { name: "without any header", bytes: () => Buffer.from("just text\r\nand more of it\r\n") },
  { name: "without a body or the blank line before it", bytes: () => Buffer.from("Subject: cut off") },
  { name: "with a header that has no colon", bytes: () => mail(["this is no field", "Subject: odd"], "body\r\n") },
  {
    name: "with blank lines before the header",
    bytes: () => Buffer.concat([Buffer.from("\r\n\r\n"), mail(["Subject: late"], "body\r\n")]),
  },
  { name: "with bare LF line ends", bytes: () => mail(["Subject: LF"], "one\ntwo\n", "\n") },
  { name: "with bare CR line ends", bytes: () => mail(["Subject: CR"], "one\rtwo\r", "\r") },
  {
    name: "with NUL bytes in header, body and attachment name",
    bytes: () =>
      mail(
        ["Subject: a\0b", "X-Odd: \0", 'Content-Type: multipart/mixed; boundary="b"'],
        crlf([
          "--b",
          "Content-Type: text/plain",
          "",
          "nul \0 here",
          "--b",
          'Content-Type: application/x-\0nul; name="a\0b.txt"',
          'Content-Disposition: attachment; filename="a\0b.txt"',
          "",
          "\0\0",
          "--b--",
          "",
        ]),
      ),
  },
  {
    name: "with encoded NUL and escape characters in the subject and sender",
    bytes: () =>
      mail(
        [
          "Subject: =?utf-8?Q?a=00b=1B[31m=07?=",
          "Reply-To: =?utf-8?Q?x=00y?= <a=?utf-8?Q?=00?=b@customer.test>",
          "References: <a\0b@customer.test>",
          "In-Reply-To: <\0>",
        ],
        "body",
      ),
  },
  { name: "with one line of 1 MB in the body", bytes: () => text("x".repeat(megabyte)) },
  { name: "with one line of 1 MB that is all blanks", bytes: () => text(`${" ".repeat(megabyte)}x`) },
  { name: "with one header line of 1 MB", bytes: () => mail([`Subject: ${"long ".repeat(200_000)}`], "body\r\n") },
  {
    name: "with one header of 10 MB",
    bytes: () => mail([`X-Bomb: ${"b".repeat(10 * megabyte)}`, "Subject: after the bomb"], "body\r\n"),
  },
  {
    name: "with one header of 10 MB folded over many lines",
    bytes: () => mail([`X-Bomb: ${"b\r\n ".repeat(2_500_000)}`, "Subject: after the bomb"], "body\r\n"),
  },
  {
    name: "with 100,000 header fields",
    bytes: () =>
      mail([...Array.from({ length: 100_000 }, (_, index) => `X-${index}: ${index}`), "Subject: last"], "body\r\n"),
  },
  { name: "with a subject of 100 kB", bytes: () => mail([`Subject: ${"s".repeat(100_000)}`], "body\r\n") },
  {
    name: "with a subject of 100 kB of emoji",
    bytes: () => mail([`Subject: =?utf-8?B?${Buffer.from("😀".repeat(25_000)).toString("base64")}?=`], "body\r\n"),
  },
  {
    name: "with a subject of 10,000 reply prefixes",
    bytes: () => mail([`Subject: ${"Re: ".repeat(10_000)}printer`], "body\r\n"),
  },
  {
    name: "with a subject of 10,000 ticket numbers",
    bytes: () => mail([`Subject: ${"[Ticket#2026112410000421] ".repeat(2500)}printer`], "body\r\n"),
  },
  {
    name: "with a Message-ID of 100 kB",
    bytes: () => mail([`Message-ID: <${"m".repeat(100_000)}@customer.test>`, "Subject: id"], "body\r\n"),
  },
  {
    name: "with References of 5,000 ids",
    bytes: () =>
      mail(
        [
          `References: ${Array.from({ length: 5000 }, (_, index) => `<${index}@customer.test>`).join("\r\n ")}`,
          "Subject: thread",
        ],
        "body\r\n",
      ),
  },
  {
    name: "with References of one id of 100 kB",
    bytes: () =>
      mail(
        [
          `References: <${"r".repeat(100_000)}@customer.test>`,
          `In-Reply-To: ${"i".repeat(100_000)}`,
          "Subject: thread",
        ],
        "body\r\n",
      ),
  },
  {
    name: "with an address of 100 kB",
    bytes: () => mail([`Reply-To: ${"a".repeat(100_000)}@customer.test`, "Subject: address"], "body\r\n"),
  },
  {
    name: "with a domain of 100 kB of dots",
    bytes: () => mail([`Reply-To: a@${"d.".repeat(50_000)}test`, "Subject: address"], "body\r\n"),
  },
  {
    name: "with a display name of 100 kB",
    bytes: () => mail([`Reply-To: "${"n ".repeat(50_000)}" <a@customer.test>`, "Subject: name"], "body\r\n"),
  },
  {
    name: "from thousands of addresses",
    bytes: () =>
      Buffer.concat([
        Buffer.from(
          `From: ${Array.from({ length: 5000 }, (_, index) => `P ${index} <p${index}@customer.test>`).join(",\r\n ")}\r\n`,
        ),
        mail(["Subject: crowd"], "body\r\n"),
      ]),
  },
  {
    name: "to answer to thousands of addresses",
    bytes: () =>
      mail(
        [
          `Reply-To: ${Array.from({ length: 5000 }, (_, index) => `p${index}@customer.test`).join(",\r\n ")}`,
          "Subject: crowd",
        ],
        "body\r\n",
      ),
  },
  {
    name: "with 30,000 opening brackets in an address",
    bytes: () =>
      mail(
        [
          `To: ${"<".repeat(30_000)}`,
          `Cc: ${"(".repeat(30_000)}`,
          `Reply-To: ${'"'.repeat(30_001)}`,
          "Subject: brackets",
        ],
        "body\r\n",
      ),
  },
  {
    name: "with 30,000 nested groups of addresses",
    bytes: () => mail([`To: ${"g:".repeat(30_000)}a@b.test;`, "Subject: groups"], "body\r\n"),
  },
  {
    name: "with 50,000 encoded words that do not end",
    bytes: () => mail([`Subject: ${"=?utf-8?Q?".repeat(6000)}`, `To: ${"=?".repeat(30_000)}`], "body\r\n"),
  },
  {
    name: "with a charset that lies",
    bytes: () =>
      mail(["Subject: lie", "Content-Type: text/plain; charset=us-ascii"], Buffer.from("Grüße aus Köln\r\n", "latin1")),
  },
  {
    name: "with a charset that does not exist",
    bytes: () => mail(["Subject: lie", "Content-Type: text/plain; charset=x-klingon"], Buffer.from("Grüße\r\n")),
  },
  {
    name: "with a charset of 100 kB",
    bytes: () =>
      mail(["Subject: lie", `Content-Type: text/plain; charset=${"c".repeat(100_000)}`], Buffer.from("Grüße\r\n")),
  },
  {
    name: "said to be UTF-16 that ends in half a character",
    bytes: () =>
      mail(
        ["Subject: half", "Content-Type: text/plain; charset=utf-16"],
        Buffer.from([0xff, 0xfe, 0x41, 0x00, 0x42, 0x00, 0x43]),
      ),
  },
  {
    name: "in UTF-8 that is not well-formed",
    bytes: () => text(Buffer.from([0x61, 0xc3, 0x28, 0xf0, 0x28, 0x8c, 0xbc, 0xed, 0xa0, 0x80, 0xff, 0x0d, 0x0a])),
  },
  {
    name: "with lone surrogates from UTF-7",
    bytes: () => mail(["Subject: utf7", "Content-Type: text/plain; charset=utf-7"], "+2AA- and +3gA-\r\n"),
  },
  {
    name: "with a transfer encoding that does not exist",
    bytes: () => mail(["Subject: te", "Content-Transfer-Encoding: x-uuencode"], "begin 644 a\r\n#86)C\r\nend\r\n"),
  },
  {
    name: "with base64 that is none",
    bytes: () =>
      mail(["Subject: b64", "Content-Transfer-Encoding: base64"], "!!!! this ==== is no base64 ~~~\r\n".repeat(100)),
  },
  {
    name: "with quoted-printable that is none",
    bytes: () =>
      mail(["Subject: qp", "Content-Transfer-Encoding: quoted-printable"], `${"=".repeat(50_000)}=ZZ=G1=\r\n`),
  },
  {
    name: "with a multipart without boundary",
    bytes: () => mail(["Subject: mp", "Content-Type: multipart/mixed"], "--\r\n\r\nwhat\r\n----\r\n"),
  },
  {
    name: "with a multipart whose boundary never comes",
    bytes: () => mail(["Subject: mp", "Content-Type: multipart/mixed; boundary=nowhere"], "text before nothing\r\n"),
  },
  {
    name: "with a boundary of 100 kB",
    bytes: () =>
      mail(
        ["Subject: mp", `Content-Type: multipart/mixed; boundary=${"b".repeat(100_000)}`],
        `--${"b".repeat(100_000)}\r\n\r\nhello\r\n`,
      ),
  },
  { name: "with a 10,000-deep multipart", bytes: () => deepMultipart(10_000, true) },
  { name: "with a 10,000-deep multipart that never closes", bytes: () => deepMultipart(10_000, false) },
  { name: "with 1,000 messages in each other", bytes: () => deepMessages(1000) },
  {
    name: "with 20,000 empty parts",
    bytes: () =>
      mail(
        ["Subject: parts", "Content-Type: multipart/mixed; boundary=b"],
        `${"--b\r\n\r\nx\r\n".repeat(20_000)}--b--\r\n`,
      ),
  },
  {
    name: "with 5,000 attachments",
    bytes: () =>
      mail(
        ["Subject: attachments", "Content-Type: multipart/mixed; boundary=b"],
        `${"--b\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=a\r\n\r\nx\r\n".repeat(5000)}--b--\r\n`,
      ),
  },
  {
    name: "with an attachment name that leads out of its folder",
    bytes: () =>
      mail(
        ["Subject: path", "Content-Type: multipart/mixed; boundary=b"],
        '--b\r\nContent-Disposition: attachment; filename="../../../etc/passwd"\r\n\r\nx\r\n--b\r\nContent-Disposition: attachment; filename*0*=utf-8\'\'%2e%2e%2f%00; filename*1="x"\r\n\r\ny\r\n--b--\r\n',
      ),
  },
  {
    name: "with an attachment name and type of 100 kB",
    bytes: () =>
      mail(
        ["Subject: name", "Content-Type: multipart/mixed; boundary=b"],
        `--b\r\nContent-Type: application/${"t".repeat(100_000)}; name="${"n".repeat(100_000)}"\r\nContent-ID: <${"c".repeat(100_000)}>\r\nContent-Disposition: attachment; filename="${"n".repeat(100_000)}"\r\n\r\nx\r\n--b--\r\n`,
      ),
  },
  {
    name: "with 10,000 parameters",
    bytes: () =>
      mail(
        [
          "Subject: parameters",
          `Content-Type: text/plain${"; a=b".repeat(10_000)}`,
          `Content-Disposition: inline; ${Array.from({ length: 10_000 }, (_, index) => `filename*${index}=x`).join("; ")}`,
        ],
        "body\r\n",
      ),
  },
  {
    name: "that is a report with a torn status part",
    bytes: () =>
      mail(
        ["Subject: Undelivered", "Content-Type: multipart/report; report-type=delivery-status; boundary=b"],
        `--b\r\n\r\nit failed\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n${"Final-Recipient: rfc822;\r\n\r\n".repeat(5000)}\0\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <\0>\r\n\r\n--b--\r\n`,
      ),
  },
  {
    name: "that is a report of 1 MB of blank lines",
    bytes: () =>
      mail(
        ["Subject: Undelivered", "Content-Type: multipart/report; boundary=b"],
        `--b\r\nContent-Type: message/delivery-status\r\n\r\n${"\r\n ".repeat(300_000)}\r\n--b--\r\n`,
      ),
  },
  {
    name: "with dates that are none",
    bytes: () => Buffer.concat([Buffer.from(`Date: ${"(".repeat(50_000)}\r\n`), mail([], "body\r\n")]),
  },
  {
    name: "with a comment for a date",
    bytes: () =>
      Buffer.concat([
        Buffer.from(`Date: Tue, 24 Nov 2026 10:00:00 +0000 ${"(\r\n ".repeat(20_000)})\r\n`),
        mail([], "body\r\n"),
      ]),
  },
  {
    name: "with a date in the year 275760",
    bytes: () =>
      Buffer.concat([Buffer.from("Date: Sat, 13 Sep 275760 00:00:00 +0000\r\n"), mail(["Subject: far"], "body\r\n")]),
  },
  {
    name: "with Content-Type of 1 MB of blanks",
    bytes: () => mail(["Subject: blanks", `Content-Type: text/plain;${" ".repeat(megabyte)}charset=x`], "body\r\n"),
  },
  {
    name: "with a thousand Content-Types",
    bytes: () => mail(["Subject: types", ...Array.from({ length: 1000 }, () => "Content-Type: text/html")], "body\r\n"),
  },
  { name: "with dots alone on lines", bytes: () => text(".\r\n..\r\n...\r\n.x\r\n") },
  {
    name: "in raw UTF-8 headers and bytes that are not even that",
    bytes: () =>
      Buffer.concat([
        Buffer.from("Subject: Grüße \xff\xfe\r\n", "latin1"),
        Buffer.from("X-Utf8: Grüße 😀\r\n"),
        mail([], Buffer.from("ok\r\n")),
      ]),
  },
  {
    name: "that claims to be TNEF, calendar and encrypted at once",
    bytes: () =>
      mail(
        ["Subject: claims", "Content-Type: multipart/mixed; boundary=b"],
        `${[
          "application/ms-tnef; name=winmail.dat",
          "text/calendar; method=REQUEST",
          "application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m",
          'multipart/encrypted; protocol="application/pgp-encrypted"',
          "application/pgp-encrypted",
        ]
          .map((type) => `--b\r\nContent-Type: ${type}\r\n\r\n\x78\x9f\x3e\x22\0\xffgarbage BEGIN:VCALENDAR\r\n`)
          .join("")}--b--\r\n`,
      ),
  },
];

/** What takes a careless program more time than it is worth; nothing of it is special to store. */
export const slowMails: readonly HostileMail[] = [
  { name: "with HTML of 100,000 open elements", bytes: () => html("<div>".repeat(100_000)) },
  { name: "with HTML of 100,000 nested elements that no list names", bytes: () => html("<x-y>".repeat(100_000)) },
  { name: "with HTML of 300,000 nested paragraphs and quotes", bytes: () => html("<p><q>".repeat(150_000)) },
  {
    name: "with HTML of 100,000 elements that end one another, but not here",
    bytes: () => html("<dd><p><li><td>".repeat(25_000)),
  },
  { name: "with HTML of 1 MB of opening brackets", bytes: () => html("<".repeat(megabyte)) },
  { name: "with HTML of 1 MB of half comments", bytes: () => html("<!--".repeat(250_000)) },
  { name: "with HTML of 1 MB of half scripts", bytes: () => html("<script".repeat(140_000)) },
  { name: "with HTML of open scripts", bytes: () => html("<script>".repeat(120_000)) },
  { name: "with HTML of 1 MB of attributes", bytes: () => html(`<p ${"a=b ".repeat(250_000)}>text</p>`) },
  { name: "with HTML of 1 MB of entities", bytes: () => html("&nbsp;&#0;&#xD800;&amp".repeat(50_000)) },
  { name: "with HTML of tables in tables", bytes: () => html("<table><tr><td>".repeat(30_000)) },
  { name: "with HTML of 3 MB", bytes: () => html("<p>paragraph of text</p>\r\n".repeat(120_000)) },
  { name: "with HTML of 3 MB of opening brackets", bytes: () => html("<".repeat(3 * megabyte)) },
  { name: "with HTML of 3 MB of scripts", bytes: () => html("<script>a".repeat(350_000)) },
  { name: "with HTML of 3 MB of line ends and blanks", bytes: () => html(`<p>${"\n ".repeat(1_500_000)}`) },
  { name: "with text of 1 MB of line ends", bytes: () => text("\r\n".repeat(megabyte / 2)) },
  { name: "with text of 1 MB of CR", bytes: () => text("\r".repeat(megabyte)) },
  ...bits.map((bit) => ({
    name: `from a mail server of a megabyte of ${JSON.stringify(bit)}`,
    bytes: () => fromDaemon(`could not be delivered: ${bit.repeat(megabyte / bit.length)}`),
  })),
  ...bits.map((bit) => ({
    name: `with all fields that rules read full of ${JSON.stringify(bit)}`,
    bytes: () =>
      fromDaemon("text\r\n", [
        ...[
          "Reply-To",
          "Cc",
          "Resent-To",
          "Delivered-To",
          "X-Failed-Recipients",
          "List-Id",
          "Auto-Submitted",
          "Precedence",
          "References",
          "In-Reply-To",
          "X-Loop",
        ].map((name) => `${name}: ${bit.replace(/[\r\n]+/g, " ").repeat(60_000 / bit.length)}`),
      ]),
  })),
];
