/** IMAP commands whose answers differ from server to server. */
import type { ImapFlow } from "imapflow";
import { said } from "../../src/said.ts";
import { FetchFailure } from "./failure.ts";

/** What imapflow adds to errors that a server's answer made. */
export interface ServerRefusal {
  readonly authenticationFailed?: boolean;
  readonly responseStatus?: string;
  readonly responseText?: string;
}

/** UIDs in ascending order. `N:*` also means the last mail when that is before N (RFC 3501 §6.4.8). */
export async function search(
  client: ImapFlow,
  query: { readonly uid: string; readonly seen?: boolean; readonly deleted?: boolean },
  from: number,
): Promise<readonly number[]> {
  const found = await client.search(query, { uid: true });
  if (!Array.isArray(found)) throw new FetchFailure("folder", said`the server refuses to search the folder`);
  return found.filter((uid) => uid >= from);
}

export async function readAll(client: ImapFlow, uids: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
  const found = new Map<string, Buffer>();
  const read = async (range: string): Promise<void> => {
    for (const { uid, source } of await client.fetchAll(range, { uid: true, source: true }, { uid: true })) {
      // Of a mail that is gone some servers give the number and nothing else.
      if (source?.length) found.set(String(uid), source);
    }
  };
  const refused = (error: unknown): void => {
    if ((error as ServerRefusal).responseStatus !== "NO") throw error;
  };
  try {
    await read(uids.join(","));
  } catch (error) {
    refused(error);
    // Servers answer NO when one of them was expunged meanwhile; the others are there still.
    for (const uid of uids) await read(uid).catch(refused);
  }
  return found;
}
