/** What agents do with tickets and the permission that each thing needs (behaviour §6): one table, which every action asks. */
import type { PermissionKey } from "../people/permissions.ts";

interface Rule {
  /** On the group of the ticket's queue; `admin` is rw on OTRS's group of that name. */
  readonly needs: PermissionKey | "admin";
  /** Completes "you may not … ticket 42", or "… queue Raw" where it is asked of a queue. */
  readonly words: string;
}

/** Asked of a ticket; its owner and the responsible agent may all of these but what needs an administrator. */
export const ticketActions = {
  see: { needs: "ro", words: "see" },
  note: { needs: "note", words: "write notes on" },
  reply: { needs: "rw", words: "answer" },
  recall: { needs: "rw", words: "recall mail of" },
  move: { needs: "rw", words: "move" },
  state: { needs: "rw", words: "change the state of" },
  priority: { needs: "priority", words: "change the priority of" },
  owner: { needs: "owner", words: "change the owner of" },
  responsible: { needs: "rw", words: "change the responsible agent of" },
  lock: { needs: "rw", words: "lock or unlock" },
  title: { needs: "rw", words: "change the title of" },
  type: { needs: "rw", words: "change the type of" },
} as const satisfies Readonly<Record<string, Rule>>;

/** Asked of a queue. */
export const queueActions = {
  create: { needs: "create", words: "create tickets in" },
  moveInto: { needs: "move_into", words: "move tickets into" },
} as const satisfies Readonly<Record<string, Rule>>;

export type TicketAction = keyof typeof ticketActions;
export type QueueAction = keyof typeof queueActions;
