/** An automatic mail to agents about a ticket: queued in the caller's transaction, never in a loop. No article is made of it. */
import type { Desk } from "../desk.ts";
import { parseAddresses } from "../mail/addresses.ts";
import { composeMail, newMessageId } from "../mail/compose.ts";
import type { Address } from "../mail/message.ts";
import { subscriptions } from "../mail/unsubscribe.ts";
import { addHistory, type Snapshot } from "../store/history.ts";
import { enqueueMail } from "../store/mailQueue.ts";
import type { Reference } from "../store/referenceRows.ts";
import type { Tx } from "../store/store.ts";

export interface Notice {
  /** Name of the notification, for the history. */
  readonly name: string;
  readonly subject: string;
  readonly text: string;
  /** Message-IDs that an agent's answer shall lead back to. */
  readonly references: readonly string[];
  /** The queue for whose sake they are told, so that each can leave its notices (RFC 2369); absent for what concerns them. */
  readonly queueId?: number;
}

/**
 * Tells each agent once, at the address among their preferences (UserEmail).
 * @returns logins of those who were told; an agent without an address, or with one of ours, is not
 */
export async function tellAgents(
  tx: Tx,
  desk: Desk,
  rows: Reference,
  about: Snapshot,
  userIds: readonly number[],
  notice: Notice,
  now: Date,
): Promise<readonly string[]> {
  const { settings, store } = desk;
  const from = senderOf(rows, about);
  if (from === undefined) return [];
  const told: string[] = [];
  for (const id of new Set(userIds)) {
    const agent = rows.agents.find((one) => one.id === id);
    const address = agent?.email === undefined ? undefined : parseAddresses(agent.email)[0]?.address;
    // A mail to one of our own addresses would come back as a ticket.
    if (agent === undefined || !address?.includes("@") || rows.addresses.has(address.toLowerCase())) continue;
    const raw = await composeMail({
      from,
      to: [{ name: "", address }],
      cc: [],
      subject: notice.subject,
      messageId: newMessageId(now, settings.system.fqdn, about.ticketId),
      date: now,
      references: notice.references,
      text: notice.text,
      headers: leaving(rows, from, id, notice.queueId),
      attachments: [],
      automatic: "auto-generated",
      loopAddress: from.address,
    });
    // RFC 3834 §3.3: the null sender, so that a notice that fails makes no further one.
    await enqueueMail(
      tx,
      store.codec,
      { articleId: null, sender: "", recipients: [address], raw, due: undefined },
      now,
    );
    const name = `%%${notice.name}%%${agent.login}%%Email`;
    await addHistory(tx, rows, about, "SendAgentNotification", name, now, settings.postmaster.userId);
    told.push(agent.login);
  }
  return told;
}

function senderOf(rows: Reference, about: Snapshot): Address | undefined {
  const queue = rows.queues.byId(about.queueId);
  const own = queue === undefined ? undefined : rows.addressById.get(queue.systemAddressId);
  return own === undefined ? undefined : { name: own.realname, address: own.address };
}

function leaving(
  { threadKey }: Reference,
  { address }: Address,
  userId: number,
  queueId: number | undefined,
): Readonly<Record<string, string>> {
  if (queueId === undefined || threadKey === undefined) return {};
  return { "List-Unsubscribe": subscriptions(threadKey).header(address, { userId, queueId }) };
}
