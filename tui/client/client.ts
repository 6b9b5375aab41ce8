/** The API's resources as functions; one line each. */
import type { FailingAddressView, OutboundMailDetail, OutboundPage, Recipient } from "../../src/api/outbound.ts";
import type { Me } from "../../src/api/people.ts";
import type { TicketReport } from "../../src/api/report.ts";
import type {
  BounceRequest,
  BulkRequest,
  BulkResult,
  CreateRequest,
  FlagRequest,
  ForwardDraft,
  ForwardRequest,
  LinkRequest,
  NoteRequest,
  PhoneRequest,
  ReplyDraft,
  ReplyRequest,
  SplitRequest,
  UpdateRequest,
} from "../../src/api/requests.ts";
import type { SearchPage } from "../../src/api/search.ts";
import type { FilledTemplate, TemplateSummary } from "../../src/api/templates.ts";
import type {
  FieldDefinition,
  Lookups,
  QueueSummary,
  TicketDetail,
  TicketPage,
  TicketSummary,
} from "../../src/api/ticket.ts";
import type { AdminEntry, Thing } from "./administration.ts";
import { type Listener, listen } from "./events.ts";
import { type Server, Transport } from "./transport.ts";
import { Visitor } from "./visitor.ts";

/** Kinds of templates that are offered while something is written. */
export type TemplateType = "Answer" | "Note" | "Forward" | "PhoneCall" | "Create";

export class Client extends Visitor {
  readonly #transport: Transport;

  constructor(server: Server) {
    const transport = new Transport(server);
    super(transport);
    this.#transport = transport;
  }

