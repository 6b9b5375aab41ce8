/** The two forms of binary columns as they lie in the database; a driver's codec (codec.ts) turns them into bytes and text. */
/** A `bytes` column: Buffer on SQLite and MySQL, base64 text on PostgreSQL (as OTRS keeps it). Read through `Codec.bytes`. */
export type StoredBytes = Buffer | string;

/** A `blob` column: serialised text (YAML, JSON). Read through `Codec.text`. */
export type StoredBlob = Buffer | string;
