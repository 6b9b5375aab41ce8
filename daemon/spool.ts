/** Keeps mail on its way in: small in memory, large in a file that is gone when the mail is stored. */
import { randomUUID } from "node:crypto";
import { createReadStream, mkdirSync, readFileSync, rmSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { type RawSource, rawFromBuffer } from "../src/mail/rawSource.ts";
import type { Spool } from "../src/mail/spool.ts";

/** Octets up to which a mail waits in memory. */
const inMemory = 1_000_000;

/** The folder of one daemon; what a crash left there was never answered with 250, so it is removed. */
export function emptySpool(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
}

/** The files of one mail; discard them once the mail is stored or refused. */
export class MailSpool implements Spool {
  readonly #folder: string;
  readonly #paths: string[] = [];

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Takes a whole message. @throws what the stream or the disk throws */
  async take(message: Readable): Promise<RawSource> {
    const chunks: Buffer[] = [];
    let size = 0;
    let file: FileHandle | undefined;
    let path = "";
    try {
      for await (const chunk of message as AsyncIterable<Buffer>) {
        size += chunk.length;
        if (file === undefined) chunks.push(chunk);
        else await file.write(chunk);
        if (file === undefined && size > inMemory) {
          path = this.#newPath();
          file = await open(path, "wx", 0o600);
          await file.write(Buffer.concat(chunks.splice(0)));
        }
      }
    } finally {
      await file?.close();
    }
    if (file === undefined) return rawFromBuffer(Buffer.concat(chunks));
    return { size, bytes: () => readFileSync(path), stream: () => createReadStream(path) };
  }

  async write(content: Readable): Promise<{ readonly size: number; readonly read: () => Buffer }> {
    const { size, bytes } = await this.take(content);
    return { size, read: bytes };
  }

  #newPath(): string {
    const path = join(this.#folder, randomUUID());
    this.#paths.push(path);
    return path;
  }

  discard(): void {
    for (const path of this.#paths.splice(0)) rmSync(path, { force: true });
  }
}
