/** Writes a mail into a Maildir, for installations without a smarthost. */
import { mkdir, open, rename } from "node:fs/promises";
import { join } from "node:path";
import type { Envelope, Handover } from "./session.ts";

/**
 * A repeated delivery of the same queue row overwrites the first, so a crash makes no second file.
 * @param name what the file is called in `new/`
 */
export async function writeMaildir(folder: string, name: string, envelope: Envelope, raw: Buffer): Promise<Handover> {
  const { sender, recipients } = envelope;
  try {
    for (const part of ["tmp", "new", "cur"]) await mkdir(join(folder, part), { recursive: true, mode: 0o700 });
    const file = await open(join(folder, "tmp", name), "w", 0o600);
    try {
      await file.write(`Return-Path: <${sender}>\nX-Envelope-To: ${recipients.join(", ")}\n`);
      await file.write(Buffer.from(raw.toString("latin1").replaceAll("\r\n", "\n"), "latin1"));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(join(folder, "tmp", name), join(folder, "new", name));
    return { accepted: { recipients, message: `written to ${name}` }, refused: [], untouched: false };
  } catch (error) {
    const message = `cannot write to the Maildir: ${error instanceof Error ? error.message : String(error)}`;
    const refusal = { recipients, code: undefined, status: undefined, message, about: "connection" as const };
    return { accepted: undefined, refused: [refusal], untouched: true };
  }
}
