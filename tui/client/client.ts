/** The API's resources as functions, one line each; what belongs together in a part of its own. */
import type { ReportKind, ReportStep, TicketReport } from "../../src/api/report.ts";
import type {
  BounceRequest,
  BulkRequest,
  BulkResult,
  CreateRequest,
  ForwardDraft,
  ForwardRequest,
  NoteRequest,
  PhoneRequest,
  ReplyDraft,
  ReplyRequest,
  UpdateRequest,
} from "../../src/api/requests.ts";
import type { SearchPage } from "../../src/api/search.ts";
import type {
  FieldDefinition,
  FieldValues,
  Lookups,
  QueueSummary,
  TicketDetail,
  TicketPage,
  TicketSummary,
} from "../../src/api/ticket.ts";
import { Access } from "./access.ts";
import { Account } from "./account.ts";
import type { AdminEntry, FoundEntries, FoundNames, NamedEntry, Thing } from "./administration.ts";
import { Directory } from "./directory.ts";
import { type Listener, listen } from "./events.ts";
import { Fetching } from "./fetching.ts";
import { Jobs } from "./jobs.ts";
import { Outbound } from "./outbound.ts";
import { Relations } from "./relations.ts";
import { list, object, type Shape } from "./shape.ts";
import { entryOf, foundIn, foundNames, namedEntry, thing } from "./shapes/administration.ts";
import { report, type Who, who } from "./shapes/desk.ts";
import {
  fieldDefinition,
  lookups,
  queueSummary,
  searchPage,
  ticketDetail,
  ticketPage,
  ticketSummary,
} from "./shapes/tickets.ts";
import {
  bulkResult,
  type Created,
  created,
  forwardDraft,
  replyDraft,
  type Written,
  written,
} from "./shapes/writing.ts";
import { Templates } from "./templates.ts";
import { ClientError, encoded, type Server, Transport } from "./transport.ts";
import { Visitor } from "./visitor.ts";

/** So many days until today, or from one to another, `2026-12-31` each. */
export interface ReportRequest {
  readonly days?: number;
  readonly from?: string;
  readonly to?: string;
  readonly by?: ReportStep;
  readonly of?: ReportKind;
}

type Leaving = Pick<ReplyRequest, "sendAt">;

export class Client extends Visitor {
  readonly #transport: Transport;
  #undoSeconds: number;
  readonly #changedHere = new Map<number, string>();
  readonly account: Account;
  readonly access: Access;
  readonly directory: Directory;
  readonly fetching: Fetching;
  readonly jobs: Jobs;
  readonly outbound: Outbound;
  readonly relations: Relations;
  readonly templates: Templates;

  constructor(server: Server, { undoSeconds = 0 }: { readonly undoSeconds?: number } = {}) {
    const transport = new Transport(server);
    super(transport);
    this.#undoSeconds = undoSeconds;
    this.#transport = transport;
    this.account = new Account(transport);
    this.access = new Access(transport);
    this.directory = new Directory(transport);
    this.fetching = new Fetching(transport);
    this.jobs = new Jobs(transport);
    this.outbound = new Outbound(transport);
    this.relations = new Relations(transport);
    this.templates = new Templates(transport);
  }

  /** For which mail that is written here is held back, so that it can be taken back. */
  get undoSeconds(): number {
    return this.#undoSeconds;
  }

