/** Drafts on this machine's disk, as they are typed: what was written outlives a crash, a closed terminal, a lost line. */
import { createHash } from "node:crypto";
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeFolder } from "../src/makeFolder.ts";
import type { Draft, Headers, Terms } from "./draft.ts";

/** What of a draft is kept: all that was typed, and how much of the ticket was known then; files are attached again. */
export type Kept = Pick<Draft, "headers" | "body" | "version" | keyof Terms>;

export interface DraftStore {
  /** undefined: there is none. */
  kept(ticketId: number, kind: Draft["kind"]): Kept | undefined;
  keep(ticketId: number, draft: Draft): void;
  drop(ticketId: number, kind: Draft["kind"]): void;
}

/** A draft of an older version has not all of them. */
const noHeaders: Headers = { to: "", cc: "", bcc: "", subject: "" };

/** @param whose server and login: two desks have tickets of the same id */
export function openDrafts(stateFolder: string, whose: string): DraftStore {
  const folder = join(stateFolder, "drafts", createHash("sha256").update(whose).digest("hex").slice(0, 16));
  const file = (ticketId: number, kind: Draft["kind"]): string => join(folder, `${kind}-${ticketId}.json`);
  return {
    kept(ticketId, kind) {
      try {
        const value: unknown = JSON.parse(readFileSync(file(ticketId, kind), "utf8"));
        return isKept(value) ? { ...value, headers: { ...noHeaders, ...value.headers } } : undefined;
      } catch {
        return undefined;
      }
    },
    keep(ticketId, draft) {
      const path = file(ticketId, draft.kind);
      makeFolder(folder);
      const { headers, body, version, timeUnits, sendAt, visibleForCustomer } = draft;
      const kept = { headers, body, version, timeUnits, sendAt, visibleForCustomer };
      writeFileSync(`${path}.new`, JSON.stringify(kept), { mode: 0o600 });
      renameSync(`${path}.new`, path);
    },
    drop(ticketId, kind) {
      rmSync(file(ticketId, kind), { force: true });
    },
  };
}

function isKept(value: unknown): value is Kept {
  if (typeof value !== "object" || value === null || !("body" in value) || !("headers" in value)) return false;
  const { body, headers } = value;
  if ("version" in value && typeof value.version !== "number") return false;
  if ("timeUnits" in value && typeof value.timeUnits !== "number") return false;
  if ("visibleForCustomer" in value && typeof value.visibleForCustomer !== "boolean") return false;
  if ("sendAt" in value && typeof value.sendAt !== "string") return false;
  return (
    typeof body === "string" &&
    typeof headers === "object" &&
    headers !== null &&
    ["to", "cc", "subject"].every(
      (field) => typeof Object.entries(headers).find(([name]) => name === field)?.[1] === "string",
    )
  );
}
