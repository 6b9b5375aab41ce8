/** Files of the agent's machine: what is attached to a reply, and where attachments are saved. Never overwrites. */
import { readFile, stat, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { basename, join, resolve } from "node:path";
import { cutFilename } from "../src/cutFilename.ts";
import { type MessageKey, text } from "./messages.ts";
import { plainLine } from "./text/safe.ts";

export interface Enclosure {
  readonly filename: string;
  readonly contentType: string;
  readonly content: Buffer;
}

/** Octets; the API takes 50 MB of JSON, in which a file grows by a third. */
const largest = 30_000_000;

/** @throws Error with one line that says what to do */
export async function readEnclosure(path: string): Promise<Enclosure> {
  const file = absolute(path);
  try {
    const { size } = await stat(file);
    if (size > largest) throw new Error(text("wrong.fileTooLarge", { path }));
    const filename = basename(file);
    // A table of a thousand types, of which the start of a screen has no need.
    const { default: types } = await import("mime-types");
    return {
      filename,
      contentType: types.lookup(filename) || "application/octet-stream",
      content: await readFile(file),
    };
  } catch (error) {
    throw new Error(reason(error, path), { cause: error });
  }
}

/** @param name in a folder, when the path is one @returns where it lies now @throws Error with one line that says what to do */
export async function saveFile(path: string, name: string, content: Buffer): Promise<string> {
  const folder = await stat(absolute(path)).then(
    (found) => found.isDirectory(),
    () => false,
  );
  const file = folder ? join(absolute(path), name) : absolute(path);
  try {
    await writeFile(file, content, { flag: "wx" });
    return file;
  } catch (error) {
    throw new Error(reason(error, folder ? file : path), { cause: error });
  }
}

/** Octets that Linux's file systems take. */
const longestName = 255;

/** A name from a mail as a file's name: no folders, nothing hidden, nothing that steers the terminal, no longer than disks take. */
export function safeFilename(name: string): string {
  const plain = plainLine(basename(name.replaceAll("\\", "/"))).replace(/^[.\s]+/, "");
  return cutFilename(plain, longestName, Buffer.byteLength) || "attachment";
}

/** From where the program was started; `~` is the agent's home. */
export function absolute(path: string): string {
  return resolve(path.trim().replace(/^~(?=\/|$)/, homedir()));
}

const reasons: Readonly<Record<string, MessageKey>> = {
  ENOENT: "wrong.fileMissing",
  ENOTDIR: "wrong.fileMissing",
  EACCES: "wrong.fileNotAllowed",
  EPERM: "wrong.fileNotAllowed",
  EROFS: "wrong.fileNotAllowed",
  EISDIR: "wrong.fileIsFolder",
  EEXIST: "wrong.fileExists",
  ENAMETOOLONG: "wrong.fileNameTooLong",
  ENOSPC: "wrong.diskFull",
};

function reason(error: unknown, path: string): string {
  const known = error instanceof Error && "code" in error ? reasons[String(error.code)] : undefined;
  if (known !== undefined) return text(known, { path });
  return error instanceof Error ? error.message : String(error);
}
