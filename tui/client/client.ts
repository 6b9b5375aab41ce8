/** The API's resources as functions; one line each. */
import type { CompanyCard, CompanyPage, CustomerCard, CustomerPage } from "../../src/api/directory.ts";
import type { FailingAddressView, OutboundMailDetail, OutboundPage, Recipient } from "../../src/api/outbound.ts";
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
import { Access } from "./access.ts";
import { Account } from "./account.ts";
import type { AdminEntry, NamedEntry, Thing } from "./administration.ts";
import { type Listener, listen } from "./events.ts";
import { list, object } from "./shape.ts";
import { entryOf, namedEntry, thing } from "./shapes/administration.ts";
import { report, type Who, who } from "./shapes/desk.ts";
import { companyCard, companyPage, customerCard, customerPage } from "./shapes/directory.ts";
import { failingAddress, outboundMail, outboundPage, recipient } from "./shapes/outbound.ts";
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
  created,
  filledTemplate,
  forwardDraft,
  opened,
  replyDraft,
  templateSummary,
  written,
} from "./shapes/writing.ts";
import { encoded, type Server, Transport } from "./transport.ts";
import { Visitor } from "./visitor.ts";

/** Kinds of templates that are offered while something is written. */
export type TemplateType = "Answer" | "Note" | "Forward" | "PhoneCall" | "Create";

export class Client extends Visitor {
  readonly #transport: Transport;
  readonly account: Account;
  readonly access: Access;

