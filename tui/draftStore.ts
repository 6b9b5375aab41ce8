/** Drafts on this machine's disk, as they are typed: what was written outlives a crash, a closed terminal, a lost line. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeFolder } from "../src/makeFolder.ts";
import { amount, flag, list, maybe, object, text, whole } from "./client/shape.ts";
import { type ArticleFile, type Draft, type DraftKind, draftKinds, type Headers, type Terms } from "./draft.ts";
import { type DraftFile, draftFiles } from "./draftFiles.ts";

/** What of a draft is kept: all that was typed and attached, and how much of the ticket was known then. */
export type Kept = Pick<
  Draft,
  "headers" | "body" | "enclosures" | "version" | "articleFiles" | "filesInside" | "closing" | "queue" | keyof Terms
> &
  Partial<Pick<Draft, "articleId">>;

export interface DraftStore {
  /** undefined: there is none. */
  kept(ticketId: number, kind: Draft["kind"]): Kept | undefined;
  /** @throws Error when it cannot be written; what could be is kept */
  keep(ticketId: number, draft: Draft): void;
  drop(ticketId: number, kind: Draft["kind"]): void;
  /** All that lie there, the newest first. */
  lying(): readonly Lying[];
}

export interface Lying {
  /** 0 for a ticket that is yet to be opened. */
  readonly ticketId: number;
  readonly kind: DraftKind;
  readonly changed: Date;
}

interface StoredHeaders extends Omit<Headers, "bcc"> {
  readonly bcc?: string | undefined;
}

/** As it lies on the disk. A draft of an older version has not all of it. */
interface Stored extends Omit<Kept, "headers" | "enclosures"> {
  readonly headers: StoredHeaders;
  readonly files?: readonly DraftFile[] | undefined;
}

const stored = object<Stored>({
  headers: object<StoredHeaders>({ to: text, cc: text, bcc: maybe(text), subject: text }),
  ...{ body: text, version: maybe(whole), articleId: maybe(whole), filesInside: maybe(flag), closing: maybe(flag) },
  queue: maybe(text),
  articleFiles: maybe(list(object<ArticleFile>({ filename: text, size: whole }))),
  ...{
    timeUnits: maybe(amount),
    sendAt: maybe(text),
    nextState: maybe(text),
    pendingUntil: maybe(text),
    visibleForCustomer: maybe(flag),
    separately: maybe(flag),
  },
  files: maybe(list(object<DraftFile>({ filename: text, contentType: text, digest: text }))),
});

/** @param whose server and login: two desks have tickets of the same id */
export function openDrafts(stateFolder: string, whose: string): DraftStore {
  const folder = join(stateFolder, "drafts", createHash("sha256").update(whose).digest("hex").slice(0, 16));
  const place = (ticketId: number, kind: Draft["kind"]): string => join(folder, `${kind}-${ticketId}`);
  return {
    kept(ticketId, kind) {
      try {
        const path = place(ticketId, kind);
        const value: unknown = JSON.parse(readFileSync(`${path}.json`, "utf8"));
        if (stored(value) !== undefined) return undefined;
        const { files = [], headers, ...draft } = value as Stored;
        return {
          ...draft,
          headers: { ...headers, bcc: headers.bcc ?? "" },
          enclosures: draftFiles(`${path}.files`).read(files),
        };
      } catch {
        return undefined;
      }
    },
    keep(ticketId, draft) {
      const path = place(ticketId, draft.kind);
      makeFolder(folder);
      const { headers, body, enclosures: _files, kind: _kind, from: _from, ...about } = draft;
      // Where the disk has no room for the files, it may have some for what was typed.
      const { files, failure } = draftFiles(`${path}.files`).write(draft.enclosures);
      writeFileSync(`${path}.json.new`, JSON.stringify({ headers, body, ...about, files }), { mode: 0o600 });
      renameSync(`${path}.json.new`, `${path}.json`);
      if (failure !== undefined) throw failure;
    },
    lying() {
      const names = existsSync(folder) ? readdirSync(folder) : [];
      return names
        .flatMap((name): readonly Lying[] => {
          const [, typed, id] = /^(\w+)-(\d+)\.json$/.exec(name) ?? [];
          const kind = draftKinds.find((one) => one === typed);
          if (kind === undefined) return [];
          const changed = statSync(join(folder, name), { throwIfNoEntry: false })?.mtime;
          return changed === undefined ? [] : [{ ticketId: Number(id), kind, changed }];
        })
        .sort((one, other) => other.changed.getTime() - one.changed.getTime());
    },
    drop(ticketId, kind) {
      const path = place(ticketId, kind);
      rmSync(`${path}.json`, { force: true });
      rmSync(`${path}.files`, { recursive: true, force: true });
    },
  };
}
