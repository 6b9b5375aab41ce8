/** SMTP, SMTPS and LMTP: the listeners, and what becomes of each command (RFC 5321, RFC 8314, RFC 2033). */
import { chmodSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { SMTPServerAddress, SMTPServerOptions, SMTPServerSession } from "smtp-server";
import type { Desk } from "../../src/desk.ts";
import { isExpected } from "../../src/errors.ts";
import { bouncedArticle } from "../../src/outgoing/returnPath.ts";
import { type Block, blockOf } from "../../src/postmaster/blockList.ts";
import { blockList } from "../../src/store/blockList.ts";
import { reference } from "../../src/store/reference.ts";
import { listen, parseAddress } from "../listen.ts";
import { type Resolve, systemResolver } from "./authenticate.ts";
import { type Certificate, readCertificate, watchCertificate } from "./certificate.ts";
import { createDoor, type MailDoor } from "./door.ts";
import { Listener } from "./listener.ts";
import { logIn } from "./login.ts";
import { networkSet } from "./networks.ts";
import { receive } from "./receive.ts";
import { acceptsRecipient } from "./recipient.ts";
import { Reply, temporary } from "./reply.ts";

export type MailProtocol = "smtp" | "smtps" | "lmtp";

export interface MailServers {
  /** `host:port`, a path, or `off`. */
  readonly addresses: Readonly<Record<MailProtocol, string>>;
  /** Takes up what changed in the settings and the certificate; what cannot be read leaves the old one in use. */
  reload(): void;
  /** Takes no new mail, finishes what is under way. */
  stop(): Promise<void>;
}

interface Shared {
  readonly desk: Desk;
  readonly door: MailDoor;
  readonly spoolFolder: string;
  readonly resolve: Resolve;
  /** Messages that are being taken. */
  readonly running: Set<Promise<void>>;
}

/** Milliseconds that a running conversation is given to end by itself when the daemon stops. */
const patience = 10_000;

/** @throws UserError with exit 69 when an address is taken, 78 when the certificate cannot be read */
export async function startMailServers(
  desk: Desk,
  spoolFolder: string,
  resolve: Resolve = systemResolver(),
): Promise<MailServers> {
  const shared: Shared = {
    desk,
    door: createDoor(desk),
    spoolFolder,
    resolve,
    running: new Set(),
  };
  const listeners = new Map<MailProtocol, Listener>();
  const addresses = { smtp: "off", smtps: "off", lmtp: "off" };
  const stop = async (): Promise<void> => {
    unwatch();
    const closed = [...listeners.values()].map(
      (listener) => new Promise<void>((resolve) => listener.close(() => resolve())),
    );
    for (const listener of listeners.values()) listener.hangUp();
    await Promise.allSettled(shared.running);
    await Promise.all(closed);
  };
  const reload = (): void => {
    unwatch();
    renew();
    unwatch = watchCertificate(desk.settings.smtp.tls, renew);
  };
  const renew = (): void => {
    try {
      const certificate = readCertificate(desk.settings.smtp.tls);
      for (const [protocol, listener] of listeners) apply(listener, protocol, desk, certificate);
      if (certificate !== undefined) desk.log.info({}, "the certificate of SMTP was read again");
    } catch (error) {
      if (!isExpected(error)) throw error;
      desk.log.error({}, `the certificate in use stays: ${error.message}`);
    }
  };
  let unwatch = (): void => {};

  const certificate = readCertificate(desk.settings.smtp.tls);
  try {
    for (const protocol of ["smtp", "smtps", "lmtp"] as const) {
      const where = desk.settings[protocol].listen;
      if (where === undefined) continue;
      const listener = createListener(shared, protocol, certificate);
      addresses[protocol] = await listen(listener.server, where, `${protocol}.listen`);
      listeners.set(protocol, listener);
      desk.log.info({ protocol, address: addresses[protocol] }, "taking mail");
      if (protocol === "lmtp" && parseAddress(where).kind === "unix") chmodSync(where, desk.settings.lmtp.socketMode);
    }
  } catch (error) {
    await stop();
    throw error;
  }
  unwatch = watchCertificate(desk.settings.smtp.tls, renew);
  return { addresses, reload, stop };
}

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

function apply(listener: Listener, protocol: MailProtocol, desk: Desk, certificate: Certificate | undefined): void {
  Object.assign(listener.options, changeable(protocol, desk, certificate));
  if (certificate !== undefined && protocol !== "lmtp") listener.updateSecureContext(certificate);
}

function createListener(shared: Shared, protocol: MailProtocol, certificate: Certificate | undefined): Listener {
  const { desk, running } = shared;
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
      onConnect: (session, done) => answer(greet(shared, session), done),
      onAuth: (auth, session, done) => {
        logIn(desk, auth, session.remoteAddress).then((user) => done(null, user), done);
      },
      onMailFrom: (address, session, done) => answer(mayMail(shared, address, session), done),
      onRcptTo: (address, session, done) => answer(checkRecipient(desk, address, session), done),
      onData: (stream, session, done) => {
        const taking = receive({ ...shared, road }, stream, session)
          // LMTP answers for each recipient (RFC 2033 §4.2); all of them share the one stored message.
          .then((text) => done(null, road === "lmtp" ? session.envelope.rcptTo.map(() => text) : text), done)
          .finally(() => running.delete(taking));
        running.add(taking);
      },
    },
    shared.door,
  );
  listener.on("error", (error: Error) => desk.log.debug({ err: error, protocol }, "a mail connection broke"));
  return listener;
}

