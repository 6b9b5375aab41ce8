/**
 * What a ticket has to do with others and with agents, as functions: merged, split, linked, watched,
 * read, marked, worked on.
 */
import type { FlagRequest, LinkRequest, SplitRequest } from "../../src/api/requests.ts";
import { opened } from "./shapes/writing.ts";
import type { Transport } from "./transport.ts";

export class Relations {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** @param agent the login of a colleague who is to watch it; oneself when absent */
  async watch(id: number, agent?: string): Promise<void> {
    await this.#transport.call("POST", `/tickets/~${id}/watch`, { agent });
  }
  /** @param agent the login of a colleague; oneself when absent */
  async unwatch(id: number, agent?: string): Promise<void> {
    const query = agent === undefined ? "" : `?${new URLSearchParams({ agent })}`;
    await this.#transport.call("DELETE", `/tickets/~${id}/watch${query}`);
  }
  async merge(id: number, into: string): Promise<void> {
    await this.#transport.call("POST", `/tickets/~${id}/merge`, { into });
  }
  split(id: number, split: SplitRequest): Promise<{ ticketId: number; ticketNumber: string }> {
    return this.#transport.once(opened, `/tickets/~${id}/split`, split);
  }
  async link(id: number, link: LinkRequest): Promise<void> {
    await this.#transport.call("POST", `/tickets/~${id}/links`, link);
  }
  async unlink(id: number, { to, object = "Ticket" }: Pick<LinkRequest, "to" | "object">): Promise<void> {
    await this.#transport.call("DELETE", `/tickets/~${id}/links?${new URLSearchParams({ to, object })}`);
  }
  async seen(id: number): Promise<void> {
    await this.#transport.call("POST", `/tickets/~${id}/seen`);
  }
  /** @param articles the newest when empty */
  async unseen(id: number, articles: readonly number[]): Promise<void> {
    const query = new URLSearchParams(articles.map((article): [string, string] => ["article", String(article)]));
    await this.#transport.call("DELETE", `/tickets/~${id}/seen?${query}`);
  }
  async flag(id: number, flag: FlagRequest): Promise<void> {
    await this.#transport.call("POST", `/tickets/~${id}/flags`, flag);
  }
  async time(id: number, timeUnits: number): Promise<void> {
    await this.#transport.call("POST", `/tickets/~${id}/time`, { timeUnits });
  }
}
