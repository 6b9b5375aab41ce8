/** An agent takes back a mail that has not left yet. */
import type { Actor, Desk } from "../desk.ts";
import { recall } from "../outgoing/recall.ts";
import { permittedArticle } from "./permitted.ts";

/** @throws PermissionError without rw on the ticket, ConflictError when it has left */
export async function recallArticle(
  desk: Desk,
  actor: Actor,
  articleId: number,
): Promise<{ readonly recipients: readonly string[] }> {
  await permittedArticle(desk, actor, articleId, "recall");
  return { recipients: await recall(desk, articleId, actor.userId) };
}
