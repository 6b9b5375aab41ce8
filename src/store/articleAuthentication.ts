/** SQL of gotrs_article_authentication: what is known of where a received article comes from. */
import type { ArticleView } from "../api/ticket.ts";
import { insertRow } from "./insert.ts";
import type { Reader, Tx } from "./store.ts";
import { cut } from "./tickets.ts";

export type ArticleAuthentication = NonNullable<ArticleView["authentication"]>;

export async function addAuthentication(tx: Tx, articleId: number, found: ArticleAuthentication): Promise<void> {
  await insertRow(tx, "gotrs_article_authentication", {
    article_id: articleId,
    spf: found.spf,
    dkim: found.dkim,
    dmarc: found.dmarc,
    arc: found.arc,
    domain: found.domain === null ? null : cut(found.domain, 255),
    aligned: found.aligned ? 1 : 0,
    checked_by: cut(found.checkedBy, 255),
    reason: found.reason,
  });
}

export async function authenticationsOf(
  db: Reader,
  articleIds: readonly number[],
): Promise<ReadonlyMap<number, ArticleAuthentication>> {
  if (articleIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("gotrs_article_authentication")
    .select(["article_id", "spf", "dkim", "dmarc", "arc", "domain", "aligned", "checked_by as checkedBy", "reason"])
    .where("article_id", "in", articleIds)
    .execute();
  return new Map(rows.map(({ article_id, aligned, ...row }) => [article_id, { ...row, aligned: aligned === 1 }]));
}
