/** The directory as pages: customers and companies by name, all or those that were looked for. */
import type { CompanySummary, CustomerSummary } from "../../src/api/directory.ts";
import { text } from "../messages.ts";
import { inCells, safeLine, widestOf } from "../text/safe.ts";
import { companyPage, customerPage, type DirectoryGround } from "./customerCard.ts";
import { orNone, type Page, type PageLine } from "./page.ts";

/** Which list is shown, and what was looked for in it. */
interface Sought {
  readonly list: "customers" | "companies";
  readonly search: string;
}

/** Widest name, company or place. */
const most = 32;

export async function directoryPage(
  ground: DirectoryGround,
  sought: Sought = { list: "customers", search: "" },
): Promise<Page> {
  const { search, list } = sought;
  const { shown, total } = await (list === "customers" ? people(ground, search) : companies(ground, search));
  const acts: PageLine["acts"] = {
    lookUp: () =>
      ground.ask({
        kind: "prompt",
        label: text(list === "customers" ? "ask.customer" : "ask.company"),
        start: search,
        done: async (typed) => ground.show(await directoryPage(ground, { list, search: typed.trim() })),
      }),
    otherList: async () =>
      ground.show(await directoryPage(ground, { list: list === "customers" ? "companies" : "customers", search: "" })),
  };
  const left = total - shown.length;
  return {
    title: text(list === "customers" ? "page.customers" : "page.companies"),
    told: search === "" ? String(total) : text("page.soughtFor", { search: safeLine(search), total }),
    keys: "directory",
    ...(search !== "" && { back: async () => ground.show(await directoryPage(ground, { list, search: "" })) }),
    lines: [
      ...orNone(shown, search === "" ? emptyWords(list) : text("page.noneFound")),
      ...(left > 0 ? [{ text: text("page.narrow", { left }), meaning: "faint" as const }] : []),
    ].map((line) => ({ ...line, acts: { ...acts, ...line.acts } })),
  };
}

interface Listed {
  readonly shown: readonly PageLine[];
  readonly total: number;
}

async function people(ground: DirectoryGround, search: string): Promise<Listed> {
  const { customers, total } = await ground.client.directory.customers(search);
  return { shown: customerLines(ground, customers, () => showList(ground, { list: "customers", search })), total };
}

async function companies(ground: DirectoryGround, search: string): Promise<Listed> {
  const { companies: all, total } = await ground.client.directory.companies(search);
  const idCells = widestOf(
    all.map(({ customerId }) => safeLine(customerId)),
    most,
  );
  const nameCells = widestOf(
    all.map(({ name }) => safeLine(name)),
    most,
  );
  const back = (): Promise<void> => showList(ground, { list: "companies", search });
  return {
    shown: all.map((company) => ({
      id: company.customerId,
      text: [inCells(safeLine(company.customerId), idCells), inCells(safeLine(company.name), nameCells), where(company)]
        .join("  ")
        .trimEnd(),
      meaning: company.valid ? undefined : "faint",
      choose: async () => ground.show(await companyPage(ground, company.customerId, back)),
    })),
    total,
  };
}

async function showList(ground: DirectoryGround, sought: Sought): Promise<void> {
  ground.show(await directoryPage(ground, sought));
}

/** @param back where their cards lead back to */
function customerLines(
  ground: DirectoryGround,
  customers: readonly CustomerSummary[],
  back: () => Promise<void>,
): readonly PageLine[] {
  const nameCells = widestOf(
    customers.map(({ name }) => safeLine(name)),
    most,
  );
  const emailCells = widestOf(
    customers.map(({ email }) => safeLine(email)),
    40,
  );
  return customers.map((customer) => ({
    id: customer.login,
    text: `${inCells(safeLine(customer.name), nameCells)}  ${inCells(safeLine(customer.email), emailCells)}`,
    aside: `${safeLine(customer.company ?? customer.customerId)} `,
    meaning: customer.valid ? undefined : "faint",
    choose: async () => ground.show(await customerPage(ground, customer.login, back)),
    acts: { newTicketFor: () => ground.newTicketFor(customer.email) },
  }));
}

function where({ city, country }: CompanySummary): string {
  return [city, country]
    .map(safeLine)
    .filter((words) => words !== "")
    .join(", ");
}

function emptyWords(list: Sought["list"]): string {
  return text(list === "customers" ? "page.noCustomers" : "page.noCompanies");
}
