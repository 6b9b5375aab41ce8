/** Input files: reading them, with an error that says which and why. */
import { createReadStream } from "node:fs";
import { Exit, UserError } from "../errors.ts";

/** @throws UserError when the file cannot be read: exit 65, or 77 where this account may not read it */
export function readInput<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw unreadable(file, error);
  }
}

/** A whole file, or standard input for `-`. @throws UserError when it cannot be read */
export async function readWhole(file: string): Promise<Buffer> {
  // Never readFileSync(0): once process.stdin has been looked at, as commander does, an empty pipe is an error to it.
  const chunks: Buffer[] = [];
  for await (const chunk of openInput(file)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The first line of a file, or of standard input for `-`: how a secret is handed over. @throws UserError when it cannot be read */
export async function readSecret(file: string): Promise<string> {
  return (await readWhole(file)).toString("utf8").split(/\r?\n/)[0] ?? "";
}

/** A file's octets as they are read, or standard input's for `-`. @throws UserError when it cannot be read */
export async function* openInput(file: string): AsyncGenerator<Buffer> {
  const stream = file === "-" ? process.stdin : createReadStream(file, { highWaterMark: 256 * 1024 });
  try {
    for await (const chunk of stream) yield chunk;
  } catch (error) {
    throw unreadable(file, error);
  }
}

function unreadable(file: string, error: unknown): UserError {
  const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
  const what = { ENOENT: "there is no such file", EISDIR: "is a folder", EACCES: "may not be read" }[code];
  return new UserError(what ?? `cannot be read (${code})`, {
    where: file,
    mend: code === "EISDIR" ? "Name a file, or use --maildir" : "Correct the path or its permissions",
    exit: code === "EACCES" ? Exit.permission : Exit.dataError,
    cause: error,
  });
}
