/** One message by SMTP or LMTP: spooled, stored, and only then answered with 250. */
import type { SMTPServerDataStream, SMTPServerSession } from "smtp-server";
import type { Desk } from "../../src/desk.ts";
import { isExpected, RefusedError } from "../../src/errors.ts";
import { intake } from "../../src/intake/intake.ts";
import { MailSpool } from "../spool.ts";
import type { Resolve } from "./authenticate.ts";
import type { MailDoor } from "./door.ts";
import { examine } from "./examine.ts";
import { Reply, temporary } from "./reply.ts";
import { SmugglingWatch } from "./smuggling.ts";

export interface Receiving {
  readonly desk: Desk;
  readonly road: "smtp" | "lmtp";
  readonly door: MailDoor;
  readonly resolve: Resolve;
  readonly spoolFolder: string;
}

/**
 * @returns the text of the answer 250
 * @throws Reply for every other answer
 */
export async function receive(
  receiving: Receiving,
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
): Promise<string> {
  const spool = new MailSpool(receiving.spoolFolder);
  try {
    return await store(receiving, stream, session, spool);
  } finally {
    spool.discard();
  }
}

async function store(
  { desk, road, door, resolve }: Receiving,
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
  spool: MailSpool,
): Promise<string> {
  const watch = new SmugglingWatch();
  const raw = await spool
    .take(
      stream,
      (chunk) => watch.see(chunk),
      () => stream.sizeExceeded,
    )
    .catch((error: unknown) => {
      if (isExpected(error)) desk.log.error({ err: error, road }, "mail not stored; the sender will try again");
      else desk.log.warn({ err: error, road }, "a mail broke off before its end");
      throw temporary(error);
    });
  if (stream.sizeExceeded) throw new Reply(552, `5.3.4 larger than ${desk.settings.smtp.maxSize} octets`);
  const { mailFrom, rcptTo } = session.envelope;
  const client = session.remoteAddress;
  const login: unknown = session.user;
  const envelope = {
    from: mailFrom === false ? "" : mailFrom.address,
    to: rcptTo.map(({ address }) => address),
  };
  if (watch.found) {
    desk.log.warn({ road, client, from: envelope.from }, "a mail with a false end was refused");
    throw new Reply(550, "5.6.0 a line with a single dot, and line ends that are not CRLF (RFC 5321 section 2.3.8)");
  }
  const examined = {
    address: client,
    helo: session.hostNameAppearsAs,
    direct: !door.isLocal(client),
    loggedIn: Boolean(login),
    refusable: road === "smtp",
  };
  const found = await examine(desk, resolve, raw, envelope, examined);
  try {
    const result = await intake(desk, { raw, road, envelope, trusted: false, found }, spool);
    desk.log.info(
      { road, client, ...(login ? { login } : {}), size: raw.size, from: envelope.from, to: envelope.to, ...result },
      `mail accepted: ${result.outcome}`,
    );
    return `2.0.0 ${result.ticketNumber === null ? result.outcome : `ticket ${result.ticketNumber}`}`;
  } catch (error) {
    if (error instanceof RefusedError) {
      desk.log.warn({ road, client, from: envelope.from, reason: error.what }, "a mail was refused");
      throw new Reply(550, `5.7.1 ${error.what}`);
    }
    desk.log.error(
      { err: error, road, from: envelope.from, size: raw.size },
      "mail not stored; the sender will try again",
    );
    throw temporary(error);
  }
}