function answer(check: Promise<void>, done: (error?: Error | null) => void): void {
  check.then(() => done(), done);
}

/** A client that talks before the greeting does not wait for answers: smtp-server disconnects it meanwhile. */
async function greet({ desk, door }: Shared, { remoteAddress }: SMTPServerSession): Promise<void> {
  const block = (await blocks(desk)).find(({ kind, pattern }) => kind === "ip" && networkSet([pattern])(remoteAddress));
  if (block !== undefined) {
    desk.log.info({ client: remoteAddress, block: block.pattern }, "a blocked client was refused");
    throw refusal(block);
  }
  const { greetingDelay } = desk.settings.smtp;
  if (greetingDelay > 0 && !door.isLocal(remoteAddress)) await sleep(greetingDelay, undefined, { ref: false });
}

async function mayMail(
  { desk, door }: Shared,
  { address }: SMTPServerAddress,
  { remoteAddress, user }: SMTPServerSession,
): Promise<void> {
  if (!door.mayMail(remoteAddress)) {
    const { maxMailRate } = desk.settings.smtp;
    throw new Reply(450, `4.7.0 more than ${maxMailRate} mails a minute from ${remoteAddress}, try again in a minute`);
  }
  const block = user ? undefined : blockOf(await blocks(desk), [address]);
  if (block !== undefined) throw refusal(block);
}

async function blocks(desk: Desk): Promise<readonly Block[]> {
  return await blockList(desk.store, desk.clock.now()).catch((error: unknown) => {
    desk.log.error({ err: error }, "cannot look up who is blocked");
    throw temporary(error);
  });
}

function refusal({ kind, pattern, reason }: Block): Reply {
  return new Reply(550, `5.7.1 the ${kind} ${pattern} is blocked here${reason === "" ? "" : `: ${reason}`}`);
}

async function checkRecipient(desk: Desk, { address }: SMTPServerAddress, session: SMTPServerSession): Promise<void> {
  const { smtp, system } = desk.settings;
  if (session.envelope.rcptTo.length >= smtp.maxRecipients) {
    // RFC 5321 §4.5.3.1.10: 452, so that the client sends the rest in another transaction.
    throw new Reply(452, "4.5.3 too many recipients; send the others in another transaction");
  }
  const { addresses, threadKey } = await reference(desk.store).catch((error: unknown) => {
    desk.log.error({ err: error }, "cannot look up a recipient");
    throw temporary(error);
  });
  const isReturnPath = (given: string): boolean => bouncedArticle(desk.settings, threadKey, given) !== undefined;
  const { catchAll, recipientDelimiter: delimiter } = smtp;
  const ours = { addresses, fqdn: system.fqdn, catchAll, delimiter, isReturnPath };
  if (!acceptsRecipient(address, ours)) throw new Reply(550, "5.1.1 no such address here");
}
