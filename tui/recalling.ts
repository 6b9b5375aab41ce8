/** Takes back mail that has not left: asks, since nothing puts it into the queue again, and keeps its text as a draft. */
import type { ArticleView } from "../src/api/ticket.ts";
import { yesOrNo } from "./asking.ts";
import { type Draft, typeable } from "./draft.ts";
import type { Ground } from "./ground.ts";
import { text } from "./messages.ts";
import { safeLine } from "./text/safe.ts";

type Needs = Pick<Ground, "client" | "ask" | "giveBack"> & { readonly say: (told: string) => void };

/** The article of a mail; `ticketId` is undefined where it has no ticket. */
export interface Recallable {
  readonly articleId: number;
  readonly ticketId: number | undefined;
  /** Who would have got it. */
  readonly who: string;
}

/** @param after what is to be done when it is taken back */
export function askRecall(
  { client, ask, giveBack, say }: Needs,
  { articleId, ticketId, who }: Recallable,
  after: () => void | Promise<void>,
): void {
  ask(
    yesOrNo(text("ask.recallMail", { who }), async () => {
      // As it was sent: once recalled it is for the customer no longer.
      const written =
        ticketId === undefined
          ? undefined
          : (await client.ticket(ticketId)).articles.find(({ id, sender }) => id === articleId && sender === "agent");
      await client.recall(articleId);
      const back = ticketId === undefined || written === undefined ? "" : giveBack(ticketId, draftOf(written));
      say(`${who}: ${back === "" ? text("say.recalled") : `${text("say.takenBack")}; ${back}`}`);
      await after();
    }),
  );
}

/** The chosen article, else the newest that is still held back. @throws Error when there is none */
export function heldArticle(articles: readonly ArticleView[], articleId: number | undefined): ArticleView {
  const held = articles.filter(({ delivery }) => delivery?.state === "queued" && delivery.message === null);
  const article = held.find(({ id }) => id === articleId) ?? held.at(-1);
  if (article === undefined) throw new Error(text("wrong.nothingHeld"));
  return article;
}

/** What the customer does not see was sent to somebody else. */
function draftOf({ to, cc, subject, body, visibleForCustomer }: ArticleView): Draft {
  return {
    kind: visibleForCustomer ? "reply" : "forward",
    from: "",
    articleId: 0,
    headers: { to: safeLine(to), cc: safeLine(cc), bcc: "", subject: safeLine(subject) },
    body: typeable(body),
    enclosures: [],
  };
}
