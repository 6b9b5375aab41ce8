/** Files of the agent's machine: what is attached to a reply, and where attachments are saved. Never overwrites. */
import { readFile, stat, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { basename, resolve } from "node:path";
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
    if (size > largest) throw new Error(`${path} is larger than 30 MB. Send a link instead`);
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

/** @returns where it lies now @throws Error with one line that says what to do */
export async function saveFile(path: string, content: Buffer): Promise<string> {
  const file = absolute(path);
  try {
    await writeFile(file, content, { flag: "wx" });
    return file;
  } catch (error) {
    throw new Error(reason(error, path), { cause: error });
  }
}

/** A name from a mail as a file's name: no folders, nothing hidden, nothing that steers the terminal. */
export function safeFilename(name: string): string {
  return plainLine(basename(name.replaceAll("\\", "/"))).replace(/^[.\s]+/, "") || "attachment";
}

function absolute(path: string): string {
  return resolve(path.trim().replace(/^~(?=\/|$)/, homedir()));
}

function reason(error: unknown, path: string): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  const known: Readonly<Record<string, string>> = {
    ENOENT: `there is no ${path}. Check the path`,
    EACCES: `you may not read or write ${path}. Choose another path`,
    EISDIR: `${path} is a folder. Name a file`,
    EEXIST: `${path} exists already. Choose another name`,
    ENOSPC: "the disk is full. Free some space",
  };
  return known[String(code)] ?? (error instanceof Error ? error.message : String(error));
}