  me(): Promise<Me> {
    return this.#transport.have<Me>("/me", { login: "text", version: "text" });
  }
  async queues(): Promise<readonly QueueSummary[]> {
    return (await this.#transport.have<{ queues: readonly QueueSummary[] }>("/queues", { queues: "rows" })).queues;
  }
  lookups(): Promise<Lookups> {
    return this.#transport.have<Lookups>("/lookups", {
      queues: "list",
      states: "list",
      priorities: "list",
      agents: "list",
    });
  }
  tickets(query: Readonly<Record<string, string>>): Promise<TicketPage> {
    return this.#transport.have<TicketPage>(`/tickets?${new URLSearchParams(query)}`, {
      tickets: "rows",
      total: "number",
    });
  }
  /** @param query in the language of docs/search.md */
  search(query: string, limit: number): Promise<SearchPage> {
    const asked = new URLSearchParams({ query, limit: String(limit) });
    return this.#transport.have<SearchPage>(`/search?${asked}`, { tickets: "rows", total: "number" });
  }
  /** Customer users by a part of name, address, login or company. */
  async recipients(search: string): Promise<readonly Recipient[]> {
    const path = `/recipients?${new URLSearchParams({ search, limit: "8" })}`;
    return (await this.#transport.have<{ recipients: readonly Recipient[] }>(path, { recipients: "rows" })).recipients;
  }
  ticket(id: number): Promise<TicketDetail> {
    return this.#transport.have<TicketDetail>(`/tickets/~${id}`, { id: "number", articles: "rows", history: "rows" });
  }
  update(id: number, change: UpdateRequest): Promise<TicketSummary> {
    return this.#transport.call("PATCH", `/tickets/~${id}`, change);
  }
  async bulk(request: BulkRequest): Promise<readonly BulkResult[]> {
    return (await this.#transport.call<{ results: readonly BulkResult[] }>("POST", "/bulk", request)).results;
  }
  async unwatch(id: number): Promise<void> {
    await this.#transport.call("DELETE", `/tickets/~${id}/watch`);
  }
  /** Dynamic fields of tickets. */
  async ticketFields(): Promise<readonly FieldDefinition[]> {
    return (await this.#transport.have<{ fields: readonly FieldDefinition[] }>("/fields", { fields: "rows" })).fields;
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
    return this.#transport.have<ReplyDraft>(`/tickets/~${id}/reply?${query}`, {
      to: "text",
      cc: "text",
      subject: "text",
      body: "text",
    });
  }
  async templates(id: number, type: TemplateType): Promise<readonly TemplateSummary[]> {
    const path = `/tickets/~${id}/templates?type=${type}`;
    return (await this.#transport.have<{ templates: readonly TemplateSummary[] }>(path, { templates: "rows" }))
      .templates;
  }
  /** Its text with the tags filled in, and its files. */
  template(id: number, name: string, articleId: number | undefined): Promise<FilledTemplate> {
    const query = articleId === undefined ? "" : `?article=${articleId}`;
    return this.#transport.have<FilledTemplate>(`/tickets/~${id}/templates/${encodeURIComponent(name)}${query}`, {
      text: "text",
      attachments: "rows",
    });
  }
  /** For a ticket that is about to be opened in this queue. */
  async newTemplates(queue: string): Promise<readonly TemplateSummary[]> {
    const path = `/templates?${new URLSearchParams({ queue })}`;
    return (await this.#transport.call<{ templates: readonly TemplateSummary[] }>("GET", path)).templates;
  }
  newTemplate(queue: string, name: string): Promise<FilledTemplate> {
    return this.#transport.call("GET", `/templates/${encodeURIComponent(name)}?${new URLSearchParams({ queue })}`);
  }
  create(request: CreateRequest): Promise<{ ticketId: number; ticketNumber: string; articleId: number }> {
    return this.#transport.call("POST", "/tickets", request);
  }
  call(id: number, call: PhoneRequest): Promise<{ articleId: number }> {
    return this.#transport.call("POST", `/tickets/~${id}/calls`, call);
  }
  reply(id: number, reply: ReplyRequest): Promise<{ articleId: number; messageId: string }> {
    return this.#transport.call("POST", `/tickets/~${id}/reply`, reply);
  }
  note(id: number, note: NoteRequest): Promise<{ articleId: number }> {
    return this.#transport.call("POST", `/tickets/~${id}/notes`, note);
  }
  forwardDraft(id: number, articleId: number | undefined): Promise<ForwardDraft> {
    const query = articleId === undefined ? "" : `?article=${articleId}`;
    return this.#transport.have<ForwardDraft>(`/tickets/~${id}/forward${query}`, {
      subject: "text",
      body: "text",
      attachments: "rows",
    });
  }
  forward(id: number, forward: ForwardRequest): Promise<{ articleId: number }> {
    return this.#transport.call("POST", `/tickets/~${id}/forward`, forward);
  }
  async bounce(id: number, bounce: BounceRequest): Promise<void> {
    await this.#transport.call("POST", `/tickets/~${id}/bounce`, bounce);
  }
  async merge(id: number, into: string): Promise<void> {
    await this.#transport.call("POST", `/tickets/~${id}/merge`, { into });
  }
  split(id: number, split: SplitRequest): Promise<{ ticketId: number; ticketNumber: string }> {
    return this.#transport.call("POST", `/tickets/~${id}/split`, split);
  }
  async link(id: number, link: LinkRequest): Promise<void> {
    await this.#transport.call("POST", `/tickets/~${id}/links`, link);
  }
  async unlink(id: number, to: string): Promise<void> {
    await this.#transport.call("DELETE", `/tickets/~${id}/links?${new URLSearchParams({ to })}`);
  }
  /** What can be administered; refused to who may not. */
  async things(): Promise<readonly Thing[]> {
    return (await this.#transport.have<{ things: readonly Thing[] }>("/admin", { things: "rows" })).things;
  }
  async entries({ thing, plural }: Thing): Promise<readonly AdminEntry[]> {
    return (
      (await this.#transport.have<Record<string, readonly AdminEntry[]>>(`/admin/${thing}`, { [plural]: "rows" }))[
        plural
      ] ?? []
    );
  }
  entry({ thing }: Thing, key: string): Promise<AdminEntry> {
    return this.#transport.have(`/admin/${thing}/${encodeURIComponent(key)}`, {});
  }
  addEntry({ thing }: Thing, values: AdminEntry): Promise<AdminEntry> {
    return this.#transport.call("POST", `/admin/${thing}`, values);
  }
  setEntry({ thing }: Thing, key: string, values: AdminEntry): Promise<AdminEntry> {
    return this.#transport.call("PATCH", `/admin/${thing}/${encodeURIComponent(key)}`, values);
  }
  report(days: number): Promise<TicketReport> {
    return this.#transport.have<TicketReport>(`/reports/tickets?days=${days}`, { days: "rows", queues: "rows" });
  }
  outbound(): Promise<OutboundPage> {
    return this.#transport.have<OutboundPage>("/outbound", { mails: "rows", total: "number", pauses: "rows" });
  }
  outboundMail(id: number): Promise<OutboundMailDetail> {
    return this.#transport.have<OutboundMailDetail>(`/outbound/${id}`, { tries: "rows", headers: "text" });
  }
  async retryMail(id: number): Promise<void> {
    await this.#transport.call("POST", `/outbound/${id}/retry`);
  }
  /** Not sent until it is released. */
  async holdMail(id: number, reason: string): Promise<void> {
    await this.#transport.call("POST", `/outbound/${id}/hold`, { reason });
  }
  async releaseMail(id: number): Promise<void> {
    await this.#transport.call("DELETE", `/outbound/${id}/hold`);
  }
  async deleteMail(id: number): Promise<void> {
    await this.#transport.call("DELETE", `/outbound/${id}`);
  }
  /** @param scope `all` or `domain:example.com` */
  async pauseMail(scope: string): Promise<void> {
    await this.#transport.call("POST", "/outbound/pauses", { scope });
  }
  async resumeMail(scope: string): Promise<void> {
    await this.#transport.call("DELETE", `/outbound/pauses?${new URLSearchParams({ scope })}`);
  }
  /** Of these addresses, those that our mail does not reach. */
  async failing(addresses: readonly string[]): Promise<readonly FailingAddressView[]> {
    const query = new URLSearchParams(addresses.map((address): [string, string] => ["address", address]));
    const path = `/outbound/failing?${query}`;
    return (await this.#transport.have<{ addresses: readonly FailingAddressView[] }>(path, { addresses: "rows" }))
      .addresses;
  }
  async recall(articleId: number): Promise<void> {
    await this.#transport.call("POST", `/articles/${articleId}/recall`);
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
  /** For good. @param confirm its number */
  async deleteTicket(id: number, confirm: string): Promise<void> {
    await this.#transport.call("DELETE", `/tickets/~${id}?${new URLSearchParams({ confirm })}`);
  }
  attachment(articleId: number, id: number): Promise<Buffer> {
    return this.#transport.bytes("GET", `/articles/${articleId}/attachments/${id}`);
  }
  /** A message as it came, what is no UTF-8 replaced. */
  async source(articleId: number): Promise<string> {
    return (await this.#transport.bytes("GET", `/articles/${articleId}/raw`)).toString();
  }
  /** By its number. */
  numbered(number: string): Promise<TicketDetail> {
    return this.#transport.have<TicketDetail>(`/tickets/${encodeURIComponent(number)}`, {
      id: "number",
      articles: "rows",
      history: "rows",
    });
  }

  /** @returns ends it */
  listen(listener: Listener): () => void {
    return listen(this.#transport, listener);
  }
}
