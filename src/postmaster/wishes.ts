/** What steering headers ask for, as rows that exist: of X-OTRS-* for new tickets, of X-OTRS-FollowUp-* for follow-ups. */
import { joined, said, type Words } from "../said.ts";
import type { Steering } from "./arrival.ts";
import type { AgentFacts, FieldFacts, Named, PostmasterDesk, QueueFacts, StateFacts } from "./desk.ts";
import { steered } from "./steering.ts";

export interface FieldValue {
  readonly field: FieldFacts;
  readonly value: string;
}

/** Only what is asked for and exists. */
export interface Wishes {
  readonly title?: string | undefined;
  readonly queue?: QueueFacts | undefined;
  readonly state?: StateFacts | undefined;
  readonly pendingUntil?: Date | undefined;
  readonly priority?: Named | undefined;
  readonly type?: Named | undefined;
  readonly service?: Named | undefined;
  readonly sla?: Named | undefined;
  readonly lock?: Named | undefined;
  readonly owner?: AgentFacts | undefined;
  readonly responsible?: AgentFacts | undefined;
  readonly senderType?: SenderType | undefined;
  readonly visibleForCustomer?: boolean | undefined;
  readonly ticketFields: readonly FieldValue[];
  readonly articleFields: readonly FieldValue[];
  /** What was asked for and does not exist, in words; the default stands instead. */
  readonly problems: readonly Words[];
}

export type SenderType = "agent" | "system" | "customer";
const senderTypes: readonly SenderType[] = ["agent", "system", "customer"];

/** @param prefix `followup-` for the headers that concern follow-ups */
export function readWishes(steering: Steering, prefix: "" | "followup-", desk: PostmasterDesk): Wishes {
  const problems: Words[] = [];
  const named = <T>(name: string, find: (value: string) => T | undefined): T | undefined => {
    const value = steered(steering, prefix + name);
    if (value === undefined) return undefined;
    const found = find(value);
    const header = `X-OTRS-${prefix === "" ? "" : "FollowUp-"}${name}`;
    if (found === undefined) problems.push(joined([header, said`there is no "${value}"`], ": "));
    return found;
  };
  const agentById = (id: string): AgentFacts | undefined =>
    /^\d{1,9}$/.test(id) ? desk.agentById(Number(id)) : undefined;
  const { ticketFields, articleFields } = readFields(steering, prefix, desk, problems);
  return {
    title: steered(steering, `${prefix}title`),
    queue: named("Queue", (name) => desk.queueByName(name)),
    state: named("State", (name) => desk.stateByName(name)),
    pendingUntil: named("State-PendingTime", (text) => pendingTime(text, desk)),
    priority: named("Priority", (name) => desk.priorityByName(name)),
    type: named("Type", (name) => desk.typeByName(name)),
    service: named("Service", (name) => desk.serviceByName(name)),
    sla: named("SLA", (name) => desk.slaByName(name)),
    lock: named("Lock", (name) => desk.lockByName(name)),
    owner: named("Owner", (login) => desk.agentByLogin(login)) ?? named("OwnerID", agentById),
    responsible: named("Responsible", (login) => desk.agentByLogin(login)) ?? named("ResponsibleID", agentById),
    senderType: named("SenderType", (name) => senderTypes.find((type) => type === name.toLowerCase())),
    visibleForCustomer: named("IsVisibleForCustomer", (value) => (/^[01]$/.test(value) ? value === "1" : undefined)),
    ticketFields,
    articleFields,
    problems,
  };
}

const units: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };
/** A hundred years. */
const maxSeconds = 3_153_600_000;

/** A time stamp, or `+3d`, `-10m`, `+90` from now in seconds, minutes, hours or days. */
function pendingTime(text: string, desk: PostmasterDesk): Date | undefined {
  const relative = /^([+-]\d{1,10})\s*([smhd]?)$/.exec(text.trim());
  if (relative === null) return desk.parseTime(text);
  const seconds = Number(relative[1]) * (units[relative[2] || "s"] ?? 1);
  return Math.abs(seconds) > maxSeconds ? undefined : new Date(desk.now.getTime() + seconds * 1000);
}

/** OTRS's free texts of old live on as dynamic fields with these names. */
const freeFields: readonly (readonly [header: RegExp, field: string])[] = [
  [/^ticketkey(\d{1,2})$/, "TicketFreeKey"],
  [/^ticketvalue(\d{1,2})$/, "TicketFreeText"],
  [/^tickettime(\d{1,2})$/, "TicketFreeTime"],
  [/^articlekey(\d{1,2})$/, "ArticleFreeKey"],
  [/^articlevalue(\d{1,2})$/, "ArticleFreeText"],
];

function fieldName(name: string): string | undefined {
  const field = /^dynamicfield[-_](.+)$/.exec(name)?.[1];
  if (field !== undefined) return field;
  for (const [form, free] of freeFields) {
    const number = form.exec(name)?.[1];
    if (number !== undefined) return free + number;
  }
  return undefined;
}

function readFields(
  steering: Steering,
  prefix: string,
  desk: PostmasterDesk,
  problems: Words[],
): Pick<Wishes, "ticketFields" | "articleFields"> {
  const values: FieldValue[] = [];
  for (const [header, value] of steering) {
    if (!header.startsWith(prefix) || value === "") continue;
    const name = fieldName(header.slice(prefix.length));
    if (name === undefined) continue;
    const field = desk.fieldByName(name);
    if (field === undefined) {
      problems.push(joined([`X-OTRS-${header}`, said`there is no dynamic field "${name}"`], ": "));
    } else values.push({ field, value });
  }
  return {
    ticketFields: values.filter(({ field }) => field.object === "Ticket"),
    articleFields: values.filter(({ field }) => field.object === "Article"),
  };
}
