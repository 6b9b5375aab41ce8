/** A mail to addresses of two queues makes one ticket: the other queue's people get to know it (osTicket#866). */
import { formatAddress } from "../mail/addresses.ts";
import { threadTokens } from "../mail/threadToken.ts";
import { tellAgents } from "../notification/tell.ts";
import type { NewTicketPlan } from "../postmaster/plan.ts";
import { permissionRows } from "../store/permissions.ts";
import { agentsOfQueue } from "../store/personalQueues.ts";
import type { Written } from "./newTicket.ts";
import type { Work } from "./work.ts";

/** Characters of the mail that are told: they may not be allowed to read the ticket, but this was sent to them too. */
const maxText = 4000;

/** By mail to each agent who has the queue among the own ones and may read it; the article's warning tells the rest. */
export async function tellSecondQueues(work: Work, written: Written, plan: NewTicketPlan): Promise<void> {
  const { tx, desk, reference, now } = work;
  const { mail } = plan.article;
  for (const queue of plan.alsoTo) {
    const agents = await readersOf(work, queue.id);
    if (agents.length === 0) continue;
    const text = [
      `This mail was sent to the address of queue ${queue.name}, and to that of queue ${plan.queue.name}.`,
      `It is ticket ${written.ticketNumber} in ${plan.queue.name}. Your answer to this becomes a note on it.`,
      "",
      `From: ${mail.from.map(formatAddress).join(", ")}`,
      `Subject: ${mail.subject}`,
      "",
      mail.body.slice(0, maxText).toWellFormed(),
      "",
    ].join("\n");
    const { hook, hookDivider } = desk.settings.ticket;
    const subject = `[${hook}${hookDivider}${written.ticketNumber}] ${mail.subject}`;
    await tellAgents(
      tx,
      desk,
      reference,
      written.after,
      agents,
      { name: "Second queue", subject, text, references: marks(work, written.ticketId), queueId: queue.id },
      now,
    );
  }
}

async function readersOf({ tx, reference }: Work, queueId: number): Promise<readonly number[]> {
  const groupId = reference.queues.byId(queueId)?.groupId ?? 0;
  const readers: number[] = [];
  for (const id of await agentsOfQueue(tx, queueId)) {
    const keys = (await permissionRows(tx, id)).get(groupId);
    if (keys?.has("ro") || keys?.has("rw")) readers.push(id);
  }
  return readers;
}

/** Our token alone, by which an agent's answer finds the ticket. */
function marks({ desk, reference }: Work, ticketId: number): readonly string[] {
  if (reference.threadKey === undefined) return [];
  return [threadTokens(reference.threadKey).reference(ticketId, desk.settings.system.fqdn)];
}
