/** One listener for mail: what smtp-server is told, and who answers each command. */
import type { SMTPServerOptions } from "smtp-server";
import type { Desk } from "../../src/desk.ts";
import type { Resolve } from "./authenticate.ts";
import type { Certificate } from "./certificate.ts";
import type { MailDoor } from "./door.ts";
import { checkRecipient, greet, mayMail } from "./envelope.ts";
import { Listener } from "./listener.ts";
import { logIn } from "./login.ts";
import { receive } from "./receive.ts";

export type MailProtocol = "smtp" | "smtps" | "lmtp";

export interface Shared {
  readonly desk: Desk;
  readonly door: MailDoor;
  readonly spoolFolder: string;
  readonly resolve: Resolve;
  /** Messages that are being taken. */
  readonly running: Set<Promise<void>>;
}

/** Milliseconds that a running conversation is given to end by itself when the daemon stops. */
const patience = 10_000;

/** What a reload may change; smtp-server reads these whenever it needs them. */
function changeable(protocol: MailProtocol, desk: Desk, certificate: Certificate | undefined): SMTPServerOptions {
  const { smtp } = desk.settings;
  const off = [
    ...(protocol === "lmtp" || certificate === undefined || smtp.auth === "off" ? ["AUTH"] : []),
    ...(protocol === "lmtp" || certificate === undefined ? ["STARTTLS"] : []),
    "WIZ",
    "SHELL",
    "KILL",
  ];
  return {
    size: smtp.maxSize,
    maxClients: smtp.maxConnections,
    authOptional: smtp.auth !== "required",
    disabledCommands: off,
    socketTimeout: smtp.idleTimeout * 1000,
  };
}

/** Takes up what a reload changed. */
export function apply(
  listener: Listener,
  protocol: MailProtocol,
  desk: Desk,
  certificate: Certificate | undefined,
): void {
  Object.assign(listener.options, changeable(protocol, desk, certificate));
  if (certificate !== undefined && protocol !== "lmtp") listener.updateSecureContext(certificate);
}

export function createListener(shared: Shared, protocol: MailProtocol, certificate: Certificate | undefined): Listener {
  const { desk, door, running } = shared;
  const road = protocol === "lmtp" ? "lmtp" : "smtp";
  const listener = new Listener(
    {
      name: desk.settings.system.fqdn,
      banner: "gotrs",
      heloResponse: "%s greets %s",
      lmtp: road === "lmtp",
      secure: protocol === "smtps",
      needsUpgrade: protocol === "smtps",
      hideENHANCEDSTATUSCODES: false,
      disableReverseLookup: true,
      logger: false,
      closeTimeout: patience,
      authRequiredMessage: "5.7.0 start TLS and log in first",
      ...changeable(protocol, desk, certificate),
      ...(protocol === "lmtp" ? {} : certificate),
      onConnect: (session, done) => answer(greet(desk, door, session), done),
      onAuth: (auth, session, done) => {
        logIn(desk, auth, session.remoteAddress).then((user) => done(null, user), done);
      },
      onMailFrom: (address, session, done) => answer(mayMail(desk, door, address, session), done),
      onRcptTo: (address, session, done) => answer(checkRecipient(desk, address, session), done),
      onData: (stream, session, done) => {
        const taking = receive({ ...shared, road }, stream, session)
          // LMTP answers for each recipient (RFC 2033 §4.2); all of them share the one stored message.
          .then((text) => done(null, road === "lmtp" ? session.envelope.rcptTo.map(() => text) : text), done)
          .finally(() => running.delete(taking));
        running.add(taking);
      },
    },
    door,
  );
  listener.on("error", (error: Error) => desk.log.debug({ err: error, protocol }, "a mail connection broke"));
  return listener;
}

function answer(check: Promise<void>, done: (error?: Error | null) => void): void {
  check.then(() => done(), done);
}
