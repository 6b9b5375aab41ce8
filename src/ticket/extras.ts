/** What comes along with an article: time spent, fields of the article and of the ticket. */
import type { ArticleExtras } from "../api/requests.ts";
import type { Action } from "./commit.ts";
import { writeArticleFields, writeTicketFields } from "./fields.ts";
import { writeTime } from "./time.ts";

export async function writeExtras(action: Action, articleId: number, extras: ArticleExtras): Promise<void> {
  const { timeUnits, articleFields, dynamicFields } = extras;
  if (articleFields !== undefined) await writeArticleFields(action, articleId, articleFields);
  if (dynamicFields !== undefined) await writeTicketFields(action, dynamicFields);
  if (timeUnits !== undefined) await writeTime(action, timeUnits, articleId);
}
