/** The queue of a new ticket: asked for, given by the road, found by recipient or subject, or the default (behaviour §2). */
import { header, type ParsedMail } from "../mail/message.ts";
import type { Letter } from "./arrival.ts";
import type { PostmasterDesk, QueueFacts } from "./desk.ts";
import type { Wishes } from "./wishes.ts";

/** Header fields that name recipients, in the order in which OTRS asks them. */
const recipientFields = ["Resent-To", "Envelope-To", "To", "Cc", "Delivered-To", "X-Original-To"] as const;

export interface Routed {
  readonly queue: QueueFacts;
  readonly saw: string;
  /** A recipient decided, so that another recipient's queue may have been meant as well. */
  readonly byAddress: boolean;
}

/** @throws Error when the database has no queue at all */
export function route(letter: Letter, wishes: Wishes, desk: PostmasterDesk): Routed {
  if (wishes.queue !== undefined) return { queue: wishes.queue, saw: "X-OTRS-Queue names it", byAddress: false };
  const junk = letter.treatment?.queue;
  const forJunk = junk === undefined ? undefined : desk.queueByName(junk);
  if (forJunk !== undefined) return { queue: forJunk, saw: "the queue for junk: spam.queue", byAddress: false };
  const given = letter.queue === undefined ? undefined : desk.queueByName(letter.queue);
  if (given !== undefined) return { queue: given, saw: "the road delivers to this queue", byAddress: false };
  const tagged = desk.settings.queueBySubject ? bySubject(letter.mail, desk) : undefined;
  if (tagged !== undefined) return tagged;
  const [first] = addressedQueues(letter, desk);
  if (first !== undefined) return first;
  const fallback = desk.queueByName(desk.settings.defaultQueue) ?? desk.queueById(1);
  if (fallback === undefined) throw new Error("the database has no queue; run gotrs init");
  return { queue: fallback, saw: "no recipient is ours: postmaster.defaultQueue", byAddress: false };
}

/** Every queue of ours that the mail is addressed to, each once, in OTRS's order. */
export function addressedQueues({ mail, envelopeTo }: Letter, desk: PostmasterDesk): readonly Routed[] {
  const found = new Map<number, Routed>();
  const look = (where: string, address: string): void => {
    const queue = desk.queueByAddress(address);
    if (queue === undefined || found.has(queue.id)) return;
    found.set(queue.id, { queue, saw: `${where} ${address} is its address`, byAddress: true });
  };
  for (const field of recipientFields) for (const address of addressesIn(mail, field)) look(field, address);
  // A blind copy names us in the envelope alone.
  for (const address of envelopeTo) look("envelope recipient", address);
  return [...found.values()];
}

/** `[Hardware] The printer is on fire`: the first word in brackets that is a queue's name. */
function bySubject(mail: ParsedMail, desk: PostmasterDesk): Routed | undefined {
  for (const [, tag = ""] of mail.subject.slice(0, 1000).matchAll(/\[([^[\]]{1,200})\]/g)) {
    const queue = desk.queueBySubject(tag.trim());
    if (queue !== undefined) return { queue, saw: `the subject says [${tag}]`, byAddress: false };
  }
  return undefined;
}

function addressesIn(mail: ParsedMail, field: (typeof recipientFields)[number]): readonly string[] {
  if (field === "To") return mail.to.map((one) => one.address);
  if (field === "Cc") return mail.cc.map((one) => one.address);
  const value = header(mail, field);
  return value === undefined
    ? []
    : Array.from(value.matchAll(/[^\s<>,;:"()]+@[^\s<>,;:"()]+/g), ([address]) => address);
}
