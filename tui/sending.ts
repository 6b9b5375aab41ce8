/** Sends what was written, and says so; a reply that is still held back can be taken back with undo. */
import type { CreateRequest, NoteRequest } from "../src/api/requests.ts";
import type { ArticleView } from "../src/api/ticket.ts";
import { closedState } from "./actions.ts";
import { inBulk, stoppedIn, tellRefused, ticketsInWords } from "./bulk.ts";
import { type Change, undone } from "./changing.ts";
import type { Client } from "./client/client.ts";
import { ClientError } from "./client/transport.ts";
import { type Draft, type DraftKind, isMail, isShown } from "./draft.ts";
import { articleOf, mailOf, newTicketOf } from "./draftRequest.ts";
import type { Composing, Done, Ground, Some } from "./ground.ts";
import type { Notices } from "./hooks/useNotice.ts";
import { keyFor } from "./keys/keys.ts";
import { type MessageKey, text } from "./messages.ts";
import { nextStateWords, stateOfDraft } from "./nextState.ts";
import { recallMail } from "./recalling.ts";
import { withColon } from "./text/colon.ts";
import { safeLine } from "./text/safe.ts";
import { whenOf } from "./text/times.ts";

/** @param anyway whatever others have written meanwhile. @throws Unread when they have, and it was not sent */
export type Send = (draft: Draft, close: boolean, anyway?: boolean) => Promise<void>;

/** Others have written on the ticket since the reply was begun, or moved it; `message` asks what to do about it. */
export class Unread extends Error {
  override readonly name = "Unread";
  /** What they wrote. */
  readonly articles: readonly ArticleView[];
  constructor(message: string, articles: readonly ArticleView[], options: ErrorOptions) {
    super(message, options);
    this.articles = articles;
  }
}

type NextState = Pick<CreateRequest, "state" | "pendingUntil">;

interface Sent {
  readonly ticketId: number;
  readonly articleId: number;
  /** As it was written on the ticket; undefined for the mail that opened it. */
  readonly draft?: Draft;
}

export function sender(ground: {
  readonly client: Client;
  readonly notices: Notices;
  readonly composing: Composing | undefined;
  readonly giveBack: Ground["giveBack"];
  readonly remember: (done: Done) => void;
  /** It was sent: the composer goes, the cursor goes on. */
  readonly sent: (id: number, goOn: boolean) => void;
  readonly again: () => void;
}): Send {
  const { client, notices, composing, giveBack, remember, sent, again } = ground;
  /** A ticket that was closed with it is as before, even when the mail has gone. */
  const takeBack = async (closed: Change, mail?: Sent): Promise<string | undefined> => {
    try {
      if (mail === undefined) return undefined;
      if (mail.draft === undefined) return await recallMail(ground, mail);
      await client.recall(mail.articleId);
      const told = giveBack(mail.ticketId, asWritten(mail.draft, closed));
      if (composing !== undefined && opens(composing.ticket, mail.draft, closed))
        await undone(ground, [composing.ticket], { state: "" });
      return told;
    } finally {
      if (composing !== undefined && closed.state !== undefined) await undone(ground, [composing.ticket], closed);
      again();
    }
  };
  const create = async (draft: Draft, queue: string, state: NextState): Promise<void> => {
    const request = newTicketOf(draft, queue);
    const { ticketId, ticketNumber, articleId, heldSeconds } = await client.create({ ...request, ...state });
    const what = [
      withColon(ticketNumber, text(said[draft.kind])),
      ...leaves(draft),
      ...shown(draft),
      ...becomes(draft),
    ].join(", ");
    // Its ticket stays, with a number for the subject, and goes on by a reply.
    if (request.by === "mail") remember({ what, undo: () => takeBack({}, { ticketId, articleId }) });
    sent(0, false);
    notices.say(what + takesBack(draft, heldSeconds ?? client.undoSeconds));
    again();
  };
  const noteOnAll = async (tickets: readonly Some[], note: NoteRequest, told: readonly string[]): Promise<void> => {
    const done = await inBulk(ground, tickets, { note });
    const { reached } = done;
    if (reached.length > 0) {
      const noted = withColon(ticketsInWords(reached), text("say.noted"));
      const what = [noted, ...shown({ kind: "note", ...note }), ...told].join(", ");
      // The notes stay, as a single one does.
      const undo = async (): Promise<void> => {
        await undone(ground, reached, { state: note.state ?? "" });
        again();
      };
      remember({ what, ...(note.state === undefined ? {} : { undo }) });
      sent(reached[0]?.id ?? 0, false);
      notices.say(what + stoppedIn(done, tickets.length));
      again();
    }
    tellRefused(done, tickets.length);
  };
  return async (draft, close, anyway = false) => {
    if (composing === undefined) return;
    const { id, number } = composing.ticket;
    const state: NextState = close ? { state: (await closedState(client)).name } : stateOfDraft(draft);
    const comesInto = close ? [text("say.closed")] : becomes(draft);
    if (composing.queue !== undefined) return await create(draft, composing.queue, state);
    let held: number | undefined;
    if (draft.kind === "note" || draft.kind === "customerCalled" || draft.kind === "agentCalled") {
      const article = { ...articleOf(draft), ...state };
      if (composing.all !== undefined) return await noteOnAll(composing.all, article, comesInto);
      if (draft.kind === "note") await client.note(id, article);
      else await client.call(id, { ...article, caller: draft.kind === "agentCalled" ? "agent" : "customer" });
      // What was written stays with the ticket.
      if (comesInto.length > 0) {
        remember({ what: withColon(number, comesInto.join()), ticketId: id, undo: () => takeBack(state) });
      }
    } else if (draft.kind === "forward") {
      const withAttachments = draft.filesInside !== true;
      const { articleId, heldSeconds } = await client.forward(id, { ...mailOf(draft), withAttachments, ...state });
      held = heldSeconds;
      remember({
        what: withColon(number, text("say.forwarded")),
        ticketId: id,
        undo: () => takeBack(state, { ticketId: id, articleId, draft }),
      });
    } else {
      const seen = anyway || draft.version === undefined ? {} : { version: draft.version };
      const { articleId, heldSeconds } = await client
        .reply(id, { ...mailOf(draft), ...seen, ...state })
        .catch((error: unknown) => unread(client, id, error));
      held = heldSeconds;
      remember({
        what: withColon(number, text("say.replied")),
        ticketId: id,
        undo: () => takeBack(state, { ticketId: id, articleId, draft }),
      });
    }
    sent(id, draft.kind === "reply" || close);
    const told = [text(said[draft.kind]), ...leaves(draft), ...shown(draft), ...comesInto];
    notices.say(withColon(number, told.join(", ")) + takesBack(draft, held ?? client.undoSeconds));
    again();
  };
}

