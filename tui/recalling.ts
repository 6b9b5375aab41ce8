/** Takes back mail that has not left, and gives it back to whoever wrote it as a draft: all of it, as the daemon has it. */
import { longestUndo } from "../src/api/requests.ts";
import type { ArticleView } from "../src/api/ticket.ts";
import { yesOrNo } from "./asking.ts";
import { type Draft, typeable } from "./draft.ts";
import type { Enclosure } from "./files.ts";
import type { Ground } from "./ground.ts";
import { messageOf } from "./hooks/useNotice.ts";
import { text } from "./messages.ts";
import { safeLine } from "./text/safe.ts";

type Needs = Pick<Ground, "client" | "ask" | "giveBack"> & { readonly say: (told: string) => void };

/** The article of a mail. */
interface Mail {
  readonly articleId: number;
  readonly ticketId: number;
}

/** `ticketId` is undefined where it has no ticket. */
export interface Recallable {
  readonly articleId: number;
  readonly ticketId: number | undefined;
  /** Who would have got it. */
  readonly who: string;
}

/** Asks first, since nothing puts it into the queue again. @param after what is to be done when it is taken back */
export function askRecall(
  ground: Needs,
  { articleId, ticketId, who }: Recallable,
  after: () => void | Promise<void>,
): void {
  const { client, ask, say } = ground;
  ask(
    yesOrNo(text("ask.recallMail", { who }), async () => {
      const back =
        ticketId === undefined ? await client.recall(articleId) : await recallMail(ground, { articleId, ticketId });
      // However many recipients there are, by which key it goes on has room.
      say(`${back ? `${text("say.takenBack")}; ${back}` : text("say.recalled")} · ${who}`);
      await after();
    }),
  );
}

/** @returns where the text of an agent is now, in words */
export async function recallMail(
  { client, giveBack }: Pick<Ground, "client" | "giveBack">,
  { articleId, ticketId }: Mail,
): Promise<string | undefined> {
  // As it was sent: once recalled it is for the customer no longer.
  const { articles } = await client.ticket(ticketId);
  const article = articles.find(({ id, sender }) => id === articleId && sender === "agent");
  await client.recall(articleId);
  if (article === undefined) return undefined;
  const draft = draftOf(article, articles);
  let left = "";
  // Last, since it leaves no more: however long they take, or whatever becomes of them.
  const enclosures = await filesOf(client, article).catch((error: unknown) => {
    left = `, ${text("wrong.filesStay", { why: messageOf(error) })}`;
    return [];
  });
  return giveBack(ticketId, { ...draft, enclosures }) + left;
}

/** The chosen article, else the newest that is still held back. @throws Error when there is none */
export function heldArticle(articles: readonly ArticleView[], articleId: number | undefined): ArticleView {
  const held = articles.filter(({ delivery }) => delivery?.state === "queued" && delivery.message === null);
  const article = held.find(({ id }) => id === articleId) ?? held.at(-1);
  if (article === undefined) throw new Error(text("wrong.nothingHeld"));
  return article;
}

/** What the customer does not see was sent to somebody else. */
function draftOf(article: ArticleView, articles: readonly ArticleView[]): Draft {
  const { to, cc, bcc, subject, body, visibleForCustomer, inReplyTo, delivery } = article;
  const answered = inReplyTo === null ? undefined : articles.find(({ messageId }) => messageId === inReplyTo);
  return {
    ...(visibleForCustomer ? { kind: "reply" } : { kind: "forward", filesInside: true }),
    from: "",
    articleId: answered?.id ?? 0,
    headers: { to: safeLine(to), cc: safeLine(cc), bcc: safeLine(bcc), subject: safeLine(subject) },
    body: typeable(body),
    enclosures: [],
    sendAt: askedFor(article),
    ...(delivery !== null && delivery.waiting > 1 ? { separately: true } : {}),
  };
}

/** What is held back for longer than any undo is sent at a time that somebody chose. */
function askedFor({ created, delivery }: ArticleView): string | undefined {
  if (delivery === null || delivery.due === null || delivery.message !== null) return undefined;
  return Date.parse(delivery.due) - Date.parse(created) > longestUndo * 1000 ? delivery.due : undefined;
}

async function filesOf(
  client: Ground["client"],
  { id: articleId, attachments }: ArticleView,
): Promise<readonly Enclosure[]> {
  const files: Enclosure[] = [];
  for (const { id, filename, contentType } of attachments)
    files.push({ filename, contentType, content: await client.attachment(articleId, id) });
  return files;
}
