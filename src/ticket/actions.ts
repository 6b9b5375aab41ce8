/** What agents do with tickets and the permission that each thing needs (behaviour §6): one table, which every action asks. */
import type { PermissionKey } from "../people/permissions.ts";

interface Rule {
  /** On the group of the ticket's queue. */
  readonly needs: PermissionKey;
  /** Completes "you may not … ticket 42", or "… queue Raw" where it is asked of a queue. */
  readonly words: string;
  /** Only for administrators, whatever else they may. */
  readonly admin?: true;
  /** Says something about who acts, not about the ticket, which does not count as changed by it. */
  readonly quiet?: true;
  /** Not with one that was merged: the ticket that it went into is worked on. */
  readonly unmerged?: true;
}

/** Asked of a ticket; its owner and the responsible agent may all of these but what is for administrators. */
export const ticketActions = {
  see: { needs: "ro", words: "see", quiet: true },
  watch: { needs: "ro", words: "watch", quiet: true },
  watchers: { needs: "rw", words: "choose who watches", quiet: true },
  flag: { needs: "ro", words: "mark", quiet: true },
  draft: { needs: "ro", words: "keep drafts on", quiet: true },
  time: { needs: "note", words: "account time on" },
  note: { needs: "note", words: "write notes on" },
  phone: { needs: "rw", words: "write down a call about", unmerged: true },
  reply: { needs: "rw", words: "answer", unmerged: true },
  forward: { needs: "rw", words: "forward mail of", unmerged: true },
  bounce: { needs: "rw", words: "bounce mail of", unmerged: true },
  recall: { needs: "rw", words: "recall mail of" },
  resend: { needs: "rw", words: "send again mail of" },
  hold: { needs: "rw", words: "hold or release mail of" },
  unqueue: { needs: "rw", words: "delete queued mail of" },
  // A split takes nothing away from the ticket; where the new one goes is asked for `create`.
  split: { needs: "note", words: "split" },
  merge: { needs: "rw", words: "merge" },
  link: { needs: "rw", words: "link" },
  move: { needs: "rw", words: "move" },
  state: { needs: "rw", words: "change the state of" },
  priority: { needs: "priority", words: "change the priority of" },
  owner: { needs: "owner", words: "change the owner of" },
  responsible: { needs: "rw", words: "change the responsible agent of" },
  lock: { needs: "rw", words: "lock or unlock" },
  title: { needs: "rw", words: "change the title of" },
  type: { needs: "rw", words: "change the type of" },
  service: { needs: "rw", words: "change the service of" },
  sla: { needs: "rw", words: "change the SLA of" },
  customer: { needs: "rw", words: "change the customer of" },
  fields: { needs: "rw", words: "change the fields of" },
  archive: { needs: "rw", words: "archive" },
  delete: { needs: "rw", words: "delete", admin: true },
} as const satisfies Readonly<Record<string, Rule>>;

/** Asked of a queue. */
export const queueActions = {
  create: { needs: "create", words: "create tickets in" },
  moveInto: { needs: "move_into", words: "move tickets into" },
} as const satisfies Readonly<Record<string, Rule>>;

export type TicketAction = keyof typeof ticketActions;
export type QueueAction = keyof typeof queueActions;

export function ruleOf(action: TicketAction): Rule {
  return ticketActions[action];
}
