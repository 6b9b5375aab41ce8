/** The envelope sender of an article's mail, and the article that a bounce to it is about. */
import type { Desk } from "../desk.ts";
import { articleOfReturnPath, returnPath } from "../mail/returnPath.ts";
import type { Reference } from "../store/referenceRows.ts";

/** @param usual the address of the queue, where no other is configured */
export function envelopeSender(desk: Desk, rows: Reference, articleId: number, usual: string): string {
  const { bounceAddress } = desk.settings.outbound;
  if (bounceAddress === undefined || rows.threadKey === undefined) return usual;
  return returnPath(bounceAddress, articleId, rows.threadKey);
}

/** undefined for every address that is not one of our envelope senders, a forged one too. */
export function bouncedArticle(
  settings: Desk["settings"],
  threadKey: string | undefined,
  address: string,
): number | undefined {
  const { bounceAddress } = settings.outbound;
  if (bounceAddress === undefined || threadKey === undefined) return undefined;
  return articleOfReturnPath(address, bounceAddress, threadKey);
}
