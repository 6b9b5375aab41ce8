/** Where a large decoded attachment waits until it is stored; the edges provide one, the parser does without. */
import type { Readable } from "node:stream";

export interface Spooled {
  /** Octets. */
  readonly size: number;
  readonly read: () => Buffer;
}

export interface Spool {
  write(content: Readable): Promise<Spooled>;
}
