/** Sends what was written, and says so; a reply that is still held back can be taken back with undo. */
import type { CreateRequest, NoteRequest } from "../src/api/requests.ts";
import type { ArticleView } from "../src/api/ticket.ts";
import { closedState } from "./actions.ts";
import { inBulk, tellRefused, ticketsInWords } from "./bulk.ts";
import { type Change, undone } from "./changing.ts";
import type { Client } from "./client/client.ts";
import { ClientError } from "./client/transport.ts";
import type { Draft, DraftKind } from "./draft.ts";
import type { Composing, Done, Ground, Some } from "./ground.ts";
import type { Notices } from "./hooks/useNotice.ts";
import { type MessageKey, text } from "./messages.ts";
import { safeLine } from "./text/safe.ts";
import { whenOf } from "./text/times.ts";
import { addressesOf } from "./text/warnings.ts";

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

interface Sent {
  readonly ticketId: number;
  readonly articleId: number;
  readonly draft: Draft;
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
      await client.recall(mail.articleId);
      return giveBack(mail.ticketId, asWritten(mail.draft));
    } finally {
      if (composing !== undefined && closed.state !== undefined) await undone(ground, [composing.ticket], closed);
      again();
    }
  };
  const create = async (draft: Draft, queue: string, state: Pick<CreateRequest, "state">): Promise<void> => {
    const { to, cc, subject: title } = draft.headers;
    const by = firstArticles[draft.kind] ?? "note";
    const customer = addressesOf({ to })[0] ?? to.trim();
    const whom = by === "mail" ? { to, cc, ...laterOf(draft) } : customer === "" ? {} : { customerUser: customer };
    const { ticketId, ticketNumber, articleId } = await client.create({
      ...{ by, title, queue, body: draft.body, attachments: filesOf(draft), ...timeOf(draft) },
      ...whom,
      ...state,
    });
    const what = [`${ticketNumber}: ${text(said[draft.kind])}`, ...leaves(draft)].join(", ");
    if (by === "mail")
      remember({ what, undo: () => takeBack({}, { ticketId, articleId, draft: { ...draft, kind: "reply" } }) });
    sent(0, false);
    notices.say(what);
    again();
  };
  const noteOnAll = async (tickets: readonly Some[], note: NoteRequest, closed: Change): Promise<void> => {
    const done = await inBulk(ground, tickets, { note });
    const { reached } = done;
    if (reached.length > 0) {
      const what = [`${ticketsInWords(reached)}: ${text("say.noted")}`, ...shown(note)].join(", ");
      const closing = closed.state === undefined ? "" : `, ${text("say.closed")}`;
      // The notes stay, as a single one does.
      const undo = async (): Promise<void> => {
        await undone(ground, reached, closed);
        again();
      };
      remember({ what: what + closing, ...(closing === "" ? {} : { undo }) });
      sent(reached[0]?.id ?? 0, false);
      notices.say(what + closing);
      again();
    }
    tellRefused(done, tickets.length);
  };
  return async (draft, close, anyway = false) => {
    if (composing === undefined) return;
    const { id, number } = composing.ticket;
    const state: Pick<CreateRequest, "state"> = close ? { state: (await closedState(client)).name } : {};
    if (composing.queue !== undefined) return await create(draft, composing.queue, state);
    if (draft.kind === "note" || draft.kind === "customerCalled" || draft.kind === "agentCalled") {
      const article = { body: draft.body, attachments: filesOf(draft), ...timeOf(draft), ...state };
      const { visibleForCustomer = false } = draft;
      const note = { ...article, visibleForCustomer };
      if (composing.all !== undefined) return await noteOnAll(composing.all, note, state);
      if (draft.kind === "note") await client.note(id, note);
      else await client.call(id, { ...article, caller: draft.kind === "agentCalled" ? "agent" : "customer" });
      // What was written stays with the ticket.
      if (close) remember({ what: `${number}: ${text("say.closed")}`, undo: () => takeBack(state) });
    } else if (draft.kind === "forward") {
      const { articleId } = await client.forward(id, { ...mailOf(draft), ...state });
      remember({
        what: `${number}: ${text("say.forwarded")}`,
        undo: () => takeBack(state, { ticketId: id, articleId, draft }),
      });
    } else {
      const seen = anyway || draft.version === undefined ? {} : { version: draft.version };
      const { articleId } = await client
        .reply(id, { ...mailOf(draft), ...seen, ...state })
        .catch((error: unknown) => unread(client, id, error));
      remember({
        what: `${number}: ${text("say.replied")}`,
        undo: () => takeBack(state, { ticketId: id, articleId, draft }),
      });
    }
    sent(id, draft.kind === "reply" || close);
    const told = [text(said[draft.kind]), ...leaves(draft), ...shown(draft), ...(close ? [text("say.closed")] : [])];
    notices.say(`${number}: ${told.join(", ")}`);
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

/** Its time is accounted already. */
function asWritten({ timeUnits: _accounted, ...draft }: Draft): Draft {
  return draft;
}

const firstArticles: Partial<Readonly<Record<DraftKind, NonNullable<CreateRequest["by"]>>>> = {
  newMail: "mail",
  newPhone: "phone",
  newNote: "note",
};

const said = {
  ...{ note: "say.noted", reply: "say.replied", forward: "say.forwarded" },
  ...{ customerCalled: "say.called", agentCalled: "say.called" },
  ...{ newMail: "say.created", newPhone: "say.created", newNote: "say.created" },
} as const satisfies Readonly<Record<DraftKind, MessageKey>>;

function mailOf(draft: Draft) {
  const { headers, articleId, body } = draft;
  return {
    ...headers,
    ...(articleId === 0 ? {} : { articleId }),
    body,
    attachments: filesOf(draft),
    ...timeOf(draft),
    ...laterOf(draft),
  };
}

/** When it leaves, if it is not at once; in that year, as the thread tells it. */
function leaves({ sendAt }: Draft): readonly string[] {
  return sendAt === undefined ? [] : [text("compose.leaves", { when: whenOf(sendAt, new Date(sendAt)) })];
}

/** That the customer sees the note, where that is so. */
function shown({ visibleForCustomer = false }: Pick<Draft, "visibleForCustomer">): readonly string[] {
  return visibleForCustomer ? [text("compose.seen")] : [];
}

function laterOf({ sendAt }: Draft) {
  return sendAt === undefined ? {} : { sendAt };
}

function timeOf({ timeUnits }: Draft) {
  return timeUnits === undefined ? {} : { timeUnits };
}

function filesOf({ enclosures }: Draft) {
  return enclosures.map(({ filename, contentType, content }) => ({
    filename,
    contentType,
    contentBase64: content.toString("base64"),
  }));
}