  me(): Promise<Who> {
    return this.#transport.have(who, "GET", "/me");
  }
  async queues(): Promise<readonly QueueSummary[]> {
    return await this.#transport.rows("queues", queueSummary, "/queues");
  }
  lookups(): Promise<Lookups> {
    return this.#transport.have(lookups, "GET", "/lookups");
  }
  tickets(query: Readonly<Record<string, string>>): Promise<TicketPage> {
    return this.#transport.have(ticketPage, "GET", `/tickets?${new URLSearchParams(query)}`);
  }
  /** @param query in the language of docs/search.md */
  search(query: string, limit: number): Promise<SearchPage> {
    const asked = new URLSearchParams({ query, limit: String(limit) });
    return this.#transport.have(searchPage, "GET", `/search?${asked}`);
  }
  ticket(id: number): Promise<TicketDetail> {
    return this.#transport.have(ticketDetail, "GET", `/tickets/~${id}`);
  }
  async update(id: number, change: UpdateRequest): Promise<TicketSummary> {
    const ticket = await this.#transport.have(ticketSummary, "PATCH", `/tickets/~${id}`, change);
    this.#changedHere.set(id, ticket.changed);
    return ticket;
  }
  /** When it was changed by this program last, as the daemon told: lists may show it as it was before. */
  changedHere(id: number): string | undefined {
    return this.#changedHere.get(id);
  }
  async bulk(request: BulkRequest): Promise<readonly BulkResult[]> {
    const results = object<{ readonly results: readonly BulkResult[] }>({ results: list(bulkResult) });
    // The same change may be wanted again, the same words are not.
    const { results: done } = await (request.note === undefined
      ? this.#transport.have(results, "POST", "/bulk", request)
      : this.#transport.once(results, "/bulk", request));
    return done;
  }
  /** Which dynamic fields there are. */
  async fields(object: "Ticket" | "Article"): Promise<readonly FieldDefinition[]> {
    return await this.#transport.rows("fields", fieldDefinition, `/fields?object=${object}`);
  }
  async updateArticle(id: number, dynamicFields: FieldValues): Promise<void> {
    await this.#transport.call("PATCH", `/articles/${id}`, { dynamicFields });
  }
  /** @param all those who got the answered mail too are put into Cc */
  replyDraft(
    id: number,
    articleId: number | undefined,
    { all = false, template }: { readonly all?: boolean; readonly template?: string } = {},
  ): Promise<ReplyDraft> {
    const query = new URLSearchParams({
      ...(articleId === undefined ? {} : { article: String(articleId) }),
      ...(all ? { all: "true" } : {}),
      ...(template === undefined ? {} : { template }),
    });
    return this.#transport.have(replyDraft, "GET", `/tickets/~${id}/reply?${query}`);
  }
  create(request: CreateRequest): Promise<Created> {
    return request.by === "mail"
      ? this.#held(created, "/tickets", request)
      : this.#transport.once(created, "/tickets", request);
  }
  call(id: number, call: PhoneRequest): Promise<{ articleId: number }> {
    return this.#transport.once(written, `/tickets/~${id}/calls`, call);
  }
  reply(id: number, reply: ReplyRequest): Promise<Written> {
    return this.#held(written, `/tickets/~${id}/reply`, reply);
  }
  note(id: number, note: NoteRequest): Promise<{ articleId: number }> {
    return this.#transport.once(written, `/tickets/~${id}/notes`, note);
  }
  forwardDraft(id: number, articleId: number | undefined): Promise<ForwardDraft> {
    const query = articleId === undefined ? "" : `?article=${articleId}`;
    return this.#transport.have(forwardDraft, "GET", `/tickets/~${id}/forward${query}`);
  }
  forward(id: number, forward: ForwardRequest): Promise<Written> {
    return this.#held(written, `/tickets/~${id}/forward`, forward);
  }
  /** Mail, which is held back for as long as can be undone; a daemon that does not know how sends it as it is set up. */
  async #held<T>(shape: Shape<T>, path: string, mail: Leaving): Promise<T> {
    if (mail.sendAt !== undefined || this.#undoSeconds === 0) return await this.#transport.once(shape, path, mail);
    try {
      return await this.#transport.once(shape, path, { ...mail, undoSeconds: this.#undoSeconds });
    } catch (error) {
      if (!(error instanceof ClientError) || !error.unknown.includes("undoSeconds")) throw error;
      this.#undoSeconds = 0;
      return await this.#transport.once(shape, path, mail);
    }
  }
  async bounce(id: number, bounce: BounceRequest): Promise<void> {
    await this.#transport.once(object({}), `/tickets/~${id}/bounce`, bounce);
  }
  /** What can be administered; refused to who may not. */
  async things(): Promise<readonly Thing[]> {
    return await this.#transport.rows("things", thing, "/admin");
  }
  async entries(of: Thing): Promise<readonly AdminEntry[]> {
    return await this.#transport.rows(of.plural, entryOf(of), `/admin/${of.thing}`);
  }
  /** The first of a large thing in which every word stands. */
  async foundEntries(of: Thing, search: string): Promise<FoundEntries> {
    const wanted = new URLSearchParams({ search, limit: "200" });
    const answer = await this.#transport.have(foundIn(of), "GET", `/admin/${of.thing}?${wanted}`);
    return { entries: answer[of.plural] as FoundEntries["entries"], total: answer.total as number };
  }
  entry(of: Thing, key: string): Promise<AdminEntry> {
    return this.#transport.have(entryOf(of), "GET", `/admin/${of.thing}/${encoded(key)}`);
  }
  /** @param of a thing, or a list that only references know */
  async names(of: string): Promise<readonly NamedEntry[]> {
    return await this.#transport.rows("names", namedEntry, `/admin/names/${encoded(of)}`);
  }
  async foundNames(of: string, search: string): Promise<FoundNames> {
    const path = `/admin/names/${encoded(of)}?${new URLSearchParams({ search })}`;
    const { names, total = names.length } = await this.#transport.have(foundNames, "GET", path);
    return { names, total };
  }
  addEntry(of: Thing, values: AdminEntry): Promise<AdminEntry> {
    return this.#transport.once(entryOf(of), `/admin/${of.thing}`, values);
  }
  setEntry(of: Thing, key: string, values: AdminEntry): Promise<AdminEntry> {
    return this.#transport.have(entryOf(of), "PATCH", `/admin/${of.thing}/${encoded(key)}`, values);
  }
  report(asked: ReportRequest): Promise<TicketReport> {
    const query = Object.entries(asked).map(([name, value]): [string, string] => [name, String(value)]);
    return this.#transport.have(report, "GET", `/reports/tickets?${new URLSearchParams(query)}`);
  }
  async recall(articleId: number): Promise<void> {
    await this.#transport.takeBack("POST", `/articles/${articleId}/recall`);
  }
  /** For good. @param confirm its number */
  async deleteTicket(id: number, confirm: string): Promise<void> {
    await this.#transport.call("DELETE", `/tickets/~${id}?${new URLSearchParams({ confirm })}`);
  }
  attachment(articleId: number, id: number): Promise<Buffer> {
    return this.#transport.bytes("GET", `/articles/${articleId}/attachments/${id}`);
  }
  /** A message as it came. */
  raw(articleId: number): Promise<Buffer> {
    return this.#transport.bytes("GET", `/articles/${articleId}/raw`);
  }
  /** By its number. */
  numbered(number: string): Promise<TicketDetail> {
    return this.#transport.have(ticketDetail, "GET", `/tickets/${encoded(number)}`);
  }

  /** @returns ends it */
  listen(listener: Listener): () => void {
    return listen(this.#transport, listener);
  }
  /** Logs out; the program ends without waiting for what was asked. */
  leave(): void {
    this.#transport.leave();
  }
}
