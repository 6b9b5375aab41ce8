/** Whether a client, a sender and a recipient are taken (RFC 5321 §3.1, §3.3): what is asked before a mail's content. */
import { setTimeout as sleep } from "node:timers/promises";
import type { SMTPServerAddress, SMTPServerSession } from "smtp-server";
import type { Desk } from "../../src/desk.ts";
import { bouncedArticle } from "../../src/outgoing/returnPath.ts";
import { type Block, blockOf } from "../../src/postmaster/blockList.ts";
import { blockList } from "../../src/store/blockList.ts";
import { reference } from "../../src/store/reference.ts";
import type { MailDoor } from "./door.ts";
import { networkSet } from "./networks.ts";
import { acceptsRecipient } from "./recipient.ts";
import { Reply, temporary } from "./reply.ts";

/** A client that talks before the greeting does not wait for answers: smtp-server disconnects it meanwhile. @throws Reply */
export async function greet(desk: Desk, door: MailDoor, { remoteAddress }: SMTPServerSession): Promise<void> {
  const block = (await blocks(desk)).find(({ kind, pattern }) => kind === "ip" && networkSet([pattern])(remoteAddress));
  if (block !== undefined) {
    desk.log.info({ client: remoteAddress, block: block.pattern }, "a blocked client was refused");
    throw refusal(block);
  }
  const { greetingDelay } = desk.settings.smtp;
  if (greetingDelay > 0 && !door.isLocal(remoteAddress)) await sleep(greetingDelay, undefined, { ref: false });
}

/** @throws Reply for a blocked sender, or a client that sends too much */
export async function mayMail(
  desk: Desk,
  door: MailDoor,
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

/** @throws Reply for an address that is not ours, or one recipient too many */
export async function checkRecipient(
  desk: Desk,
  { address }: SMTPServerAddress,
  session: SMTPServerSession,
): Promise<void> {
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
