/** What begins without a mail: a new ticket, and what was said on the phone. */
import { emptyDraft } from "./draft.ts";
import type { Composing, Ground, Some } from "./ground.ts";
import { text } from "./messages.ts";

const beginnings = ["newPhone", "newMail", "newNote"] as const;
export type NewTicketKind = (typeof beginnings)[number];

interface About {
  readonly queue?: string | undefined;
  /** That is looked at, offered first. */
  readonly here?: string | undefined;
  /** Mail address or login. */
  readonly customer?: string;
}
const callers = ["customerCalled", "agentCalled"] as const;

function notYet(queue: string): Some {
  return {
    ...{ id: 0, number: "", title: queue, changed: "", queue, state: "new", stateType: "new", lock: "unlock" },
    ...{ priority: "", owner: "", responsible: "", type: null, service: null, sla: null, pendingUntil: null },
    ...{ customerUser: null, customerId: null },
  };
}

export function opening({ client, ask, compose }: Pick<Ground, "client" | "ask" | "compose">) {
  /** Asks for the queue, where it is not known and there are several. */
  const beginTicket = async (kind: NewTicketKind, { queue, here, customer = "" }: About): Promise<void> => {
    const queues = (await client.lookups()).newTicketQueues.map(({ name }) => name);
    if (queues.length === 0) throw new Error(text("wrong.noQueueToCreate"));
    const begin = (chosen: string): void => {
      const draft = emptyDraft(kind);
      const headers = { ...draft.headers, to: customer };
      compose({ ticket: notYet(chosen), draft: { ...draft, headers, queue: chosen }, inEditor: false, queue: chosen });
    };
    const [only] = queues;
    if (only !== undefined && queues.length === 1) return begin(only);
    if (queue !== undefined && queues.includes(queue)) return begin(queue);
    const sorted = queues.toSorted((one, other) => Number(other === here) - Number(one === here));
    ask({
      kind: "choice",
      title: text("ask.newTicketQueue"),
      items: sorted.map((name) => ({ value: name, label: name })),
      chosen: begin,
    });
  };
  return {
    beginTicket,
    /**
     * @param here the queue that is looked at, offered first
     * @param customer mail address or login of whose it is to be, where that is known
     */
    newTicket: (here: string | undefined, customer = ""): void =>
      ask({
        kind: "choice",
        title: text("ask.newTicket"),
        items: beginnings.map((kind) => ({ value: kind, label: text(`compose.${kind}`) })),
        chosen: (value) => beginTicket(beginnings.find((one) => one === value) ?? "newPhone", { here, customer }),
      }),
    call: (ticket: Composing["ticket"]): void =>
      ask({
        kind: "choice",
        title: text("ask.call"),
        items: callers.map((kind) => ({ value: kind, label: text(`compose.${kind}`) })),
        chosen: (value) => {
          const kind = callers.find((one) => one === value) ?? "customerCalled";
          compose({ ticket, draft: emptyDraft(kind), inEditor: false });
        },
      }),
  };
}
