/** What was begun and not sent, on this machine: choosing one goes on with it, a key throws it away. */
import { yesOrNo } from "../asking.ts";
import type { Client } from "../client/client.ts";
import { ClientError } from "../client/transport.ts";
import { emptyDraft, forwardFrom, replyFrom } from "../draft.ts";
import type { DraftStore, Kept, Lying } from "../draftStore.ts";
import type { Composing, Question } from "../ground.ts";
import { messageOf } from "../hooks/useNotice.ts";
import { text } from "../messages.ts";
import type { NewTicketKind } from "../opening.ts";
import { inCells, safeLine, widestOf } from "../text/safe.ts";
import { whenOf } from "../text/times.ts";
import { orNone, type Page, type PageLine } from "./page.ts";

export interface DraftsGround {
  readonly client: Client;
  readonly drafts: DraftStore;
  readonly now: Date;
  readonly show: (page: Page) => void;
  readonly ask: (question: Question) => void;
  readonly open: (id: number) => Promise<void>;
  readonly compose: (composing: Composing) => void;
  readonly beginTicket: (kind: NewTicketKind, about: { readonly queue?: string | undefined }) => Promise<void>;
  readonly drop: (draft: Lying) => void;
}

export async function draftsPage(ground: DraftsGround): Promise<Page> {
  const lying = ground.drafts.lying();
  const lines = await Promise.all(lying.map((draft) => lineOf(ground, draft)));
  const kindCells = widestOf(lying.map(({ kind }) => text(`compose.${kind}`)));
  return {
    title: text("page.drafts"),
    ...(lying.length > 0 && { keys: "drafts" }),
    renew: () => draftsPage(ground),
    lines: orNone(
      lines.map(({ kind, about, ...line }) => ({ ...line, text: `${inCells(kind, kindCells)}  ${about}` })),
      text("page.noDrafts"),
    ),
  };
}

async function lineOf(
  ground: DraftsGround,
  draft: Lying,
): Promise<Omit<PageLine, "text"> & { readonly kind: string; readonly about: string }> {
  const { ticketId, kind, changed } = draft;
  const kept = ground.drafts.kept(ticketId, kind);
  const words = ownWords(kept?.body ?? "");
  return {
    id: `${kind} ${ticketId}`,
    kind: text(`compose.${kind}`),
    about: await ticketInWords(ground.client, ticketId, kept?.headers.subject ?? ""),
    aside: `${whenOf(changed.toISOString(), ground.now)} `,
    below: safeLine(words),
    choose: () => goOn(ground, draft, kept),
    acts: {
      deleteDraft: () =>
        ground.ask(
          yesOrNo(
            text("ask.deleteDraft"),
            async () => {
              ground.drop(draft);
              ground.show(await draftsPage(ground));
            },
            safeLine(words),
          ),
        ),
    },
  };
}

/** The first line of the answer, which goes below what it answers. */
function ownWords(body: string): string {
  const lines = body.split("\n");
  const quote = lines.findLastIndex((line) => line.startsWith(">"));
  return lines.slice(quote + 1).find((line) => line.trim() !== "") ?? "";
}

/** Of one that is gone, or is no longer seen, what is known of it; the words that were written for it stay. */
async function ticketInWords(client: Client, ticketId: number, subject: string): Promise<string> {
  if (ticketId === 0) return safeLine(subject);
  try {
    const { number, title } = await client.ticket(ticketId);
    return `${number}  ${safeLine(title)}`;
  } catch (error) {
    if (!(error instanceof ClientError) || error.failure === "offline" || error.failure === "login") throw error;
    return [safeLine(subject), safeLine(messageOf(error))].filter((words) => words !== "").join(" · ");
  }
}

async function goOn(ground: DraftsGround, { ticketId, kind }: Lying, kept: Kept | undefined): Promise<void> {
  const { client, open, compose } = ground;
  if (kind === "newMail" || kind === "newPhone" || kind === "newNote")
    return await ground.beginTicket(kind, { queue: kept?.queue });
  const ticket = await client.ticket(ticketId);
  const answered = kept?.articleId || undefined;
  const draft =
    kind === "reply"
      ? replyFrom(await client.replyDraft(ticketId, answered))
      : kind === "forward"
        ? forwardFrom(await client.forwardDraft(ticketId, answered))
        : emptyDraft(kind);
  await open(ticketId);
  compose({ ticket, draft, inEditor: false });
}
