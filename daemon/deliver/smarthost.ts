/** Hands mail to one smarthost, over conversations that stay open for the next mail. */

import type { Server } from "./server.ts";
import { type Envelope, type Handover, Session, SessionFailure } from "./session.ts";

/** After so many mails a conversation ends, so that a balancer may choose anew. */
const mailsPerSession = 100;
/** Milliseconds after which an idle conversation ends, before a server's own limit cuts it. */
const idleFor = 10_000;

export class Smarthost {
  readonly #server: Server;
  readonly #idle = new Set<{ readonly session: Session; readonly ends: NodeJS.Timeout }>();

  constructor(server: Server) {
    this.#server = server;
  }

  async send(envelope: Envelope, raw: Buffer): Promise<Handover> {
    const used = this.#takeIdle();
    if (used !== undefined) {
      const handover = await this.#sendIn(used, envelope, raw);
      // The server may have ended the conversation while it was idle: nothing was said about this mail then.
      const ended = handover.untouched && handover.refused.every(({ about }) => about === "connection");
      if (!ended) return handover;
    }
    try {
      return await this.#sendIn(await Session.open(this.#server), envelope, raw);
    } catch (error) {
      if (!(error instanceof SessionFailure)) throw error;
      return { accepted: undefined, refused: [error.refusal(envelope.recipients)], untouched: true };
    }
  }

  close(): void {
    for (const { session, ends } of this.#idle) {
      clearTimeout(ends);
      session.close();
    }
    this.#idle.clear();
  }

  async #sendIn(session: Session, envelope: Envelope, raw: Buffer): Promise<Handover> {
    const handover = await session.send(envelope, raw);
    if (session.usable && session.sent < mailsPerSession) this.#keep(session);
    else session.close();
    return handover;
  }

  #takeIdle(): Session | undefined {
    for (const entry of this.#idle) {
      this.#idle.delete(entry);
      clearTimeout(entry.ends);
      if (entry.session.usable) return entry.session;
      entry.session.close();
    }
    return undefined;
  }

  #keep(session: Session): void {
    const ends = setTimeout(() => {
      this.#idle.delete(entry);
      session.close();
    }, idleFor);
    ends.unref();
    const entry = { session, ends };
    this.#idle.add(entry);
  }
}
