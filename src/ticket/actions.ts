/** What agents do with tickets and the permission that each thing needs (behaviour §6): one table, which every action asks. */
import type { PermissionKey } from "../people/permissions.ts";
import { said, type Words } from "../said.ts";

interface Rule {
  /** On the group of the ticket's queue. */
  readonly needs: PermissionKey;
  /** Completes "you may not … ticket 42", or "… queue Raw" where it is asked of a queue. */
  readonly words: Words;
  /** Only for administrators, whatever else they may. */
  readonly admin?: true;
  /** Says something about who acts, not about the ticket, which does not count as changed by it. */
  readonly quiet?: true;
  /** Not with one that was merged: the ticket that it went into is worked on. */
  readonly unmerged?: true;
}

/** Asked of a ticket; its owner and the responsible agent may all of these but what is for administrators. */
export const ticketActions = {
  see: { needs: "ro", words: said`see`, quiet: true },
  watch: { needs: "ro", words: said`watch`, quiet: true },
  watchers: { needs: "rw", words: said`choose who watches`, quiet: true },
  flag: { needs: "ro", words: said`mark`, quiet: true },
  draft: { needs: "ro", words: said`keep drafts on`, quiet: true },
  time: { needs: "note", words: said`account time on` },
  note: { needs: "note", words: said`write notes on` },
  phone: { needs: "rw", words: said`write down a call about`, unmerged: true },
  reply: { needs: "rw", words: said`answer`, unmerged: true },
  forward: { needs: "rw", words: said`forward mail of`, unmerged: true },
  bounce: { needs: "rw", words: said`bounce mail of`, unmerged: true },
  recall: { needs: "rw", words: said`recall mail of` },
  resend: { needs: "rw", words: said`send again mail of` },
  hold: { needs: "rw", words: said`hold or release mail of` },
  unqueue: { needs: "rw", words: said`delete queued mail of` },
  // A split takes nothing away from the ticket; where the new one goes is asked for `create`.
  split: { needs: "note", words: said`split` },
  merge: { needs: "rw", words: said`merge` },
  link: { needs: "rw", words: said`link` },
  move: { needs: "rw", words: said`move` },
  state: { needs: "rw", words: said`change the state of` },
  priority: { needs: "priority", words: said`change the priority of` },
  owner: { needs: "owner", words: said`change the owner of` },
  responsible: { needs: "rw", words: said`change the responsible agent of` },
  lock: { needs: "rw", words: said`lock or unlock` },
  title: { needs: "rw", words: said`change the title of` },
  type: { needs: "rw", words: said`change the type of` },
  service: { needs: "rw", words: said`change the service of` },
  sla: { needs: "rw", words: said`change the SLA of` },
  customer: { needs: "rw", words: said`change the customer of` },
  fields: { needs: "rw", words: said`change the fields of` },
  archive: { needs: "rw", words: said`archive` },
  delete: { needs: "rw", words: said`delete`, admin: true },
} as const satisfies Readonly<Record<string, Rule>>;

/** Asked of a queue. */
export const queueActions = {
  create: { needs: "create", words: said`create tickets in` },
  moveInto: { needs: "move_into", words: said`move tickets into` },
} as const satisfies Readonly<Record<string, Rule>>;

export type TicketAction = keyof typeof ticketActions;
export type QueueAction = keyof typeof queueActions;

export function ruleOf(action: TicketAction): Rule {
  return ticketActions[action];
}
