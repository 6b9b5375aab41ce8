/** Stores and reads the contents of mails: small ones in one statement, large ones piece by piece. */
import type { Codec, Place, StoredContent } from "./codec.ts";
import type { Reader, Tx } from "./db.ts";
import { insertRow } from "./insert.ts";
import type { StoredBytes } from "./stored.ts";

/** Octets from which a value is written piece by piece. */
const large = 4 * 1024 * 1024;
/** Octets of a piece; a multiple of three, so that the base64 texts of pieces can be joined. */
const pieceLength = 384 * 1024;

export function rawOf(id: number): Place {
  return { table: "article_data_mime_plain", column: "body", name: "article_data_mime_plain.body", id };
}

export function attachmentOf(id: number): Place {
  return { table: "article_data_mime_attachment", column: "content", name: "article_data_mime_attachment.content", id };
}

export function queuedOf(id: number): Place {
  return { table: "mail_queue", column: "raw_message", name: "mail_queue.raw_message", id };
}

export function deadOf(id: number): Place {
  return { table: "gotrs_dead_mail", column: "raw_message", name: "gotrs_dead_mail.raw_message", id };
}

/** What is in memory as a whole already. */
export function bytesToStore(bytes: Buffer): StoredContent {
  return {
    size: bytes.length,
    bytes: () => bytes,
    *pieces(length) {
      for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
    },
  };
}

/** What is inserted at first: all of it, or nothing where `completeLarge` will bring it. */
export function firstStored(codec: Codec, content: StoredContent): StoredBytes {
  return codec.fromBytes(content.size < large ? content.bytes() : Buffer.alloc(0));
}

/** Completes what `firstStored` began. */
export async function completeLarge(tx: Tx, codec: Codec, place: Place, content: StoredContent): Promise<void> {
  if (content.size < large) return;
  for (const piece of content.pieces(pieceLength)) {
    await insertRow(tx, "gotrs_piece", { place: place.name, row_id: place.id, content: codec.fromBytes(piece) });
  }
  if (await codec.join(tx, place, content.size)) await discardPieces(tx, [place]);
}

/** Of rows that are deleted, all of one table. */
export async function discardPieces(tx: Tx, places: readonly Place[]): Promise<void> {
  const [first] = places;
  if (first === undefined) return;
  await tx
    .deleteFrom("gotrs_piece")
    .where("place", "=", first.name)
    .where(
      "row_id",
      "in",
      places.map(({ id }) => id),
    )
    .execute();
}

/** For a row that takes over another one's value. */
export async function copyPieces(tx: Tx, from: Place, to: Place): Promise<void> {
  await tx
    .insertInto("gotrs_piece")
    .columns(["place", "row_id", "content"])
    .expression((build) =>
      build
        .selectFrom("gotrs_piece")
        .select((select) => [select.val(to.name).as("place"), select.val(to.id).as("row_id"), "content"])
        .where("place", "=", from.name)
        .where("row_id", "=", from.id)
        .orderBy("id"),
    )
    .execute();
}

/** @param stored what the column holds */
export async function wholeBytes(db: Reader, codec: Codec, place: Place, stored: StoredBytes): Promise<Buffer> {
  if (stored.length > 0) return codec.toBytes(stored);
  const pieces = await db
    .selectFrom("gotrs_piece")
    .select("content")
    .where("place", "=", place.name)
    .where("row_id", "=", place.id)
    .orderBy("id")
    .execute();
  return Buffer.concat(pieces.map(({ content }) => codec.toBytes(content)));
}
