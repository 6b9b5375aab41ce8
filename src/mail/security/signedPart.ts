/** The octets that a multipart/signed signs (RFC 1847 §2.1): its first part, exactly as it came, with CRLF line ends. */

/** undefined when the message has no such part. */
export function signedPart(message: Buffer, boundary: string): Buffer | undefined {
  const line = Buffer.from(`--${boundary}`, "latin1");
  const first = lineStart(message, line, 0);
  if (first === undefined) return undefined;
  const begin = message.indexOf("\n", first) + 1;
  if (begin === 0) return undefined;
  const next = lineStart(message, line, begin);
  if (next === undefined) return undefined;
  // The line end before the boundary belongs to the boundary.
  const end = message[next - 2] === 13 ? next - 2 : next - 1;
  return withCrlf(message.subarray(begin, Math.max(end, begin)));
}

function lineStart(message: Buffer, line: Buffer, from: number): number | undefined {
  for (let at = message.indexOf(line, from); at >= 0; at = message.indexOf(line, at + 1)) {
    if (at === 0 || message[at - 1] === 10) return at;
  }
  return undefined;
}

function withCrlf(bytes: Buffer): Buffer {
  const text = bytes.toString("latin1");
  return /(?:^|[^\r])\n/.test(text) ? Buffer.from(text.replace(/\r?\n/g, "\r\n"), "latin1") : bytes;
}
