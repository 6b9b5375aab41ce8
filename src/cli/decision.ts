/** A decision about a mail as text for a person and as JSON for a program. Decides nothing. */
import type { Explanation } from "../intake/explain.ts";
import { formatAddress } from "../mail/addresses.ts";
import type { FollowUpPlan, NewTicketPlan, Plan } from "../postmaster/plan.ts";
import { inColumns } from "./columns.ts";

/** @param width of the terminal, in characters */
export function decisionText({ mail, duplicateOf, plan }: Explanation, width: number): string {
  const head = inColumns(
    [
      ["From", mail.from.map(formatAddress).join(", ") || "nobody"],
      ["To", [...mail.to, ...mail.cc].map(formatAddress).join(", ") || "nobody"],
      ["Subject", mail.subject || "none"],
      ["Message-ID", mail.messageId ?? "none"],
    ],
    width,
  );
  const trace = inColumns(
    [["RULE", "SAW", "DECIDED"], ...plan.steps.map(({ rule, saw, decided }) => [rule, saw, decided])],
    width,
  );
  const result = inColumns(
    resultRows(plan, duplicateOf).filter(([, value]) => value !== ""),
    width,
  );
  return [...head, "", ...trace, "", ...result].join("\n");
}

function resultRows(plan: Plan, duplicateOf: string | undefined): readonly (readonly [string, string])[] {
  const duplicate =
    duplicateOf === undefined
      ? ""
      : `This very message was accepted before${duplicateOf === "" ? "" : ` in ticket ${duplicateOf}`}: it would make nothing now.`;
  return [...planRows(plan), ["To mend", plan.problems.join("\n")], ["Note", duplicate]];
}

function planRows(plan: Plan): readonly (readonly [string, string])[] {
  switch (plan.kind) {
    case "ignore":
      return [["Result", "ignored: no article, its source is kept"]];
    case "new":
      return newTicketRows(plan);
    case "followUp":
      return followUpRows(plan);
  }
}

function newTicketRows(plan: NewTicketPlan): readonly (readonly [string, string])[] {
  return [
    ["Result", `a new ticket in queue ${plan.queue.name}: ${plan.title}`],
    ["Ticket", asked({ state: plan.state, priority: plan.priority, ...settable(plan) })],
    ["Customer", plan.customerUser === null ? "none" : `${plan.customerUser} (${plan.customerId ?? "no customer id"})`],
    ["Linked with", plan.follows?.number ?? ""],
    ...articleRows(plan),
  ];
}

function followUpRows(plan: FollowUpPlan): readonly (readonly [string, string])[] {
  const { ticket, change } = plan;
  const result = plan.rejected
    ? "rejected, but kept on"
    : plan.agent
      ? `a note of ${plan.agent.login} on`
      : "a follow-up of";
  return [
    ["Result", `${result} ticket ${ticket.number}: ${ticket.title}`],
    [
      "Changes",
      asked({ state: change.state, priority: change.priority, queue: change.queue, ...settable(change) }) || "none",
    ],
    ...articleRows(plan),
  ];
}

function articleRows({ article, autoResponse }: NewTicketPlan | FollowUpPlan): readonly (readonly [string, string])[] {
  const visible = article.visibleForCustomer ? "visible for the customer" : "internal";
  const answer = autoResponse?.to.length ? `${autoResponse.type} to ${autoResponse.to.join(", ")}` : "";
  return [
    ["Article", `from ${article.senderType}, ${visible}`],
    ["Warning", article.warnings.map(({ message }) => message).join("\n")],
    ["Answer", answer || autoResponse?.withheld || "none"],
  ];
}

type Settable = Pick<
  NewTicketPlan,
  "type" | "service" | "sla" | "lock" | "owner" | "responsible" | "pendingUntil" | "fields"
>;

function settable({ type, service, sla, lock, owner, responsible, pendingUntil, fields }: Settable): Shown {
  return {
    type,
    service,
    SLA: sla,
    lock,
    owner,
    responsible,
    "pending until": pendingUntil?.toISOString(),
    ...Object.fromEntries(fields.map(({ field, value }) => [field.name, value])),
  };
}

type Shown = Readonly<Record<string, string | { readonly name: string } | { readonly login: string } | undefined>>;

function asked(values: Shown): string {
  return Object.entries(values)
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${nameOf(value)}`]))
    .join(", ");
}

function nameOf(value: NonNullable<Shown[string]>): string {
  if (typeof value === "string") return value;
  return "name" in value ? value.name : value.login;
}

export function decisionJson({ mail, duplicateOf, plan }: Explanation): object {
  const { reason, steps, problems } = plan;
  return {
    messageId: mail.messageId ?? null,
    duplicateOf: duplicateOf ?? null,
    outcome: outcomeOf(plan),
    reason,
    ...(plan.kind === "ignore" ? {} : planJson(plan)),
    problems,
    steps,
  };
}

function outcomeOf(plan: Plan): string {
  if (plan.kind === "ignore") return "ignored";
  return plan.kind === "new" ? "new" : plan.rejected ? "rejected" : "followUp";
}

function planJson(plan: NewTicketPlan | FollowUpPlan): object {
  const { article, autoResponse } = plan;
  const about =
    plan.kind === "new"
      ? {
          ticket: null,
          queue: plan.queue.name,
          state: plan.state.name,
          priority: plan.priority.name,
          title: plan.title,
          customerUser: plan.customerUser,
          customerId: plan.customerId,
          linkedWith: plan.follows?.number ?? null,
          changes: changesJson(plan),
        }
      : {
          ticket: { id: plan.ticket.id, number: plan.ticket.number },
          agent: plan.agent?.login ?? null,
          changes: {
            ...changesJson(plan.change),
            queue: plan.change.queue?.name,
            state: plan.change.state?.name,
            priority: plan.change.priority?.name,
            title: plan.change.title,
          },
        };
  return {
    ...about,
    article: {
      sender: article.senderType,
      visibleForCustomer: article.visibleForCustomer,
      warnings: article.warnings,
    },
    autoResponse: autoResponse === undefined ? null : { ...autoResponse, withheld: autoResponse.withheld ?? null },
  };
}

/** Only what is set: JSON leaves out what is undefined. */
function changesJson({ type, service, sla, lock, owner, responsible, pendingUntil, fields }: Settable): object {
  return {
    type: type?.name,
    service: service?.name,
    sla: sla?.name,
    lock: lock?.name,
    owner: owner?.login,
    responsible: responsible?.login,
    pendingUntil: pendingUntil?.toISOString(),
    dynamicFields: Object.fromEntries(fields.map(({ field, value }) => [field.name, value])),
  };
}
