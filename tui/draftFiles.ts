/** The files of a draft beside it on the disk, by their content: written once, however often the text changes. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeFolder } from "../src/makeFolder.ts";
import type { Enclosure } from "./files.ts";

/** A file as the draft names it. */
export interface DraftFile {
  readonly filename: string;
  readonly contentType: string;
  readonly digest: string;
}

const digests = new WeakMap<Buffer, string>();

export function draftFiles(folder: string) {
  return {
    /** Those that are still there. */
    read: (files: readonly DraftFile[]): readonly Enclosure[] =>
      files.flatMap(({ filename, contentType, digest }) => {
        const path = join(folder, digest);
        return existsSync(path) ? [{ filename, contentType, content: readFileSync(path) }] : [];
      }),
    /** What is no longer attached goes. @returns those that lie there now, and why others do not */
    write(enclosures: readonly Enclosure[]): { readonly files: readonly DraftFile[]; readonly failure?: unknown } {
      if (enclosures.length === 0) {
        rmSync(folder, { recursive: true, force: true });
        return { files: [] };
      }
      const files: DraftFile[] = [];
      try {
        makeFolder(folder);
        const there = new Set(readdirSync(folder));
        for (const { filename, contentType, content } of enclosures) {
          const digest = digestOf(content);
          if (!there.has(digest)) writeWhole(join(folder, digest), content);
          there.add(digest);
          files.push({ filename, contentType, digest });
        }
        for (const name of there) {
          if (!files.some(({ digest }) => digest === name)) rmSync(join(folder, name), { force: true });
        }
        return { files };
      } catch (failure) {
        return { files, failure };
      }
    },
  };
}

/** Under its name only when all of it is there. */
function writeWhole(path: string, content: Buffer): void {
  writeFileSync(`${path}.new`, content, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

function digestOf(content: Buffer): string {
  const known = digests.get(content);
  if (known !== undefined) return known;
  const digest = createHash("sha256").update(content).digest("hex");
  digests.set(content, digest);
  return digest;
}
