/** Finds the servers that take mail for a domain: MX records in order, or the domain itself (RFC 5321 §5.1, RFC 7505). */
import type { Refusal } from "./verdict.ts";

/** The part of node:dns/promises that is needed. */
export interface Resolver {
  resolveMx(domain: string): Promise<readonly { readonly priority: number; readonly exchange: string }[]>;
  resolve4(host: string): Promise<readonly string[]>;
  resolve6(host: string): Promise<readonly string[]>;
}

export interface Exchange {
  readonly host: string;
  readonly address: string;
}

/** Why a domain's mail cannot be sent. */
export type Unroutable = Pick<Refusal, "code" | "status" | "message" | "about">;

/** So many addresses are tried; a domain that lists more must not hold up all others. */
const maxAddresses = 6;

/**
 * @param random from 0 to 1, for servers of equal preference
 * @returns servers in the order in which to try them, never none
 */
export async function exchangesOf(
  domain: string,
  ownName: string,
  resolver: Resolver,
  random: () => number,
): Promise<{ readonly exchanges: readonly Exchange[] } | { readonly unroutable: Unroutable }> {
  const literal = /^\[(?:IPv6:)?([^\]]+)\]$/i.exec(domain)?.[1];
  if (literal !== undefined) return { exchanges: [{ host: literal, address: literal }] };
  const hosts = await hostsOf(domain, resolver, random);
  if ("unroutable" in hosts) return hosts;
  const own = hosts.findIndex(({ exchange }) => sameHost(exchange, ownName));
  // RFC 5321 §5.1: we are one of its servers, so only better ones may be tried, else the mail comes back for ever.
  const better = own < 0 ? hosts : hosts.filter(({ priority }) => priority < (hosts[own]?.priority ?? 0));
  if (better.length === 0) {
    return { unroutable: permanent("5.4.6", `mail for ${domain} loops back to ${ownName}: its MX is this machine`) };
  }
  const exchanges: Exchange[] = [];
  let failure: unknown;
  for (const { exchange } of better) {
    try {
      for (const address of await addressesOf(exchange, resolver)) exchanges.push({ host: exchange, address });
    } catch (error) {
      failure = error;
    }
    if (exchanges.length >= maxAddresses) break;
  }
  if (exchanges.length > 0) return { exchanges: exchanges.slice(0, maxAddresses) };
  if (failure !== undefined && !isAbsent(failure)) return { unroutable: temporary(domain, failure) };
  return { unroutable: permanent("5.4.4", `${domain} names mail servers that have no address`) };
}

interface Host {
  readonly exchange: string;
  readonly priority: number;
}

async function hostsOf(
  domain: string,
  resolver: Resolver,
  random: () => number,
): Promise<readonly Host[] | { readonly unroutable: Unroutable }> {
  let records: readonly Host[];
  try {
    records = await resolver.resolveMx(domain);
  } catch (error) {
    if (codeOf(error) === "ENOTFOUND") return { unroutable: permanent("5.1.2", `there is no domain ${domain}`) };
    // RFC 5321 §5.1: a domain without MX takes its mail itself.
    if (codeOf(error) === "ENODATA") return [{ exchange: domain, priority: 0 }];
    return { unroutable: temporary(domain, error) };
  }
  if (records.length === 0) return [{ exchange: domain, priority: 0 }];
  if (records.every(({ exchange }) => exchange === "" || exchange === ".")) {
    return { unroutable: permanent("5.1.10", `${domain} takes no mail (null MX, RFC 7505)`) };
  }
  return records
    .filter(({ exchange }) => exchange !== "" && exchange !== ".")
    .map((record) => ({ record, chance: random() }))
    .toSorted((one, other) => one.record.priority - other.record.priority || one.chance - other.chance)
    .map(({ record }) => record);
}

/** IPv6 first, as RFC 6724 prefers; IPv4 follows, for networks whose IPv6 leads nowhere. */
async function addressesOf(host: string, resolver: Resolver): Promise<readonly string[]> {
  const [six, four] = await Promise.allSettled([resolver.resolve6(host), resolver.resolve4(host)]);
  const found = [six, four].flatMap((result) => (result.status === "fulfilled" ? result.value : []));
  if (found.length > 0) return found;
  const failed = [four, six].find((result) => result.status === "rejected" && !isAbsent(result.reason)) ?? four;
  throw failed.status === "rejected" ? failed.reason : new Error(`${host} has no address`);
}

function sameHost(one: string, other: string): boolean {
  return one.replace(/\.$/, "").toLowerCase() === other.replace(/\.$/, "").toLowerCase();
}

function isAbsent(error: unknown): boolean {
  return ["ENOTFOUND", "ENODATA"].includes(codeOf(error));
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

function permanent(status: string, message: string): Unroutable {
  return { code: 550, status, message, about: "mail" };
}

function temporary(domain: string, error: unknown): Unroutable {
  const message = `the name servers do not answer for ${domain}: ${error instanceof Error ? error.message : String(error)}`;
  return { code: undefined, status: "4.4.3", message, about: "connection" };
}
