/** One customer or company as a page: what is known of them, and their tickets. */
import type { CompanyCard, CustomerCard } from "../../src/api/directory.ts";
import type { TicketDetail } from "../../src/api/ticket.ts";
import type { Client } from "../client/client.ts";
import { ClientError } from "../client/transport.ts";
import type { Question } from "../ground.ts";
import { type MessageKey, text } from "../messages.ts";
import { inCells, safeLine, widestOf } from "../text/safe.ts";
import { customerTickets, found, ticketLines } from "./customerTickets.ts";
import { heading, labelled, orNone, type Page, type PageLine } from "./page.ts";

export interface DirectoryGround {
  readonly client: Client;
  readonly now: Date;
  readonly show: (page: Page) => void;
  readonly ask: (question: Question) => void;
  readonly open: (ticketId: number) => Promise<void>;
  /** Begins a ticket of the customer with this address. */
  readonly newTicketFor: (customer: string) => void;
}

/** What is left out of the page, and where it leads back to; out of the pages when absent. */
interface Way {
  readonly except?: number | undefined;
  readonly back?: (() => Promise<void>) | undefined;
}

/** The customer of a ticket, who need not be in the directory, and their other tickets. */
export async function ticketCustomerPage(ground: DirectoryGround, ticket: TicketDetail): Promise<Page> {
  const { customerUser, customerId } = ticket;
  const card = customerUser === null ? undefined : await cardOf(ground.client, customerUser);
  if (card !== undefined) return await cardPage(ground, card, { except: ticket.id });
  const lines = await customerTickets(ground, { login: customerUser, customerId }, ticket.id);
  return {
    title: text("page.customer", { customer: safeLine(customerUser ?? text("fact.noCustomer")) }),
    keys: "customerCard",
    lines: [
      ...(customerUser === null
        ? []
        : [{ text: text("page.notInDirectory"), meaning: "faint" as const }, { text: "" }]),
      ...lines,
    ].map((line) => ({ ...line, acts: { newTicketFor: () => ground.newTicketFor(customerUser ?? "") } })),
  };
}

export async function customerPage(ground: DirectoryGround, login: string, back: () => Promise<void>): Promise<Page> {
  return await cardPage(ground, await ground.client.directory.customer(login), { back });
}

async function cardPage(ground: DirectoryGround, card: CustomerCard, { except, back }: Way): Promise<Page> {
  const again = async (): Promise<void> => ground.show(await cardPage(ground, card, { except, back }));
  const company = (customerId: string) => async (): Promise<void> =>
    ground.show(await companyPage(ground, customerId, again));
  const acts: PageLine["acts"] = { newTicketFor: () => ground.newTicketFor(card.email) };
  const facts: readonly PageLine[] = [
    ...known("customer.name", [card.title, card.name]),
    ...known("customer.email", [card.email]),
    ...(card.login === card.email ? [] : known("customer.login", [card.login])),
    ...known("customer.company", [
      card.company ?? "",
      card.company === card.customerId ? "" : `(${card.customerId})`,
    ]).map((line) => (card.company === null ? line : { ...line, choose: company(card.customerId) })),
    ...card.companies.flatMap((id) =>
      known("customer.alsoSees", [id]).map((line) => ({ ...line, choose: company(id) })),
    ),
    ...known("customer.phone", [card.phone]),
    ...known("customer.mobile", [card.mobile]),
    ...known("customer.fax", [card.fax]),
    ...known("customer.address", [addressOf(card)]),
    ...known("customer.comment", [card.comment]),
    ...(card.valid ? [] : [{ text: text("customer.notValid"), meaning: "alarm" as const }]),
  ];
  const tickets = await customerTickets(ground, card, except);
  return {
    title: text("page.customer", { customer: safeLine(card.name) }),
    keys: "customerCard",
    ...(back && { back }),
    lines: [...facts, { text: "" }, ...tickets].map((line) => ({ ...line, acts })),
  };
}

export async function companyPage(
  ground: DirectoryGround,
  customerId: string,
  back: () => Promise<void>,
): Promise<Page> {
  const { client, now, show } = ground;
  const card = await client.directory.company(customerId);
  const again = async (): Promise<void> => show(await companyPage(ground, customerId, back));
  const facts: readonly PageLine[] = [
    ...known("customer.company", [card.name]),
    ...known("customer.customerId", [card.customerId]),
    ...known("customer.address", [addressOf(card)]),
    ...known("customer.url", [card.url]),
    ...known("customer.comment", [card.comment]),
    ...(card.valid ? [] : [{ text: text("customer.notValid"), meaning: "alarm" as const }]),
  ];
  const nameCells = widestOf(
    card.customers.map(({ name }) => safeLine(name)),
    32,
  );
  const people = card.customers.map(
    (one): PageLine => ({
      id: one.login,
      text: `${inCells(safeLine(one.name), nameCells)}  ${safeLine(one.email)}`,
      meaning: one.valid ? undefined : "faint",
      choose: async () => show(await customerPage(ground, one.login, again)),
      acts: { newTicketFor: () => ground.newTicketFor(one.email) },
    }),
  );
  const tickets = await found(client, { customer: customerId });
  return {
    title: text("page.companyCard", { company: safeLine(card.name) }),
    keys: "customerCard",
    back,
    lines: [
      ...facts,
      { text: "" },
      heading(text("page.people")),
      ...orNone(people, text("page.noPeople")),
      { text: "" },
      heading(text("page.tickets")),
      ...orNone(ticketLines(tickets, now, ground.open), text("page.noTickets")),
    ].map((line) => ({ acts: { newTicketFor: () => ground.newTicketFor("") }, ...line })),
  };
}

/** Undefined for one who is not in the directory, as whoever writes for the first time. */
async function cardOf(client: Client, login: string): Promise<CustomerCard | undefined> {
  try {
    return await client.directory.customer(login);
  } catch (error) {
    if (error instanceof ClientError && error.failure === "absent") return undefined;
    throw error;
  }
}

const labels = [
  "customer.name",
  "customer.email",
  "customer.login",
  "customer.company",
  "customer.customerId",
  "customer.alsoSees",
  "customer.phone",
  "customer.mobile",
  "customer.fax",
  "customer.address",
  "customer.url",
  "customer.comment",
] as const satisfies readonly MessageKey[];

/** A line for what is known, none for what is not. */
function known(label: (typeof labels)[number], words: readonly string[]): readonly PageLine[] {
  const value = words
    .map(safeLine)
    .filter((one) => one !== "")
    .join(" ");
  const cells = widestOf(labels.map((key) => text(key)));
  return value === "" ? [] : [{ text: labelled(text(label), cells, safeLine(value)) }];
}

function addressOf({ street, zip, city, country }: Pick<CompanyCard, "street" | "zip" | "city" | "country">): string {
  return [street, `${zip} ${city}`, country]
    .map(safeLine)
    .filter((words) => words !== "")
    .join(", ");
}
