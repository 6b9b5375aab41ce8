/** Which road a mail takes: the first of outbound.routes that fits its queue or sender, else the usual one. Pure. */
import type { RouteEntry } from "../../src/config/routes.ts";
import type { Settings } from "../../src/config/settings.ts";
import { parseAddresses } from "../../src/mail/addresses.ts";
import type { TlsPolicy } from "./server.ts";

export interface Route {
  /** `default` for the usual one. */
  readonly name: string;
  readonly road:
    | {
        readonly kind: "smarthost";
        readonly url: URL;
        readonly tls: TlsPolicy;
        readonly caFile: string | undefined;
        /** Name of the OAuth2 configuration to log in with. */
        readonly oauth2: string | undefined;
      }
    | { readonly kind: "direct" }
    | { readonly kind: "maildir"; readonly folder: string };
  /** Mails at a time: to the smarthost, or to each recipient domain. */
  readonly concurrency: number;
}

/** What a route is chosen by. */
export interface Routed {
  readonly sender: string;
  readonly from: string;
  readonly queue: string | null;
}

type Outbound = Settings["outbound"];

export function routesOf(outbound: Outbound): (mail: Routed) => Route {
  const usual: Route =
    outbound.smarthost === undefined
      ? { name: "default", road: { kind: "maildir", folder: outbound.maildir }, concurrency: outbound.concurrency }
      : routeOf({ name: "default", smarthost: outbound.smarthost, oauth2: outbound.oauth2 }, outbound);
  const others = outbound.routes.map((entry) => ({ entry, route: routeOf(entry, outbound) }));
  return (mail) => others.find(({ entry }) => fits(entry, mail))?.route ?? usual;
}

function routeOf(entry: RouteEntry, outbound: Outbound): Route {
  if (entry.smarthost === "direct") {
    return { name: entry.name, road: { kind: "direct" }, concurrency: entry.concurrency ?? outbound.domainConcurrency };
  }
  const url = new URL(entry.smarthost);
  const asked = entry.tls ?? outbound.tls;
  const login = url.username !== "" || entry.oauth2 !== undefined;
  // A relay on this machine has a certificate of no name; a password goes only where the name is proved.
  const tls = asked === "auto" ? (login ? "verify" : "opportunistic") : asked;
  return {
    name: entry.name,
    road: { kind: "smarthost", url, tls, caFile: entry.caFile ?? outbound.caFile, oauth2: entry.oauth2 },
    concurrency: entry.concurrency ?? outbound.concurrency,
  };
}

/** Both lists must fit where both are given. A queue's entry covers the queues below it. */
function fits({ queues, senders }: RouteEntry, mail: Routed): boolean {
  if (queues !== undefined && !queues.some((name) => mail.queue === name || mail.queue?.startsWith(`${name}::`))) {
    return false;
  }
  if (senders === undefined) return true;
  const addresses = [mail.sender, ...parseAddresses(mail.from).map(({ address }) => address)].map((one) =>
    one.toLowerCase(),
  );
  return senders.some((wanted) => {
    const name = wanted.toLowerCase();
    return addresses.some((one) => one === name || (name.startsWith("@") && one.endsWith(name)));
  });
}

/** What of a mail's way is limited and paused as one: a smarthost, or each recipient domain. */
export function destinations(route: Route, recipients: readonly string[]): readonly string[] {
  if (route.road.kind !== "direct") return [`route:${route.name}`];
  return [...new Set(recipients.map((address) => `domain:${domainOf(address)}`))];
}

export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1).toLowerCase();
}
