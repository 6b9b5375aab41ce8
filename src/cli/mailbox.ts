/** Splits mbox files (RFC 4155, mboxrd quoting) and walks Maildirs, one message at a time. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Every message of an mbox, each with the line ends of the file. */
export function* messagesOfMbox(bytes: Buffer): Generator<Buffer> {
  const separator = Buffer.from("\nFrom ");
  let start = bytes.indexOf("From ") === 0 ? 0 : -1;
  while (start >= 0) {
    const next = bytes.indexOf(separator, start);
    const end = next < 0 ? bytes.length : next + 1;
    const firstLine = bytes.indexOf(10, start);
    if (firstLine >= 0 && firstLine + 1 < end) yield unquoted(withoutLastBlank(bytes.subarray(firstLine + 1, end)));
    start = next < 0 ? -1 : next + 1;
  }
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