async function unread(client: Client, id: number, error: unknown): Promise<never> {
  if (!(error instanceof ClientError) || error.meanwhile.length === 0) throw error;
  const written = error.meanwhile.filter(({ articleId }) => articleId !== null);
  const who = [...new Set((written.length > 0 ? written : error.meanwhile).map(({ by }) => safeLine(by)))].join(", ");
  if (written.length === 0) throw new Unread(text("ask.sendMoved", { who }), [], { cause: error });
  // By whom as the daemon has it: agents share an address.
  const from = new Map(written.map(({ articleId, by }) => [articleId, by]));
  const articles = (await client.ticket(id)).articles.flatMap((article) => {
    const by = from.get(article.id);
    return by === undefined ? [] : [{ ...article, from: by }];
  });
  throw new Unread(text("ask.sendUnread", { who }), articles, { cause: error });
}

/** An answer opens a new ticket by itself. */
function opens({ stateType }: Some, { kind }: Draft, closed: Change): boolean {
  return kind === "reply" && stateType === "new" && closed.state === undefined;
}

/** Its time is accounted already. */
function asWritten({ timeUnits: _accounted, ...draft }: Draft, closed: Change): Draft {
  return { ...draft, closing: closed.state !== undefined && closed.state !== draft.nextState };
}

const said = {
  ...{ note: "say.noted", reply: "say.replied", forward: "say.forwarded" },
  ...{ customerCalled: "say.called", agentCalled: "say.called" },
  ...{ newMail: "say.created", newPhone: "say.created", newNote: "say.created" },
} as const satisfies Readonly<Record<DraftKind, MessageKey>>;

/** When it leaves, if it is not at once; in that year, as the thread tells it. */
function leaves({ sendAt }: Draft): readonly string[] {
  return sendAt === undefined ? [] : [text("compose.leaves", { when: whenOf(sendAt, new Date(sendAt)) })];
}

/** How a mail can be taken back, and for how long; not what leaves at a time that is told already. */
function takesBack({ kind, sendAt }: Draft, seconds: number): string {
  if (!isMail(kind) || seconds === 0 || sendAt !== undefined) return "";
  return ` · ${text("say.takesBack", { key: keyFor("list", "undo"), seconds })}`;
}

function becomes(draft: Draft): readonly string[] {
  return nextStateWords(draft, new Date(draft.pendingUntil ?? 0));
}

/** Whether the customer sees a note or a call, where that is not as usual. */
function shown(draft: Parameters<typeof isShown>[0]): readonly string[] {
  if (isShown(draft) === isShown({ kind: draft.kind })) return [];
  return [text(isShown(draft) ? "compose.seen" : "compose.unseen")];
}
