/** How a database holds binary values, small and large: what each driver provides. */
import type { Tx } from "./db.ts";
import type { StoredBlob, StoredBytes } from "./stored.ts";

/** How one database holds binary columns. Each driver has one. */
export interface Codec {
  toBytes(stored: StoredBytes): Buffer;
  fromBytes(bytes: Buffer): StoredBytes;
  toText(stored: StoredBlob): string;
  fromText(text: string): StoredBlob;
  /**
   * Joins the pieces of a large value, from gotrs_piece, in its own column, where OTRS reads it. False where that cannot
   * be, and the pieces stay: the server's packets are too small for it, or, with SQLite, a row with the value itself would
   * be held three times inside our own process while it is written.
   * @param size of the value, octets
   */
  join(tx: Tx, place: Place, size: number): Promise<boolean>;
}

/** What is to be stored: whole, or in order piece by piece, each valid until the next one is taken. */
export interface StoredContent {
  /** Octets. */
  readonly size: number;
  bytes(): Buffer;
  pieces(length: number): Iterable<Buffer>;
}

/** A value of a `bytes` column: of which row, and the name of its column in gotrs_piece. */
export interface Place {
  readonly table: "article_data_mime_plain" | "article_data_mime_attachment" | "mail_queue" | "gotrs_dead_mail";
  readonly column: "body" | "content" | "raw_message";
  readonly name: string;
  readonly id: number;
}
