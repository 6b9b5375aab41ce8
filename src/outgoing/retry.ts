/** Mail that was given up is queued once more, and its ticket's history says so. */
import type { Desk } from "../desk.ts";
import { sentArticle } from "../store/articles.ts";
import { addHistory } from "../store/history.ts";
import { retryDead } from "../store/queueActs.ts";
import { reference } from "../store/reference.ts";

/**
 * @param id one mail; undefined for all
 * @param userId who wants it; the system when absent
 * @returns how many
 */
export async function retryFailed(desk: Desk, id: number | undefined, userId?: number): Promise<number> {
  const { store, clock, settings } = desk;
  const rows = await reference(store);
  return await store.transaction(async (tx) => {
    const now = clock.now();
    const resent = await retryDead(store, tx, id, now);
    for (const { articleId, recipients } of resent) {
      const after = articleId === null ? undefined : (await sentArticle(tx, articleId))?.ticket;
      if (after === undefined) continue;
      const name = `%%${recipients.join(", ")}`;
      await addHistory(tx, rows, after, "EmailResend", name, now, userId ?? settings.postmaster.userId, articleId);
    }
    return resent.length;
  });
}
