/** Talks to the daemon: the API over its Unix socket, or over HTTP with a token. */
import { request as httpRequest, type IncomingMessage, type RequestOptions } from "node:http";
import { request as httpsRequest } from "node:https";
import type {
  Lookups,
  Me,
  NoteRequest,
  Problem,
  QueueSummary,
  ReplyDraft,
  ReplyRequest,
  TicketDetail,
  TicketPage,
  TicketSummary,
  UpdateRequest,
} from "../../src/api/types.ts";

export type Server =
  | { readonly kind: "socket"; readonly path: string; readonly agent: string | undefined }
  | { readonly kind: "http"; readonly url: string; readonly token: string };

/** The daemon said no, or nothing; `message` is for the status line. */
export class ClientError extends Error {
  override readonly name = "ClientError";
}

export class Client {
  readonly #server: Server;

  constructor(server: Server) {
    this.#server = server;
  }

  me(): Promise<Me> {
    return this.#call("GET", "/me");
  }
  async queues(): Promise<readonly QueueSummary[]> {
    return (await this.#call<{ queues: readonly QueueSummary[] }>("GET", "/queues")).queues;
  }
  lookups(): Promise<Lookups> {
    return this.#call("GET", "/lookups");
  }
  tickets(query: Readonly<Record<string, string>>): Promise<TicketPage> {
    return this.#call("GET", `/tickets?${new URLSearchParams(query)}`);
  }
  ticket(id: number): Promise<TicketDetail> {
    return this.#call("GET", `/tickets/~${id}`);
  }
  update(id: number, change: UpdateRequest): Promise<TicketSummary> {
    return this.#call("PATCH", `/tickets/~${id}`, change);
  }
  replyDraft(id: number, articleId: number | undefined): Promise<ReplyDraft> {
    return this.#call("GET", `/tickets/~${id}/reply${articleId === undefined ? "" : `?article=${articleId}`}`);
  }
  reply(id: number, reply: ReplyRequest): Promise<{ articleId: number; messageId: string }> {
    return this.#call("POST", `/tickets/~${id}/reply`, reply);
  }
  note(id: number, note: NoteRequest): Promise<{ articleId: number }> {
    return this.#call("POST", `/tickets/~${id}/notes`, note);
  }
  async seen(id: number): Promise<void> {
    await this.#call("POST", `/tickets/~${id}/seen`);
  }

  /** Calls `changed` for every change until the returned function is called; comes back by itself after a break. */
  events(changed: () => void, connected: (alive: boolean) => void): () => void {
    let ended = false;
    let current: { destroy(): void } | undefined;
    let retry: NodeJS.Timeout | undefined;
    const connect = (): void => {
      if (ended) return;
      const lost = (): void => {
        if (ended || retry !== undefined) return;
        connected(false);
        retry = setTimeout(() => {
          retry = undefined;
          connect();
        }, 1000);
      };
      current = this.#request("GET", "/events", undefined, (answer) => {
        connected(answer.statusCode === 200);
        // What happened while nobody listened is looked up once.
        changed();
        answer.on("data", (chunk: Buffer) => {
          if (chunk.includes("data:")) changed();
        });
        answer.on("close", lost);
      }).on("error", lost);
    };
    connect();
    return () => {
      ended = true;
      clearTimeout(retry);
      current?.destroy();
    };
  }

  #call<T>(method: string, path: string, body?: unknown): Promise<T> {
    return new Promise((resolve, reject) => {
      const asked = this.#request(method, path, body, (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("error", (error) => reject(new ClientError(error.message)));
        answer.on("end", () => {
          const text = Buffer.concat(chunks).toString();
          try {
            const value = text === "" ? undefined : JSON.parse(text);
            if ((answer.statusCode ?? 500) < 300) resolve(value as T);
            else reject(new ClientError((value as Problem).detail));
          } catch {
            reject(new ClientError(`the server answered ${answer.statusCode} with something else than JSON`));
          }
        });
      });
      asked.on("error", () => reject(new ClientError(`no daemon answers at ${this.where}. Start it: npm start`)));
    });
  }

  get where(): string {
    return this.#server.kind === "socket" ? this.#server.path : this.#server.url;
  }

  #request(method: string, path: string, body: unknown, take: (answer: IncomingMessage) => void) {
    const server = this.#server;
    const payload = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
    const headers: Record<string, string> = {
      ...(payload === undefined
        ? {}
        : { "content-type": "application/json", "content-length": String(payload.length) }),
      ...(server.kind === "http" ? { authorization: `Bearer ${server.token}` } : {}),
      ...(server.kind === "socket" && server.agent !== undefined ? { "x-gotrs-agent": server.agent } : {}),
    };
    const options: RequestOptions = { method, headers };
    const asked =
      server.kind === "socket"
        ? httpRequest({ ...options, socketPath: server.path, path: `/api/v1${path}` }, take)
        : (server.url.startsWith("https:") ? httpsRequest : httpRequest)(
            new URL(`/api/v1${path}`, server.url),
            options,
            take,
          );
    asked.end(payload);
    return asked;
  }
}
