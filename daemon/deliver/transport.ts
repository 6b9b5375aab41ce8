/** Hands one mail over by the road chosen for it: a smarthost, the recipients' own servers, or a Maildir. */
import { readFileSync } from "node:fs";
import type { Settings } from "../../src/config/settings.ts";
import { Exit, UserError } from "../../src/errors.ts";
import type { DueMail } from "../../src/store/deliveryClaim.ts";
import { type DirectOptions, sendDirectly } from "./direct.ts";
import { writeMaildir } from "./maildir.ts";
import { type Route, routesOf } from "./routes.ts";
import { type Login, type Server, usualTimeouts } from "./server.ts";
import type { Envelope, Handover } from "./session.ts";
import { Smarthost } from "./smarthost.ts";

export interface Transport {
  routeOf(mail: DueMail): Route;
  /** Never throws for what a server or the network does. */
  send(mail: DueMail, route: Route, envelope: Envelope, raw: Buffer): Promise<Handover>;
  close(): void;
}

export interface TransportOptions {
  /** Our own name, for EHLO. */
  readonly fqdn: string;
  /** A valid access token of an OAuth2 configuration by its name; `renew` when the server has refused the one before. */
  readonly accessToken?: (configuration: string, renew: boolean) => Promise<string>;
  /** How recipients' servers are found and reached; tests put their own in. */
  readonly direct?: Partial<DirectOptions>;
  readonly timeouts?: Server["timeouts"];
}

/** @throws UserError with exit 78 for a certificate file that cannot be read */
export function createTransport(outbound: Settings["outbound"], options: TransportOptions): Transport {
  const { fqdn, timeouts = usualTimeouts } = options;
  const routeFor = routesOf(outbound);
  const smarthosts = new Map<string, Smarthost>();
  const smarthostOf = (route: Route): Smarthost => {
    let known = smarthosts.get(route.name);
    if (known === undefined) {
      known = new Smarthost(serverOf(route, options, timeouts));
      smarthosts.set(route.name, known);
    }
    return known;
  };
  const all = [...outbound.routes.map(({ caFile }) => caFile), outbound.caFile];
  for (const file of all) if (file !== undefined) readPem(file);
  return {
    routeOf: (mail) => routeFor(mail),
    async send(mail, route, envelope, raw) {
      switch (route.road.kind) {
        case "maildir": {
          const name = `${Date.parse(`${mail.created.replace(" ", "T")}Z`) / 1000}.Q${mail.id}.gotrs`;
          return await writeMaildir(route.road.folder, name, envelope, raw);
        }
        case "direct":
          return await sendDirectly(envelope, raw, { ownName: fqdn, timeouts, ...options.direct });
        case "smarthost":
          return await smarthostOf(route).send(envelope, raw);
      }
    },
    close() {
      for (const smarthost of smarthosts.values()) smarthost.close();
    },
  };
}

function serverOf({ road }: Route, { fqdn, accessToken }: TransportOptions, timeouts: Server["timeouts"]): Server {
  if (road.kind !== "smarthost") throw new Error("only a smarthost is one server");
  const { hostname, port, username, password, protocol } = road.url;
  const implicitTls = protocol === "smtps:";
  const host = hostname.replace(/^\[|\]$/g, "");
  return {
    host,
    name: host,
    port: port === "" ? (implicitTls ? 465 : 25) : Number(port),
    implicitTls,
    tls: road.tls,
    ca: road.caFile === undefined ? undefined : readPem(road.caFile),
    login: loginOf(decodeURIComponent(username), decodeURIComponent(password), road.oauth2, accessToken),
    ownName: fqdn,
    timeouts,
  };
}

function loginOf(
  user: string,
  password: string,
  oauth2: string | undefined,
  accessToken: TransportOptions["accessToken"],
): Login | undefined {
  if (oauth2 !== undefined) {
    const token = accessToken ?? (() => Promise.reject(new Error("this program has no OAuth2 tokens")));
    return { kind: "oauth2", user, accessToken: (renew) => token(oauth2, renew) };
  }
  return user === "" ? undefined : { kind: "password", user, password };
}

function readPem(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new UserError(`${path} cannot be read (${String(error)})`, {
      where: "outbound.caFile",
      mend: "Correct the path, or let the account of gotrs read the file",
      exit: Exit.configuration,
    });
  }
}
