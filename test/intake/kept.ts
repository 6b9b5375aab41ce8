/** The octets that articles keep of their mails, as they lie in the database. */
import { rawOf, wholeBytes } from "../../src/store/largeValues.ts";
import type { Store } from "../../src/store/store.ts";

/** In the order in which they were stored. */
export async function keptSources(store: Store): Promise<readonly Buffer[]> {
  const rows = await store.db.selectFrom("article_data_mime_plain").select(["id", "body"]).orderBy("id").execute();
  return await Promise.all(rows.map(({ id, body }) => wholeBytes(store.db, store.codec, rawOf(id), body)));
}

/** @throws Error when there is none */
export async function keptSource(store: Store, articleId: number): Promise<Buffer> {
  const { id, body } = await store.db
    .selectFrom("article_data_mime_plain")
    .select(["id", "body"])
    .where("article_id", "=", articleId)
    .executeTakeFirstOrThrow();
  return await wholeBytes(store.db, store.codec, rawOf(id), body);
}

/** Of every article, in the order in which they were stored. */
export async function messageIdsOf(store: Store): Promise<readonly string[]> {
  const rows = await store.db.selectFrom("article_data_mime").select("a_message_id").orderBy("id").execute();
  return rows.map(({ a_message_id }) => a_message_id ?? "");
}
