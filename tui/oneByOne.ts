/** The same done to one ticket after the other, where the daemon has no request for many; seen, stopped and taken back as a whole. */
import { type Reached, stoppedIn, tellRefused, ticketsInWords } from "./bulk.ts";
import { ClientError } from "./client/transport.ts";
import { signalOfKey } from "./givingUp.ts";
import type { Ground, Some } from "./ground.ts";
import { messageOf } from "./hooks/useNotice.ts";
import { text } from "./messages.ts";
import { withColon } from "./text/colon.ts";

type Needs = Pick<Ground, "client" | "notices" | "remember" | "again">;

type TakeBack = () => Promise<void>;

export interface Deed {
  /** As it is said afterwards, behind the ticket's number. */
  readonly what: string;
  /** @returns what takes it back; undefined where nothing was changed, or nothing brings it back */
  readonly to: (ticket: Some) => Promise<TakeBack | undefined>;
  /** It is asked for each time, and never repeated. */
  readonly once?: true;
  /** Nothing takes it back, which `u` says once. */
  readonly isFinal?: true;
}

/** Progress is told from so many on. */
const many = 10;

export function oneByOne(ground: Needs) {
  const { notices, remember, again } = ground;
  const { say, progress } = notices;

  /** @throws ClientError when nobody answers, and nothing was done yet */
  const each = async (tickets: readonly Some[], to: Deed["to"]): Promise<Reached & { back: readonly TakeBack[] }> => {
    const stop = signalOfKey();
    const reached: Some[] = [];
    const refused: { number: string; why: string }[] = [];
    const back: TakeBack[] = [];
    for (const [index, ticket] of tickets.entries()) {
      if (stop?.aborted === true) break;
      if (tickets.length > many) progress(text("say.progress", { done: index, all: tickets.length }));
      try {
        const takeBack = await to(ticket);
        reached.push(ticket);
        if (takeBack !== undefined) back.push(takeBack);
      } catch (error) {
        const silent = !(error instanceof ClientError) || error.failure === "offline";
        const unheard = silent || error.failure === "login";
        if (unheard && reached.length === 0) throw error;
        // What the others would hear is known.
        if (silent) return { reached, refused, back, unanswered: { tickets: [ticket], why: messageOf(error) } };
        refused.push({ number: ticket.number, why: messageOf(error) });
        if (unheard) break;
      }
    }
    return { reached, refused, back };
  };
  const doTo = async (tickets: readonly Some[], deed: Deed): Promise<void> => {
    const done = await each(tickets, deed.to);
    const { reached, back } = done;
    if (reached.length > 0) {
      const what = withColon(ticketsInWords(reached), deed.what);
      const undo = async (): Promise<void> => {
        for (const takeBack of back) await takeBack();
        again();
      };
      remember({
        what,
        ticketId: reached[0]?.id,
        ...(deed.once === true ? {} : { again: (others) => doTo(others, deed) }),
        ...(deed.isFinal === true ? { undo: neverUndone(what) } : back.length === 0 ? {} : { undo }),
      });
      again();
      say(what + stoppedIn(done, tickets.length));
    }
    tellRefused(done, tickets.length);
  };
  return doTo;
}

/** In the place of an undo, so that nothing older is taken back for it. @throws Error saying so, always */
export function neverUndone(what: string): () => Promise<void> {
  return () => Promise.reject(new Error(text("wrong.neverUndone", { what })));
}
