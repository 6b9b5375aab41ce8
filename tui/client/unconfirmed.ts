/**
 * What was written and not answered may have been done. When the same is asked again it has the same Idempotency-Key, by which
 * the daemon does it once.
 */
import { hash, randomUUID } from "node:crypto";

export class Unconfirmed {
  /** Digest of what was sent → its key. */
  readonly #keys = new Map<string, string>();

  keyFor(path: string, body: unknown): string {
    // Most often all was answered, and a large file need not be read for a digest.
    const before = this.#keys.size === 0 ? undefined : this.#keys.get(digest(path, body));
    return before ?? randomUUID();
  }
  add(key: string, path: string, body: unknown): void {
    this.#keys.set(digest(path, body), key);
  }
  delete(key: string): void {
    for (const [sent, known] of this.#keys) if (known === key) this.#keys.delete(sent);
  }
  clear(): void {
    this.#keys.clear();
  }
}

function digest(path: string, body: unknown): string {
  return hash("sha256", JSON.stringify([path, body]));
}
