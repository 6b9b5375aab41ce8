/** Hands a mail to the recipients' own servers: each domain apart, its servers in turn until one answers. */
import { Resolver as DnsResolver } from "node:dns/promises";
import { type Exchange, exchangesOf, type Resolver } from "./mx.ts";
import { domainOf } from "./routes.ts";
import type { Server, Timeouts } from "./server.ts";
import { type Envelope, type Handover, Session, SessionFailure } from "./session.ts";
import type { Refusal } from "./verdict.ts";
import { wireAddress } from "./wireAddress.ts";

export interface DirectOptions {
  readonly ownName: string;
  readonly timeouts: Timeouts;
  readonly resolver: Resolver;
  /** 25 but for tests. */
  readonly port: number;
  /** From 0 to 1. */
  readonly random: () => number;
}

type Given = Pick<DirectOptions, "ownName" | "timeouts"> & Partial<DirectOptions>;

export async function sendDirectly(envelope: Envelope, raw: Buffer, given: Given): Promise<Handover> {
  const options: DirectOptions = {
    resolver: new DnsResolver({ timeout: 10_000, tries: 2 }),
    port: 25,
    random: Math.random,
    ...given,
  };
  const results: Handover[] = [];
  for (const [domain, recipients] of byDomain(envelope.recipients)) {
    results.push(await sendToDomain(domain, { ...envelope, recipients }, raw, options));
  }
  const accepted = results.flatMap((result) => result.accepted ?? []);
  return {
    accepted:
      accepted.length === 0
        ? undefined
        : {
            recipients: accepted.flatMap(({ recipients }) => recipients),
            message: accepted.map(({ message }) => message).join("; "),
          },
    refused: results.flatMap(({ refused }) => refused),
    untouched: results.every(({ untouched }) => untouched),
  };
}

function byDomain(recipients: readonly string[]): ReadonlyMap<string, readonly string[]> {
  return Map.groupBy(recipients, (address) => domainOf(wireAddress(address)));
}

async function sendToDomain(
  domain: string,
  envelope: Envelope,
  raw: Buffer,
  options: DirectOptions,
): Promise<Handover> {
  const found = await exchangesOf(domain, options.ownName, options.resolver, options.random);
  if ("unroutable" in found) {
    return {
      accepted: undefined,
      refused: [{ ...found.unroutable, recipients: envelope.recipients }],
      untouched: true,
    };
  }
  let last: Refusal | undefined;
  for (const exchange of found.exchanges) {
    let session: Session;
    try {
      session = await openSession(exchange, options);
    } catch (error) {
      if (!(error instanceof SessionFailure)) throw error;
      last = error.refusal(envelope.recipients);
      continue;
    }
    const handover = await session.send(envelope, raw);
    session.close();
    // RFC 5321 §5.1: what a server says of the mail is for its domain to decide; only a broken conversation goes on.
    const broken = handover.untouched && handover.refused.every(({ about }) => about === "connection");
    if (!broken) return handover;
    last = handover.refused[0] ?? last;
  }
  if (last === undefined) throw new Error(`no server of ${domain} was tried`);
  return { accepted: undefined, refused: [{ ...last, recipients: envelope.recipients }], untouched: true };
}

/** Opportunistic TLS (RFC 7435): where it fails, once more without, which is no worse than never having asked. */
async function openSession({ host, address }: Exchange, options: DirectOptions): Promise<Session> {
  const server: Server = {
    host: address,
    name: host,
    port: options.port,
    implicitTls: false,
    tls: "opportunistic",
    ca: undefined,
    login: undefined,
    ownName: options.ownName,
    timeouts: options.timeouts,
  };
  try {
    return await Session.open(server);
  } catch (error) {
    if (!(error instanceof SessionFailure) || !error.tls) throw error;
    return await Session.open({ ...server, tls: "off" });
  }
}
