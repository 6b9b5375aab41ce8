/** SMTP and LMTP: takes mail from the network and answers 250 only when it is stored (RFC 5321, RFC 2033, RFC 3461). */
import { readFileSync } from "node:fs";
import { SMTPServer, type SMTPServerAddress, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";
import type { Settings } from "../../src/config/settings.ts";
import type { Desk } from "../../src/desk.ts";
import { Exit, isExpected, UserError } from "../../src/errors.ts";
import { intake } from "../../src/intake/intake.ts";
import { reference } from "../../src/store/reference.ts";
import { listen } from "../listen.ts";
import { MailSpool } from "../spool.ts";
import { acceptsRecipient } from "./recipient.ts";

export interface MailServer {
  /** `host:port` or path. */
  readonly address: string;
  /** Takes no new mail, finishes what is under way. */
  stop(): Promise<void>;
}

interface Options {
  readonly desk: Desk;
  readonly road: "smtp" | "lmtp";
  readonly listen: string;
  readonly spoolFolder: string;
}

/** Milliseconds that a running conversation is given to end by itself when the daemon stops. */
const patience = 10_000;

/** @throws UserError with exit 69 when the address is taken, 78 when the certificate cannot be read */
export async function startMailServer({ desk, road, listen: where, spoolFolder }: Options): Promise<MailServer> {
  const { smtp, system } = desk.settings;
  const tls = road === "smtp" ? certificate(smtp.tls) : undefined;
  const running = new Set<Promise<void>>();
  const server = new SMTPServer({
    name: system.fqdn,
    banner: "gotrs",
    lmtp: road === "lmtp",
    size: smtp.maxSize,
    maxClients: smtp.maxConnections,
    authOptional: true,
    disabledCommands: tls === undefined ? ["AUTH", "STARTTLS"] : ["AUTH"],
    ...tls,
    disableReverseLookup: true,
    logger: false,
    closeTimeout: patience,
    onRcptTo: (address, session, done) => {
      checkRecipient(desk, address, session).then(() => done(), done);
    },
    onData: (stream, session, done) => {
      const taking = takeMail(desk, road, stream, session, spoolFolder)
        .then(
          // LMTP answers for each recipient (RFC 2033 §4.2); all of them share the one stored message.
          (text) => done(null, (road === "lmtp" ? session.envelope.rcptTo.map(() => text) : text) as string),
          (error: Error) => done(error),
        )
        .finally(() => running.delete(taking));
      running.add(taking);
    },
  });
  server.on("error", (error: Error) => desk.log.debug({ err: error, road }, "a mail connection broke"));
  const address = await listen(server.server, where, `${road}.listen`);
  return {
    address,
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await Promise.allSettled(running);
      await closed;
    },
  };
}

/** The loader has seen to it that both files are named, or neither. */
function certificate({ certFile, keyFile }: Settings["smtp"]["tls"]): { cert: Buffer; key: Buffer } | undefined {
  if (certFile === undefined || keyFile === undefined) return undefined;
  const read = (path: string, key: string): Buffer => {
    try {
      return readFileSync(path);
    } catch (error) {
      throw new UserError(`${path} cannot be read (${String(error)})`, {
        where: key,
        mend: "Correct the path, or let the account of gotrs read the file",
        exit: Exit.configuration,
      });
    }
  };
  return { cert: read(certFile, "smtp.tls.certFile"), key: read(keyFile, "smtp.tls.keyFile") };
}

async function checkRecipient(desk: Desk, address: SMTPServerAddress, session: SMTPServerSession): Promise<void> {
  if (session.envelope.rcptTo.length >= desk.settings.smtp.maxRecipients) {
    // RFC 5321 §4.5.3.1.10: 452, so that the client sends the rest in another transaction.
    throw reply(452, "4.5.3 too many recipients; send the others in another transaction");
  }
  let known: boolean;
  try {
    known = acceptsRecipient(address.address, (await reference(desk.store)).addresses);
  } catch (error) {
    desk.log.error({ err: error }, "cannot look up a recipient");
    throw temporary(error);
  }
  if (!known) throw reply(550, "5.1.1 no such address here");
}

async function takeMail(
  desk: Desk,
  road: "smtp" | "lmtp",
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
  spoolFolder: string,
): Promise<string> {
  const spool = new MailSpool(spoolFolder);
  try {
    return await storeMail(desk, road, stream, session, spool);
  } finally {
    spool.discard();
  }
}

async function storeMail(
  desk: Desk,
  road: "smtp" | "lmtp",
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
  spool: MailSpool,
): Promise<string> {
  const raw = await spool.take(stream).catch((error: unknown) => {
    desk.log.error({ err: error }, "cannot spool a mail");
    // smtp-server waits for the end of the data before it answers.
    stream.resume();
    throw temporary(error);
  });
  if (stream.sizeExceeded) throw reply(552, `5.3.4 larger than ${desk.settings.smtp.maxSize} octets`);
  const { mailFrom, rcptTo } = session.envelope;
  const envelope = {
    from: mailFrom === false ? "" : mailFrom.address,
    to: rcptTo.map(({ address }) => address),
  };
  try {
    const result = await intake(desk, { raw, road, envelope, trusted: false }, spool);
    desk.log.info(
      { road, size: raw.size, from: envelope.from, to: envelope.to, ...result },
      `mail accepted: ${result.outcome}`,
    );
    return `2.0.0 ${result.ticketNumber === null ? result.outcome : `ticket ${result.ticketNumber}`}`;
  } catch (error) {
    desk.log.error(
      { err: error, road, from: envelope.from, size: raw.size },
      "mail not stored; the sender will try again",
    );
    throw temporary(error);
  }
}

function temporary(error: unknown): Error {
  return reply(451, `4.3.0 ${isExpected(error) ? "cannot store mail now" : "internal error"}, try again later`);
}

function reply(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode });
}
