/** Splits mbox files (RFC 4155, mboxrd quoting) and walks Maildirs, one message at a time. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const separator = Buffer.from("\nFrom ");

/** Every message of an mbox, each with the line ends of the file; an mbox may be larger than memory. */
export async function* messagesOfMbox(file: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  // What stands before the first From line belongs to no message.
  let pending = Buffer.from("\n");
  let begun = false;
  for await (const chunk of file) {
    // The separator may lie across two chunks.
    let from = Math.max(begun ? 1 : 0, pending.length - separator.length);
    pending = Buffer.concat([pending, chunk]);
    for (let at = pending.indexOf(separator, from); at >= 0; at = pending.indexOf(separator, from)) {
      if (begun) yield* messageOf(pending.subarray(1, at + 1));
      begun = true;
      pending = pending.subarray(at);
      from = 1;
    }
    if (!begun) pending = pending.subarray(-separator.length);
  }
  if (begun) yield* messageOf(pending.subarray(1));
}

/** @param part from its From line to the next, or to the end of the file */
function* messageOf(part: Buffer): Generator<Buffer> {
  const firstLine = part.indexOf(10);
  if (firstLine >= 0 && firstLine + 1 < part.length) yield unquoted(withoutLastBlank(part.subarray(firstLine + 1)));
}

/** A blank line stands between two messages; it belongs to neither. */
function withoutLastBlank(message: Buffer): Buffer {
  if (message.subarray(-2).equals(Buffer.from("\n\n"))) return message.subarray(0, -1);
  if (message.subarray(-4).equals(Buffer.from("\r\n\r\n"))) return message.subarray(0, -2);
  return message;
}

/** mboxrd: `>From ` and `>>From ` lose one `>`. */
function unquoted(message: Buffer): Buffer {
  if (!message.includes(">From ")) return Buffer.from(message);
  return Buffer.from(message.toString("latin1").replace(/^>(>*From )/gm, "$1"), "latin1");
}

/** Paths of the messages of a Maildir, new before cur, each in order of name. */
export function messagesOfMaildir(folder: string): readonly string[] {
  return ["new", "cur"].flatMap((part) =>
    readdirSync(join(folder, part))
      .filter((name) => !name.startsWith("."))
      .sort()
      .map((name) => join(folder, part, name)),
  );
}

export function readMessage(path: string): Buffer {
  return readFileSync(path);
}
