/** Keeps mail on its way in: small in memory, large in a file that is gone when the mail is stored. */
import { randomUUID } from "node:crypto";
import { closeSync, createReadStream, openSync, readFileSync, readSync, rmSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { Exit, TemporaryError, UserError } from "../src/errors.ts";
import { type Content, type RawSource, rawFromBuffer } from "../src/mail/rawSource.ts";
import type { Spool } from "../src/mail/spool.ts";
import { makeFolder } from "../src/makeFolder.ts";
import { spareMemory } from "./memory.ts";

/** Octets up to which a mail waits in memory. */
const inMemory = 1_000_000;

/**
 * The folder of one daemon; what a crash left there was never answered with 250, so it is removed.
 * @throws UserError with exit 73 where this account may not write
 */
export function emptySpool(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
    makeFolder(folder);
  } catch (error) {
    throw new UserError(`${folder} cannot be made (${error instanceof Error ? error.message : error})`, {
      where: "state.directory",
      mend: "Let the account of gotrs write to the state directory, or set state.directory to another one",
      exit: Exit.cannotCreate,
      cause: error,
    });
  }
}

/** The files of one mail; discard them once the mail is stored or refused. */
export class MailSpool implements Spool {
  readonly #folder: string;
  readonly #paths: string[] = [];
  #spared: (() => void) | undefined;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * Takes a whole message.
   * @param see looks at each chunk as it passes
   * @param tooLarge asked before each chunk; from then on the message is read to its end but no longer kept
   * @throws what the stream throws
   * @throws TemporaryError when the disk does not take it
   */
  async take(
    message: Readable,
    see: (chunk: Buffer) => void = () => {},
    tooLarge: () => boolean = () => false,
  ): Promise<RawSource> {
    const chunks: Buffer[] = [];
    let size = 0;
    let file: FileHandle | undefined;
    let path = "";
    try {
      for await (const chunk of message as AsyncIterable<Buffer>) {
        if (tooLarge()) continue;
        size += chunk.length;
        see(chunk);
        if (file !== undefined) await onDisk(path, file.appendFile(chunk));
        else chunks.push(chunk);
        if (file === undefined && size > inMemory) {
          path = this.#newPath();
          file = await onDisk(path, open(path, "wx", 0o600));
          await onDisk(path, file.appendFile(Buffer.concat(chunks.splice(0))));
        }
      }
    } finally {
      await file?.close();
    }
    return file === undefined ? rawFromBuffer(Buffer.concat(chunks)) : rawFromFile(path, size);
  }

  write(content: Readable): Promise<Content> {
    return this.take(content);
  }

  #newPath(): string {
    this.#spared ??= spareMemory();
    const path = join(this.#folder, randomUUID());
    this.#paths.push(path);
    return path;
  }

  discard(): void {
    this.#spared?.();
    for (const path of this.#paths.splice(0)) rmSync(path, { force: true });
  }
}

/** A disk that is full now may have room later. */
async function onDisk<T>(path: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new TemporaryError(`cannot keep a mail on its way in (${error instanceof Error ? error.message : error})`, {
      where: path,
      mend: "Free space there, or let the account of gotrs write",
      cause: error,
    });
  }
}

function rawFromFile(path: string, size: number): RawSource {
  return {
    size,
    bytes: () => readFileSync(path),
    pieces: (length) => piecesOf(path, length),
    stream: () => createReadStream(path),
  };
}

function* piecesOf(path: string, length: number): Generator<Buffer> {
  const file = openSync(path, "r");
  // One buffer for all pieces: garbage of a large mail's size would count as memory held.
  const buffer = Buffer.allocUnsafe(length);
  try {
    for (let octets = fill(file, buffer); octets > 0; octets = fill(file, buffer)) yield buffer.subarray(0, octets);
  } finally {
    closeSync(file);
  }
}

/** Reads until the buffer is full or the file ends. */
function fill(file: number, buffer: Buffer): number {
  let octets = 0;
  for (let read = -1; read !== 0 && octets < buffer.length; octets += read)
    read = readSync(file, buffer, octets, buffer.length - octets, null);
  return octets;
}
