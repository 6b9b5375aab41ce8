/** The mail of the bench: 2 kB of ordinary text, each one different, and written just now. */

/** Octets of one mail on the wire. */
const size = 2048;

const senders = 500;

const prose = [
  "Since this morning the printer on the second floor takes the paper but prints nothing.",
  "I have switched it off and on again, and a colleague of mine has done the same.",
  "The display says that the tray is empty, although it was filled yesterday evening.",
  "Could somebody please have a look before noon? We need forty copies for the meeting.",
];

/** @param run distinguishes the mails of one run from those of the next */
export function letter(run: string, number: number): Buffer {
  const sender = `customer${number % senders}@customer.test`;
  const head = [
    "Received: from mail.customer.test (mail.customer.test [192.0.2.17])",
    "\tby mx.desk.test (Postfix) with ESMTPS id 4B1C92F0A7",
    "\tfor <support@localhost>; Tue, 24 Nov 2026 09:14:07 +0100 (CET)",
    `Message-ID: <${run}.${number}@customer.test>`,
    `Date: ${new Date().toUTCString().replace("GMT", "+0000")}`,
    `From: "Customer ${number % senders}" <${sender}>`,
    "To: Support <support@localhost>",
    `Subject: The printer prints nothing, case ${number}`,
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=utf-8",
    "Content-Transfer-Encoding: 8bit",
    "",
    `Good morning, this is case ${number}.`,
    "",
  ].join("\r\n");
  let text = head;
  for (let line = 0; text.length < size - 90; line += 1) text += `${prose[(line + number) % prose.length]}\r\n`;
  return Buffer.from(text.padEnd(size - 2, "=").concat("\r\n"), "latin1");
}

export const senderOf = (number: number): string => `customer${number % senders}@customer.test`;

/** @param octets of the attachment after decoding */
export function letterWithAttachment(octets: number): Buffer {
  const content = Buffer.alloc(octets);
  // Not one octet repeated, so that nothing on the way can be clever about it.
  for (let at = 0; at + 4 <= octets; at += 4) content.writeUInt32LE(Math.imul(at, 2654435761) >>> 0, at);
  const head = [
    `Message-ID: <large.${process.hrtime.bigint()}@customer.test>`,
    "From: Ann <ann@customer.test>",
    "To: support@localhost",
    "Subject: The scan you asked for",
    "MIME-Version: 1.0",
    'Content-Type: multipart/mixed; boundary="part"',
    "",
    "--part",
    "Content-Type: text/plain; charset=utf-8",
    "",
    "Here it is.",
    "--part",
    'Content-Type: application/octet-stream; name="scan.bin"',
    "Content-Transfer-Encoding: base64",
    'Content-Disposition: attachment; filename="scan.bin"',
    "",
    "",
  ].join("\r\n");
  const base64 = content.toString("base64").replace(/.{76}/g, "$&\r\n");
  return Buffer.from(`${head}${base64}\r\n--part--\r\n`, "latin1");
}
