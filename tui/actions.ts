/** What an agent does to a ticket, or to all that are marked: asks for what is missing, does it, says so. */
import type { TicketDetail } from "../src/api/ticket.ts";
import { accounting } from "./accounting.ts";
import { archiving } from "./archiving.ts";
import { saving } from "./attachments.ts";
import { bouncing } from "./bouncing.ts";
import { stoppedIn, tellRefused, ticketsInWords } from "./bulk.ts";
import { type Change, undone, updated } from "./changing.ts";
import { classifying } from "./classifying.ts";
import type { Client } from "./client/client.ts";
import { deleting } from "./deleting.ts";
import { emptyDraft, replyFrom } from "./draft.ts";
import type { Composing, Ground, Some } from "./ground.ts";
import { linking } from "./linking.ts";
import { marking } from "./marking.ts";
import { text } from "./messages.ts";
import { opening } from "./opening.ts";
import { askRecall, heldArticle } from "./recalling.ts";
import { relating } from "./relating.ts";
import { templateQuestion, templatesOfTicket } from "./templates.ts";
import { agentItems } from "./text/agents.ts";
import { withColon } from "./text/colon.ts";
import { namedItem, shownName } from "./text/names.ts";
import { safeLine } from "./text/safe.ts";
import { whenOf } from "./text/times.ts";
import { parseUntil } from "./text/until.ts";
import { watching } from "./watching.ts";

/** State types a ticket does not get by hand. */
const byHandNever = /^(?:merged|removed)$/;

