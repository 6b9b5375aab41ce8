/** The queue of a new ticket: given by the road, or found by recipient, or the default (behaviour §2). */
import { header, type ParsedMail } from "../mail/message.ts";
import type { PostmasterDesk, QueueFacts } from "./desk.ts";

/** Header fields that name recipients, in the order in which OTRS asks them. */
const recipientFields = ["Resent-To", "Envelope-To", "To", "Cc", "Delivered-To", "X-Original-To"] as const;

export interface Routed {
  readonly queue: QueueFacts;
  readonly reason: string;
}

/** @throws Error when the database has no queue at all */
export function route(
  mail: ParsedMail,
  envelopeTo: readonly string[],
  given: string | undefined,
  desk: PostmasterDesk,
): Routed {
  const dispatched = given === undefined ? undefined : desk.queueByName(given);
  if (dispatched !== undefined) return { queue: dispatched, reason: `delivered to queue ${dispatched.name}` };
  for (const field of recipientFields) {
    for (const address of addressesIn(mail, field)) {
      const queue = desk.queueByAddress(address);
      if (queue !== undefined) return { queue, reason: `${field} ${address} is queue ${queue.name}'s address` };
    }
  }
  // A blind copy names us in the envelope alone.
  for (const address of envelopeTo) {
    const queue = desk.queueByAddress(address);
    if (queue !== undefined) return { queue, reason: `envelope recipient ${address} is queue ${queue.name}'s address` };
  }
  const fallback = desk.queueByName(desk.settings.defaultQueue) ?? desk.queueById(1);
  if (fallback === undefined) throw new Error("the database has no queue; run gotrs init");
  return { queue: fallback, reason: `no recipient is ours: default queue ${fallback.name}` };
}

function addressesIn(mail: ParsedMail, field: (typeof recipientFields)[number]): readonly string[] {
  if (field === "To") return mail.to.map((one) => one.address);
  if (field === "Cc") return mail.cc.map((one) => one.address);
  const value = header(mail, field);
  return value === undefined
    ? []
    : Array.from(value.matchAll(/[^\s<>,;:"()]+@[^\s<>,;:"()]+/g), ([address]) => address);
}
