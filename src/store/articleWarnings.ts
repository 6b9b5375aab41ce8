/** SQL of gotrs_article_warning: what an agent has to see beside an article. */
import { toDbTime } from "../clock.ts";
import { insertRow } from "./insert.ts";
import type { Reader, Tx } from "./store.ts";

export interface ArticleWarning {
  /** One word for programs. */
  readonly code: string;
  /** A sentence for people. */
  readonly message: string;
}

export async function addWarning(tx: Tx, articleId: number, warning: ArticleWarning, now: Date): Promise<void> {
  await insertRow(tx, "gotrs_article_warning", { article_id: articleId, ...warning, create_time: toDbTime(now) });
}

export async function warningsOf(
  db: Reader,
  articleIds: readonly number[],
): Promise<ReadonlyMap<number, readonly ArticleWarning[]>> {
  if (articleIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("gotrs_article_warning")
    .select(["article_id", "code", "message"])
    .where("article_id", "in", articleIds)
    .orderBy("id")
    .execute();
  const groups = Map.groupBy(rows, ({ article_id }) => article_id);
  return new Map(
    Array.from(groups, ([id, found]) => [id, found.map(({ code, message }) => ({ code, message }))] as const),
  );
}