export function actionsOn(ground: Ground) {
  const { client, clock, login, notices, again, doneWith, ask, compose, remember } = ground;

  const change = async (tickets: readonly Some[], update: Change, what: string): Promise<void> => {
    const done = await updated(ground, tickets, update);
    const { reached, unanswered } = done;
    if (reached.length > 0) {
      remember({
        what: withColon(ticketsInWords(reached), what),
        ticketId: reached[0]?.id,
        again: (others) => change(others, update, what),
        undo: async () => {
          // What may have been done comes back as it was in any case.
          await undone(ground, [...reached, ...(unanswered?.tickets ?? [])], update);
          again();
        },
      });
      again();
      notices.say(withColon(ticketsInWords(reached), what + stoppedIn(done, tickets.length)));
    }
    tellRefused(done, tickets.length);
  };
  const intoState = async (tickets: readonly Some[], state: string, type: string): Promise<void> => {
    const name = shownName("state", state);
    if (type.startsWith("pending")) {
      const done = async (typed: string): Promise<void> => {
        const until = parseUntil(typed, clock.now());
        if (until === undefined) {
          ask({ kind: "prompt", label: text("ask.untilAgain", { typed }), start: typed, done });
          return;
        }
        const when = whenOf(until.toISOString(), clock.now());
        await change(tickets, { state, pendingUntil: until.toISOString() }, text("say.until", { name, when }));
      };
      ask({ kind: "prompt", label: text("ask.until"), start: "", done });
      return;
    }
    await change(tickets, { state }, name);
    const [only] = tickets;
    if (type === "closed" && only !== undefined && tickets.length === 1) doneWith(only);
  };

  return {
    close: async (tickets: readonly Some[]): Promise<void> => {
      const state = await closedState(client);
      await intoState(tickets, state.name, state.type);
    },
    take: (tickets: readonly Some[]) => change(tickets, { owner: login, lock: "lock" }, text("say.taken")),
    unlock: (tickets: readonly Some[]) => change(tickets, { lock: "unlock" }, text("say.unlocked")),
    queue: async (tickets: readonly Some[]): Promise<void> => {
      const { queues } = await client.lookups();
      const here = tickets.length === 1 ? tickets[0]?.queue : undefined;
      const names = queues.map(({ name }) => name).filter((name) => name !== here);
      ask({
        kind: "choice",
        title: text("ask.queue"),
        items: names.map((name) => ({ value: name, label: name })),
        chosen: (queue) => change(tickets, { queue }, text("say.moved", { queue })),
      });
    },
    priority: async (tickets: readonly Some[]): Promise<void> => {
      const { priorities } = await client.lookups();
      ask({
        kind: "choice",
        title: text("ask.priority"),
        items: priorities.map(({ name }) => namedItem("priority", name)),
        chosen: (priority) =>
          change(tickets, { priority }, text("say.priority", { priority: shownName("priority", priority) })),
      });
    },
    owner: async (tickets: readonly Some[]): Promise<void> => {
      const { agents } = await client.lookups();
      ask({
        kind: "choice",
        title: text("ask.owner"),
        items: agentItems(agents),
        chosen: (owner) => change(tickets, { owner }, text("say.owner", { owner })),
      });
    },
    state: async (tickets: readonly Some[]): Promise<void> => {
      const states = await statesByHand(client);
      ask({
        kind: "choice",
        title: text("ask.state"),
        items: states.map(({ name }) => namedItem("state", name)),
        chosen: (name) => intoState(tickets, name, states.find((state) => state.name === name)?.type ?? ""),
      });
    },
    /** As the state `pending reminder`, under whatever name the installation has it. */
    remind: async (tickets: readonly Some[]): Promise<void> => {
      const state = (await client.lookups()).states.find(({ type }) => type === "pending reminder");
      if (state === undefined) throw new Error(text("wrong.noPendingState"));
      await intoState(tickets, state.name, state.type);
    },
    reply: async (
      ticket: Composing["ticket"],
      articleId: number | undefined,
      { inEditor = false, all = false }: { readonly inEditor?: boolean; readonly all?: boolean } = {},
    ): Promise<void> => {
      compose({ ticket, draft: replyFrom(await client.replyDraft(ticket.id, articleId, { all })), inEditor });
    },
    /** In as few keys as can be: choosing the template opens the composer, where it may be sent at once. */
    replyTemplate: async (ticket: Composing["ticket"], articleId: number | undefined): Promise<void> =>
      ask(
        await templateQuestion(
          templatesOfTicket(client, ticket.id, { type: "Answer", articleId }),
          async (template) => {
            const draft = replyFrom(await client.replyDraft(ticket.id, articleId, { template }));
            compose({ ticket, draft, inEditor: false, fromTemplate: true });
          },
        ),
      ),
    /** Written once for all of them. */
    note: (tickets: readonly Some[]): void => {
      const [ticket] = tickets;
      if (ticket === undefined) return;
      const all = tickets.length === 1 ? {} : { all: tickets };
      compose({ ticket, ...all, draft: emptyDraft("note"), inEditor: false });
    },
    ...opening({ client, ask, compose }),
    recall: (ticket: TicketDetail, articleId: number | undefined): void => {
      const { id, to, cc, bcc } = heldArticle(ticket.articles, articleId);
      const who = safeLine([to, cc, bcc].filter((some) => some !== "").join(", "));
      const { giveBack } = ground;
      askRecall({ client, ask, giveBack, say: notices.say }, { articleId: id, ticketId: ticket.id, who }, again);
    },
    ...classifying(ground, change),
    ...watching(ground),
    ...marking(ground),
    ...accounting(ground),
    ...archiving(ground),
    ...deleting(ground),
    ...bouncing(ground),
    ...linking(ground),
    ...relating(ground),
    ...saving({ client, clock, notices, ask }),
  };
}

export async function statesByHand(client: Client) {
  return (await client.lookups()).states.filter(({ type }) => !byHandNever.test(type));
}

/** OTRS's own name where it is there; installations rename their states. @throws Error when there is none */
export async function closedState(client: Client): Promise<{ readonly name: string; readonly type: string }> {
  const closed = (await client.lookups()).states.filter(({ type }) => type === "closed");
  const state = closed.find(({ name }) => name === "closed successful") ?? closed[0];
  if (state === undefined) throw new Error(text("wrong.noClosedState"));
  return state;
}