  constructor(server: Server) {
    const transport = new Transport(server);
    super(transport);
    this.#transport = transport;
    this.account = new Account(transport);
    this.access = new Access(transport);
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
  /** Customer users by a part of name, address, login or company. */
  async recipients(search: string): Promise<readonly Recipient[]> {
    const path = `/recipients?${new URLSearchParams({ search, limit: "8" })}`;
    return await this.#transport.rows("recipients", recipient, path);
  }
  /** @param search words that each have to be there; all without */
  customers(search: string): Promise<CustomerPage> {
    return this.#transport.have(customerPage, "GET", `/customers?${new URLSearchParams({ search })}`);
  }
  customer(login: string): Promise<CustomerCard> {
    return this.#transport.have(customerCard, "GET", `/customers/${encoded(login)}`);
  }
  companies(search: string): Promise<CompanyPage> {
    return this.#transport.have(companyPage, "GET", `/companies?${new URLSearchParams({ search })}`);
  }
  company(customerId: string): Promise<CompanyCard> {
    return this.#transport.have(companyCard, "GET", `/companies/${encoded(customerId)}`);
  }
  ticket(id: number): Promise<TicketDetail> {
    return this.#transport.have(ticketDetail, "GET", `/tickets/~${id}`);
  }
  update(id: number, change: UpdateRequest): Promise<TicketSummary> {
    return this.#transport.have(ticketSummary, "PATCH", `/tickets/~${id}`, change);
  }
  async bulk(request: BulkRequest): Promise<readonly BulkResult[]> {
    const results = object<{ readonly results: readonly BulkResult[] }>({ results: list(bulkResult) });
    return (await this.#transport.have(results, "POST", "/bulk", request)).results;
  }
  async unwatch(id: number): Promise<void> {
    await this.#transport.call("DELETE", `/tickets/~${id}/watch`);
  }
  /** Dynamic fields of tickets. */
  async ticketFields(): Promise<readonly FieldDefinition[]> {
    return await this.#transport.rows("fields", fieldDefinition, "/fields");
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
  async templates(id: number, type: TemplateType): Promise<readonly TemplateSummary[]> {
    return await this.#transport.rows("templates", templateSummary, `/tickets/~${id}/templates?type=${type}`);
  }
  /** Its text with the tags filled in, and its files. */
  template(id: number, name: string, articleId: number | undefined): Promise<FilledTemplate> {
    const query = articleId === undefined ? "" : `?article=${articleId}`;
    const path = `/tickets/~${id}/templates/${encoded(name)}${query}`;
    return this.#transport.have(filledTemplate, "GET", path);
  }
  /** For a ticket that is about to be opened in this queue. */
  async newTemplates(queue: string): Promise<readonly TemplateSummary[]> {
    return await this.#transport.rows("templates", templateSummary, `/templates?${new URLSearchParams({ queue })}`);
  }
  newTemplate(queue: string, name: string): Promise<FilledTemplate> {
    const path = `/templates/${encoded(name)}?${new URLSearchParams({ queue })}`;
    return this.#transport.have(filledTemplate, "GET", path);
  }
  create(request: CreateRequest): Promise<{ ticketId: number; ticketNumber: string; articleId: number }> {
    return this.#transport.have(created, "POST", "/tickets", request);
  }
  call(id: number, call: PhoneRequest): Promise<{ articleId: number }> {
    return this.#transport.have(written, "POST", `/tickets/~${id}/calls`, call);
  }
  reply(id: number, reply: ReplyRequest): Promise<{ articleId: number }> {
    return this.#transport.have(written, "POST", `/tickets/~${id}/reply`, reply);
  }
  note(id: number, note: NoteRequest): Promise<{ articleId: number }> {
    return this.#transport.have(written, "POST", `/tickets/~${id}/notes`, note);
  }
  forwardDraft(id: number, articleId: number | undefined): Promise<ForwardDraft> {
    const query = articleId === undefined ? "" : `?article=${articleId}`;
    return this.#transport.have(forwardDraft, "GET", `/tickets/~${id}/forward${query}`);
  }
  forward(id: number, forward: ForwardRequest): Promise<{ articleId: number }> {
    return this.#transport.have(written, "POST", `/tickets/~${id}/forward`, forward);
  }
  async bounce(id: number, bounce: BounceRequest): Promise<void> {
    await this.#transport.call("POST", `/tickets/~${id}/bounce`, bounce);
  }
  async merge(id: number, into: string): Promise<void> {
    await this.#transport.call("POST", `/tickets/~${id}/merge`, { into });
  }
  split(id: number, split: SplitRequest): Promise<{ ticketId: number; ticketNumber: string }> {
    return this.#transport.have(opened, "POST", `/tickets/~${id}/split`, split);
  }
  async link(id: number, link: LinkRequest): Promise<void> {
    await this.#transport.call("POST", `/tickets/~${id}/links`, link);
  }
  async unlink(id: number, to: string): Promise<void> {
    await this.#transport.call("DELETE", `/tickets/~${id}/links?${new URLSearchParams({ to })}`);
  }
  /** What can be administered; refused to who may not. */
  async things(): Promise<readonly Thing[]> {
    return await this.#transport.rows("things", thing, "/admin");
  }
  async entries(of: Thing): Promise<readonly AdminEntry[]> {
    return await this.#transport.rows(of.plural, entryOf(of), `/admin/${of.thing}`);
  }
  entry(of: Thing, key: string): Promise<AdminEntry> {
    return this.#transport.have(entryOf(of), "GET", `/admin/${of.thing}/${encoded(key)}`);
  }
  /** @param of a thing, or a list that only references know */
  async names(of: string): Promise<readonly NamedEntry[]> {
    return await this.#transport.rows("names", namedEntry, `/admin/names/${encoded(of)}`);
  }
  addEntry(of: Thing, values: AdminEntry): Promise<AdminEntry> {
    return this.#transport.have(entryOf(of), "POST", `/admin/${of.thing}`, values);
  }
  setEntry(of: Thing, key: string, values: AdminEntry): Promise<AdminEntry> {
    return this.#transport.have(entryOf(of), "PATCH", `/admin/${of.thing}/${encoded(key)}`, values);
  }
  report(days: number): Promise<TicketReport> {
    return this.#transport.have(report, "GET", `/reports/tickets?days=${days}`);
  }
  outbound(): Promise<OutboundPage> {
    return this.#transport.have(outboundPage, "GET", "/outbound");
  }
  outboundMail(id: number): Promise<OutboundMailDetail> {
    return this.#transport.have(outboundMail, "GET", `/outbound/${id}`);
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
    return await this.#transport.rows("addresses", failingAddress, `/outbound/failing?${query}`);
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
    return this.#transport.have(ticketDetail, "GET", `/tickets/${encoded(number)}`);
  }

  /** @returns ends it */
  listen(listener: Listener): () => void {
    return listen(this.#transport, listener);
  }
}
