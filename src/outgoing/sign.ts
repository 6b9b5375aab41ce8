/** Signs a mail just before it leaves, with the newest key of its author's domain or of the nearest domain above it. */
import type { Desk } from "../desk.ts";
import { authorDomain, signMail } from "../mail/dkim.ts";
import { dkimKeys, type StoredDkimKey } from "../store/dkimKeys.ts";

/** Milliseconds for which a key added or disabled by another process may go unnoticed. */
const freshFor = 5000;

/** Mail of domains without a key is left as it is. */
export function signer(desk: Desk): (raw: Buffer) => Promise<Buffer> {
  let loaded = Number.NEGATIVE_INFINITY;
  let keys: ReadonlyMap<string, StoredDkimKey> = new Map();
  return async (raw) => {
    // Cache age is about this process: the monotonic clock.
    const now = performance.now();
    if (now - loaded > freshFor) {
      const valid = (await dkimKeys(desk.store.db)).filter((key) => key.valid);
      keys = new Map(valid.map((key) => [key.domain, key]));
      loaded = now;
    }
    const key = keys.size === 0 ? undefined : keyFor(authorDomain(raw), keys);
    return key === undefined ? raw : await signMail(raw, key);
  };
}

/** RFC 7489 §3.1.1: a domain above the author's aligns with it. */
function keyFor(domain: string | undefined, keys: ReadonlyMap<string, StoredDkimKey>): StoredDkimKey | undefined {
  for (let name = domain ?? ""; name.includes("."); name = name.slice(name.indexOf(".") + 1)) {
    const key = keys.get(name);
    if (key !== undefined) return key;
  }
  return keys.get(domain ?? "");
}
