/** Server-sent events: which tickets changed, whoever changed them, as far as the agent may see them. */
import type { FastifyReply, FastifyRequest } from "fastify";
import type { TicketEvent } from "../../../src/api/ticket.ts";
import type { Actor, Desk } from "../../../src/desk.ts";
import { permissionsOf } from "../../../src/people/permissions.ts";
import { historySince, newestHistory, type TailEntry } from "../../../src/store/ticketTail.ts";

type Listener = (entries: readonly TailEntry[]) => void;

/** Milliseconds between looks for what other processes committed. */
const lookEvery = 500;
/** Milliseconds after a commit of ours, so that a burst asks once. */
const lookAfterCommit = 20;
const heartbeatEvery = 20_000;

/** One look at the history for all who listen; none while nobody does. */
export class TicketTail {
  readonly #desk: Desk;
  readonly #listeners = new Set<Listener>();
  readonly #known = new Set<number>();
  #sequence = 0;
  #timer: NodeJS.Timeout | undefined;
  #soon: NodeJS.Timeout | undefined;
  #looking = false;
  #forget: (() => void) | undefined;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  async listen(listener: Listener): Promise<() => void> {
    if (this.#listeners.size === 0) await this.#start();
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.stop();
    };
  }

  async #start(): Promise<void> {
    const { db } = this.#desk.store;
    this.#sequence = await newestHistory(db);
    this.#known.clear();
    for (const { sequence } of await historySince(db, this.#sequence)) this.#known.add(sequence);
    this.#timer ??= setInterval(() => this.#look(), lookEvery);
    this.#forget ??= this.#desk.store.onCommit(() => {
      this.#soon ??= setTimeout(() => {
        this.#soon = undefined;
        this.#look();
      }, lookAfterCommit);
    });
  }

  stop(): void {
    clearInterval(this.#timer);
    clearTimeout(this.#soon);
    this.#forget?.();
    this.#timer = undefined;
    this.#soon = undefined;
    this.#forget = undefined;
  }

  #look(): void {
    if (this.#looking) return;
    this.#looking = true;
    historySince(this.#desk.store.db, this.#sequence)
      .then((entries) => {
        const fresh = entries.filter(({ sequence }) => !this.#known.has(sequence));
        for (const { sequence } of fresh) this.#known.add(sequence);
        this.#sequence = Math.max(this.#sequence, ...fresh.map(({ sequence }) => sequence));
        for (const old of this.#known) if (old < this.#sequence - 1000) this.#known.delete(old);
        if (fresh.length > 0) for (const listener of this.#listeners) listener(fresh);
      })
      .catch((error: unknown) => this.#desk.log.warn({ err: error }, "cannot look for changed tickets; trying again"))
      .finally(() => {
        this.#looking = false;
      });
  }
}

/** @param known who listens; throws when they are nobody, or not any more, and the stream ends */
export async function streamEvents(
  tail: TicketTail,
  desk: Desk,
  known: () => Promise<Actor>,
  request: FastifyRequest,
  answer: FastifyReply,
): Promise<void> {
  await known();
  answer.hijack();
  const { raw } = answer;
  raw.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
  raw.write(": listening\n\n");
  const tell = async (entries: readonly TailEntry[]): Promise<void> => {
    const actor = await known().catch(() => undefined);
    if (actor === undefined) return void raw.end();
    const permissions = await permissionsOf(desk, actor);
    const visible = entries.filter(({ queueId, ownerId }) =>
      permissions.mayTicket({ queueId, ownerId, responsibleId: ownerId }, "ro"),
    );
    const latest = new Map(visible.map(({ ticketId, sequence }) => [ticketId, sequence]));
    for (const [ticketId, sequence] of latest) {
      const event: TicketEvent = { ticketId, sequence };
      raw.write(`id: ${sequence}\ndata: ${JSON.stringify(event)}\n\n`);
    }
  };
  const end = await tail.listen((entries) => {
    tell(entries).catch((error: unknown) => desk.log.warn({ err: error }, "cannot tell an agent of changed tickets"));
  });
  await tellMissed(desk, request.headers["last-event-id"], tell);
  const heartbeat = setInterval(() => raw.write(": still here\n\n"), heartbeatEvery);
  request.raw.on("close", () => {
    clearInterval(heartbeat);
    end();
  });
}

/** What happened since the event that the client saw last; it may tell again what it told before. */
async function tellMissed(
  desk: Desk,
  lastEventId: string | readonly string[] | undefined,
  tell: (entries: readonly TailEntry[]) => Promise<void>,
): Promise<void> {
  if (typeof lastEventId !== "string" || !/^\d{1,15}$/.test(lastEventId)) return;
  for (let sequence = Number(lastEventId); ; ) {
    const missed = await historySince(desk.store.db, sequence);
    const newest = missed.at(-1)?.sequence ?? sequence;
    await tell(missed);
    if (newest <= sequence) return;
    sequence = newest;
  }
}
