/** Where a large decoded attachment waits until it is stored; the edges provide one, the parser does without. */
import type { Readable } from "node:stream";
import type { Content } from "./rawSource.ts";

export interface Spool {
  write(content: Readable): Promise<Content>;
}
