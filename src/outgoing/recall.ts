/** Takes a mail back that has not left: out of the queue, its article marked, the ticket's history told. */

import type { Desk } from "../desk.ts";
import { ConflictError, NotFoundError } from "../errors.ts";
import { said } from "../said.ts";
import { sentArticle } from "../store/articles.ts";
import { addHistory } from "../store/history.ts";
import { recallMail } from "../store/recall.ts";
import { reference } from "../store/reference.ts";

/**
 * The caller has checked that the person may.
 * @returns the recipients who will not get it
 * @throws ConflictError when it has left, or is leaving just now
 */
export async function recall(desk: Desk, articleId: number, userId: number): Promise<readonly string[]> {
  const { store, clock } = desk;
  const rows = await reference(store);
  return await store.transaction(async (tx) => {
    const now = clock.now();
    const article = await sentArticle(tx, articleId);
    if (article === undefined) throw new NotFoundError(said`there is no article ${articleId}`, {});
    const recalled = await recallMail(tx, articleId, "recall", now);
    switch (recalled.kind) {
      case "gone":
        throw new NotFoundError(said`the mail has left the queue already`, {
          mend: said`Write a second mail that corrects it`,
        });
      case "leaving":
        throw new ConflictError(said`the mail of article ${articleId} is being sent just now`, {
          mend: said`Try again in a moment, in case its server puts it off`,
        });
      case "recalled": {
        const name = `%%Recalled before it was sent: ${recalled.recipients.join(", ")}`;
        await addHistory(tx, rows, article.ticket, "Misc", name, now, userId, articleId);
        return recalled.recipients;
      }
    }
  });
}
