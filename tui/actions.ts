/** What an agent does to a ticket: asks for what is missing, does it, says so. The same in list and thread. */
import type { TicketDetail, TicketSummary, UpdateRequest } from "../src/api/types.ts";
import type { Clock } from "../src/clock.ts";
import type { Client } from "./client/client.ts";
import type { Item } from "./components/Choice.tsx";
import { type Draft, emptyNote, replyFrom } from "./draft.ts";
import { safeFilename, saveFile } from "./files.ts";
import type { Notices } from "./hooks/useNotice.ts";
import { safeLine } from "./text/safe.ts";
import { sizeOf, whenOf } from "./text/times.ts";
import { parseUntil } from "./text/until.ts";

type Some = Pick<TicketSummary, "id" | "number" | "state">;

/** Something over the screen that asks. */
export type Question =
  | {
      readonly kind: "choice";
      readonly title: string;
      readonly items: readonly Item[];
      readonly chosen: (value: string) => void | Promise<void>;
    }
  | {
      readonly kind: "prompt";
      readonly label: string;
      readonly start: string;
      readonly done: (text: string) => void | Promise<void>;
    };

export interface Composing {
  readonly ticket: Some & Pick<TicketSummary, "title" | "changed">;
  readonly draft: Draft;
  readonly inEditor: boolean;
}

export interface Ground {
  readonly client: Client;
  readonly clock: Clock;
  readonly login: string;
  readonly notices: Notices;
  readonly again: () => void;
  /** The agent is done with this ticket: back to the list, on the next one. */
  readonly doneWith: (ticket: Some) => void;
  readonly ask: (question: Question) => void;
  readonly compose: (composing: Composing) => void;
}

/** State types a ticket does not get by hand. */
const byHandNever = /^(?:merged|removed)$/;

export function actionsOn({ client, clock, login, notices, again, doneWith, ask, compose }: Ground) {
  const change = async (ticket: Some, update: UpdateRequest, done: string): Promise<void> => {
    await client.update(ticket.id, update);
    notices.say(`${ticket.number}: ${done}`);
    again();
  };
  const intoState = async (ticket: Some, name: string, type: string): Promise<void> => {
    if (type.startsWith("pending")) {
      const done = async (text: string): Promise<void> => {
        const until = parseUntil(text, clock.now());
        if (until === undefined) {
          ask({ kind: "prompt", label: `"${text}" is no time to come. Until (3d, fri 14:00)`, start: text, done });
          return;
        }
        const when = whenOf(until.toISOString(), clock.now());
        await change(ticket, { state: name, pendingUntil: until.toISOString() }, `${name} until ${when}`);
      };
      ask({ kind: "prompt", label: "Until (2h, 3d, tomorrow, fri 14:00, 2026-12-31)", start: "", done });
      return;
    }
    await change(ticket, { state: name }, `${name}`);
    if (type === "closed") doneWith(ticket);
  };
  return {
    close: async (ticket: Some): Promise<void> => {
      const { states } = await client.lookups();
      // OTRS's own name where it is there; installations rename their states.
      const closed = states.filter(({ type }) => type === "closed");
      const state = closed.find(({ name }) => name === "closed successful") ?? closed[0];
      if (state === undefined) throw new Error("there is no state of the type closed. Ask an administrator");
      await intoState(ticket, state.name, state.type);
    },
    take: (ticket: Some) => change(ticket, { owner: login, lock: "lock" }, "yours and locked"),
    unlock: (ticket: Some) => change(ticket, { lock: "unlock" }, "unlocked"),
    queue: async (ticket: Some & Pick<TicketSummary, "queue">): Promise<void> => {
      const { queues } = await client.lookups();
      ask({
        kind: "choice",
        title: "Move to",
        items: queues.filter(({ name }) => name !== ticket.queue).map(({ name }) => ({ value: name, label: name })),
        chosen: (queue) => change(ticket, { queue }, `moved to ${queue}`),
      });
    },
    priority: async (ticket: Some): Promise<void> => {
      const { priorities } = await client.lookups();
      ask({
        kind: "choice",
        title: "Priority",
        items: priorities.map(({ name }) => ({ value: name, label: name })),
        chosen: (priority) => change(ticket, { priority }, `priority ${priority}`),
      });
    },
    state: async (ticket: Some): Promise<void> => {
      const states = (await client.lookups()).states.filter(({ type }) => !byHandNever.test(type));
      ask({
        kind: "choice",
        title: "State",
        items: states.map(({ name }) => ({ value: name, label: name })),
        chosen: (name) => intoState(ticket, name, states.find((state) => state.name === name)?.type ?? ""),
      });
    },
    reply: async (ticket: Composing["ticket"], articleId: number | undefined, inEditor: boolean): Promise<void> => {
      compose({ ticket, draft: replyFrom(await client.replyDraft(ticket.id, articleId)), inEditor });
    },
    note: (ticket: Composing["ticket"]): void => compose({ ticket, draft: emptyNote(), inEditor: false }),
    /** The chosen article, else the newest that is still held back. */
    recall: async (ticket: TicketDetail, articleId: number | undefined): Promise<void> => {
      const held = ticket.articles.filter(({ delivery }) => delivery?.state === "queued" && delivery.message === null);
      const article = held.find(({ id }) => id === articleId) ?? held.at(-1);
      if (article === undefined) throw new Error("nothing of this ticket is held back any more");
      await client.recall(article.id);
      notices.say(`${ticket.number}: taken back, it will not be sent`);
      again();
    },
    save: (ticket: TicketDetail): void => {
      const all = ticket.articles.flatMap((article) =>
        article.attachments.map((attachment) => ({ article, attachment })),
      );
      if (all.length === 0) throw new Error("this ticket has no attachments");
      const name = async (value: string): Promise<void> => {
        const found = all[Number(value)];
        if (found === undefined) return;
        const { article, attachment } = found;
        ask({
          kind: "prompt",
          label: "Save as",
          start: safeFilename(attachment.filename),
          done: async (path) => {
            const content = await client.attachment(article.id, attachment.id);
            notices.say(`Saved ${await saveFile(path, content)}`);
          },
        });
      };
      ask({
        kind: "choice",
        title: "Save",
        items: all.map(({ article, attachment }, index) => ({
          value: String(index),
          label: `${safeLine(attachment.filename)}  ${sizeOf(attachment.size)}  ${whenOf(article.created, clock.now())} ${safeLine(article.from)}`,
        })),
        chosen: name,
      });
    },
  };
}
