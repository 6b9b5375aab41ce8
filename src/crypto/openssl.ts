/** Runs `openssl cms`: input by files of its own that are removed at once, the result by its output. Decides nothing. */
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Ran {
  readonly done: boolean;
  readonly output: Buffer;
  /** What it said about the failure, its own words. */
  readonly said: string;
  /** There is no such program here. */
  readonly absent: boolean;
}

/** Milliseconds. */
const patience = 30_000;
const maxOutput = 100_000_000;

export async function openssl(args: readonly string[]): Promise<Ran> {
  return await new Promise((resolve) => {
    execFile(
      "openssl",
      args,
      {
        timeout: patience,
        maxBuffer: maxOutput,
        encoding: "buffer",
        env: { PATH: process.env.PATH ?? "", LC_ALL: "C" },
      },
      (error, output, errors) => {
        const absent = error !== null && "code" in error && error.code === "ENOENT";
        resolve({ done: error === null, output, said: errors.toString("utf8"), absent });
      },
    );
  });
}

/** Gives the files a folder that only this account may read, for as long as the work takes. */
export async function withFiles<T>(
  contents: Readonly<Record<string, Buffer | string>>,
  work: (path: (name: string) => string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "gotrs-cms-"));
  try {
    for (const [name, content] of Object.entries(contents))
      await writeFile(join(folder, name), content, { mode: 0o600 });
    return await work((name) => join(folder, name));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
