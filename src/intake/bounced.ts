/** A report that mail of ours did not arrive: its article, its people and the addresses learn of it. */
import { bouncedArticle } from "../outgoing/returnPath.ts";
import { recordUndeliverable } from "../outgoing/undeliverable.ts";
import { addressedTo } from "../postmaster/addressedTo.ts";
import { articleByMessageId, articleTicket } from "../store/articleView.ts";
import type { Written } from "./newTicket.ts";
import type { Work } from "./work.ts";

/** Nothing for a mail that is no report of a failure, or one about a mail of nobody knows which article. */
export async function recordBounce(work: Work, written: Written): Promise<void> {
  const { tx, desk, reference, mail, incoming, now } = work;
  if (mail.bounce === undefined || mail.bounce.kind !== "failed") return;
  const { originalMessageId } = mail.bounce;
  const byAddress = addressedTo(mail, incoming.envelope.to)
    .map((address) => bouncedArticle(desk.settings, reference.threadKey, address))
    .find((id) => id !== undefined);
  const articleId =
    byAddress ?? (originalMessageId === undefined ? undefined : await articleByMessageId(tx, originalMessageId));
  // A report that was filed elsewhere is about somebody else's mail, or forged.
  if (articleId === undefined || (await articleTicket(tx, articleId)) !== written.ticketId) return;
  const failures = mail.bounce.recipients
    .filter(({ action }) => action === "failed" || action === "")
    .map(({ address, status, diagnostic, permanent }) => ({
      address,
      status: status === "" ? undefined : status,
      reason: diagnostic || status || "no reason was given",
      permanent,
    }));
  if (failures.length === 0) return;
  await recordUndeliverable(tx, desk, reference, { articleId, failures, origin: "bounced" }, now);
}
