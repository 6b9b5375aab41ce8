/** A mail sent on as it came: the same bytes behind a block of Resent- fields (RFC 5322 §3.6.6). */

export interface Resending {
  /** Bare addresses. */
  readonly from: string;
  readonly to: readonly string[];
  readonly date: Date;
  /** With angle brackets. */
  readonly messageId: string;
}

export function resent(raw: Buffer, { from, to, date, messageId }: Resending): Buffer {
  const fields = [
    `Resent-From: ${from}`,
    // A line has room for 998 octets; each address gets one of its own.
    `Resent-To: ${to.join(",\r\n ")}`,
    `Resent-Date: ${rfcDate(date)}`,
    `Resent-Message-ID: ${messageId}`,
  ];
  return Buffer.concat([Buffer.from(`${fields.join("\r\n")}\r\n`), withoutEnvelopeLine(raw)]);
}

function rfcDate(date: Date): string {
  return date.toUTCString().replace("GMT", "+0000");
}

/** The `From …` line with which mbox files and some programs begin a message is no header field. */
function withoutEnvelopeLine(raw: Buffer): Buffer {
  return raw.subarray(0, 5).toString("latin1") === "From " ? raw.subarray(raw.indexOf("\n") + 1) : raw;
}
