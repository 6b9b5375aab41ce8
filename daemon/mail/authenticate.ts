/** SPF, DKIM, DMARC and ARC of a mail that a client hands in, within a bounded time. What follows from it is a rule's. */
import { Resolver } from "node:dns/promises";
import type { AuthenticateResult, DKIMResult, DNSResolver } from "mailauth";
import type { Desk } from "../../src/desk.ts";
import { type Authentication, authResult, inWords, unchecked } from "../../src/mail/authentication.ts";
import type { RawSource } from "../../src/mail/rawSource.ts";

export interface Client {
  readonly address: string;
  /** What it called itself. */
  readonly helo: string;
}

export type Resolve = DNSResolver;

/** Milliseconds for one answer of a name server, and how often it is asked. */
const patience = { timeout: 2500, tries: 2 };

export function systemResolver(): Resolve {
  const resolver = new Resolver(patience);
  return async (name, type) => (await resolver.resolve(name, type)) as string[];
}

/** Never throws: what could not be found out is temperror, and the mail goes on. */
export async function authenticate(
  desk: Desk,
  resolve: Resolve,
  raw: RawSource,
  envelopeFrom: string,
  client: Client,
): Promise<Authentication> {
  const limit = new AbortController();
  const late = setTimeout(() => limit.abort(), desk.settings.authentication.timeout * 1000);
  try {
    // Loaded with the first mail from outside: it is a large library.
    const { authenticate: check } = await import("mailauth");
    const checking = check(raw.size > wholeInMemory ? raw.stream() : raw.bytes(), {
      ip: client.address,
      helo: client.helo,
      sender: envelopeFrom,
      mta: desk.settings.system.fqdn,
      resolver: (name, type) => unlessAborted(limit.signal, () => resolve(name, type)),
      disableBimi: true,
    });
    // Whoever ignores the resolver's end must not hold the mail up either.
    const result = await unlessAborted(limit.signal, () => checking);
    return authenticationOf(result);
  } catch (error) {
    const reason = limit.signal.aborted
      ? `the sender could not be checked within ${desk.settings.authentication.timeout} s`
      : "the sender could not be checked";
    desk.log.warn({ err: error, client: client.address, from: envelopeFrom }, reason);
    return unchecked(undefined, reason, "gotrs");
  } finally {
    clearTimeout(late);
  }
}

/** Octets up to which a message is handed over in one piece. */
const wholeInMemory = 1_000_000;

function unlessAborted<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const end = (): void => reject(Object.assign(new Error("out of time"), { code: "ETIMEOUT" }));
    if (signal.aborted) return end();
    signal.addEventListener("abort", end, { once: true });
    work()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener("abort", end));
  });
}

function authenticationOf(found: AuthenticateResult): Authentication {
  const { dkim, dmarcSkipReason } = found;
  const [spf, dmarc, arc] = [found.spf || undefined, found.dmarc || undefined, found.arc || undefined];
  const signature = bestSignature(dkim.results);
  const domain = dmarc?.status.header?.from ?? onlyDomain(dkim.headerFrom);
  const results = {
    spf: authResult(spf?.status.result),
    dkim: authResult(signature?.status.result),
    dmarc: authResult(dmarc?.status.result),
    arc: authResult(arc?.status.result),
  };
  // A domain without DMARC proves itself as one with it would, by the same relaxed alignment.
  const aligned =
    dmarc === undefined || dmarc.status.result === "none"
      ? dkim.results.some(({ status }) => status.result === "pass" && status.aligned)
      : dmarc.status.result === "pass";
  const seal = arc?.signature || undefined;
  const details = [
    spf?.status.comment,
    signature?.status.comment,
    dmarcSkipReason && `no DMARC: ${dmarcSkipReason.replaceAll("-", " ")}`,
  ];
  return {
    ...results,
    domain,
    aligned,
    policy: policyOf(dmarc?.policy),
    sealer: results.arc === "pass" ? seal?.signingDomain : undefined,
    checkedBy: "gotrs",
    reason: [inWords(results), ...details.filter(Boolean)].join("; "),
  };
}

/** One that speaks for From, else one that passed, else the first. */
function bestSignature(signatures: readonly DKIMResult[]): DKIMResult | undefined {
  const passed = signatures.filter(({ status }) => status.result === "pass");
  return passed.find(({ status }) => status.aligned) ?? passed[0] ?? signatures[0];
}

function onlyDomain(addresses: readonly string[]): string | undefined {
  const [address, another] = addresses;
  if (address === undefined || another !== undefined) return undefined;
  return address.slice(address.lastIndexOf("@") + 1).toLowerCase();
}

function policyOf(word: string | undefined): Authentication["policy"] {
  return word === "reject" || word === "quarantine" || word === "none" ? word : undefined;
}
