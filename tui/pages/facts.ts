/** All facts of a ticket; Enter changes one that no key of its own changes. Then where its mails come from. */
import type { UpdateRequest } from "../../src/api/requests.ts";
import type { Lookups, TicketDetail } from "../../src/api/ticket.ts";
import type { Item } from "../components/ItemLine.tsx";
import { type Command, keysOf, shown } from "../keys/keys.ts";
import { text } from "../messages.ts";
import { slasFor, withNone } from "../services.ts";
import { agentItems } from "../text/agents.ts";
import { withColon } from "../text/colon.ts";
import { namedItem, shownName } from "../text/names.ts";
import { safeLine, widestOf } from "../text/safe.ts";
import { whenOf } from "../text/times.ts";
import { flagWords, wordsOf } from "../text/values.ts";
import type { FieldsGround } from "./fields.ts";
import { labelled, type Page, type PageLine } from "./page.ts";

interface Fact {
  readonly name: string;
  readonly value: string | null;
  /** How it is asked for; left out where it is not changed here. */
  readonly change?: () => void;
}

export async function factsPage(ground: FieldsGround, ticketId: number, now: Date): Promise<Page> {
  const ticket = await ground.client.ticket(ticketId);
  const facts = factsOf(ground, ticket, await ground.client.lookups(), now);
  const cells = widestOf(
    facts.map(({ name }) => name),
    40,
  );
  return {
    title: `${ticket.number} ${safeLine(ticket.title)}`,
    renew: () => factsPage(ground, ticketId, now),
    lines: [
      ...facts.map(({ name, value, change }): PageLine => {
        const held = safeLine(value ?? "");
        const line = {
          text: labelled(name, cells, held || "–"),
          meaning: held === "" ? ("faint" as const) : undefined,
        };
        return change === undefined ? line : { ...line, choose: change };
      }),
      ...originLines(ticket),
    ],
  };
}

function factsOf(ground: FieldsGround, ticket: TicketDetail, lookups: Lookups, now: Date): readonly Fact[] {
  const { agents, types, services } = lookups;
  const { escalation, title, responsible, type, service, sla, customerUser, customerId } = ticket;
  const set = changing(ground, ticket, now);
  const typed = (label: string, start: string | null, change: (value: string) => Change) => (): void =>
    ground.ask({ kind: "prompt", label, start: start ?? "", done: (value) => set(label, change(value.trim())) });
  const chosen = (label: string, items: readonly Item[], change: (value: string) => Change) => () =>
    ground.ask({ kind: "choice", title: label, items, chosen: (value) => set(label, change(value)) });
  /** It has a key of its own, which does more than change the value. */
  const byKey = (command: Command<"ticket">) => (): void => {
    const [key = ""] = keysOf("ticket").find((binding) => binding.command === command)?.keys ?? [];
    ground.say(text("fact.byKey", { key: shown(key) }));
  };
  const fact = (name: string, value: string | null): readonly Fact[] =>
    value === null || value === "" ? [] : [{ name, value }];
  const time = (name: string, value: string | null) => fact(name, value === null ? null : whenOf(value, now));
  const label = {
    title: text("fact.title"),
    responsible: text("fact.responsible"),
    type: text("fact.type"),
    service: text("fact.service"),
    sla: text("fact.sla"),
    company: text("fact.company"),
    customer: text("fact.customer"),
  };
  const agent = agentItems(agents);
  const kinds = types.map(({ name }) => namedItem("type", name));
  // The company follows the customer; taken back, it is what it was.
  const person = { customerUser: customerUser ?? "", customerId: customerId ?? "" };
  return [
    { name: label.title, value: title, change: typed(label.title, title, (to) => [{ title: to }, { title }]) },
    { name: text("fact.queue"), value: ticket.queue, change: byKey("queue") },
    { name: text("fact.state"), value: shownName("state", ticket.state), change: byKey("state") },
    ...time(text("fact.pending"), ticket.pendingUntil),
    { name: text("fact.priority"), value: shownName("priority", ticket.priority), change: byKey("priority") },
    { name: text("fact.owner"), value: ticket.owner, change: byKey("owner") },
    {
      name: label.responsible,
      value: responsible,
      change: chosen(label.responsible, agent, (to) => [{ responsible: to }, { responsible }]),
    },
    ...fact(text("fact.lock"), shownName("lock", ticket.lock)),
    {
      name: label.type,
      value: type === null ? null : shownName("type", type),
      change: chosen(label.type, kinds, (to) => [{ type: to }, type === null ? {} : { type }]),
    },
    {
      name: label.service,
      value: service,
      change: chosen(label.service, withNone(services), (to) => [
        { service: to },
        { service: service ?? "", sla: sla ?? "" },
      ]),
    },
    {
      name: label.sla,
      value: sla,
      change: chosen(label.sla, withNone(slasFor(lookups, ticket)), (to) => [{ sla: to }, { sla: sla ?? "" }]),
    },
    {
      name: label.company,
      value: customerId,
      change: typed(label.company, customerId, (to) => [{ customerId: to }, { customerId: customerId ?? "" }]),
    },
    {
      name: label.customer,
      value: customerUser,
      change: typed(label.customer, customerUser, (to) => [{ customerUser: to }, person]),
    },
    ...time(text("fact.created"), ticket.created),
    ...time(text("fact.changed"), ticket.changed),
    ...time(text("fact.first"), escalation.first),
    ...time(text("fact.update"), escalation.update),
    ...time(text("fact.solution"), escalation.solution),
    ...fact(text("fact.archived"), ticket.archived ? text("foot.yes") : null),
    ...fact(text("fact.time"), ticket.timeUnits === 0 ? null : String(ticket.timeUnits)),
    ...fact(text("fact.watchers"), ticket.watchers.join(", ")),
    ...fact(text("fact.flags"), flagWords(ticket.flags)),
    ...Object.entries(ticket.dynamicFields).flatMap(([name, value]) => fact(name, wordsOf(value))),
  ];
}

/** What is asked of the daemon, and what takes it back. */
type Change = readonly [update: UpdateRequest, back: UpdateRequest];

function changing(
  { client, say, remember, again, show, ...ground }: FieldsGround,
  { id, number }: TicketDetail,
  now: Date,
) {
  return async (label: string, [update, back]: Change): Promise<void> => {
    await client.update(id, update);
    const values = Object.entries(update).map(([field, value]) => (field === "type" ? shownName(field, value) : value));
    const what = withColon(number, `${label} ${safeLine(values.join(" ")) || "–"}`);
    remember({
      what,
      undo: async () => {
        await client.update(id, back);
        again();
      },
    });
    say(what);
    again();
    show(await factsPage({ client, say, remember, again, show, ...ground }, id, now));
  };
}

/** Where each received mail comes from, as far as somebody looked. */
function originLines({ articles }: TicketDetail): readonly PageLine[] {
  const checked = articles.flatMap(({ from, authentication }) =>
    authentication === null ? [] : [{ from, authentication }],
  );
  if (checked.length === 0) return [];
  return [
    { text: "" },
    { text: text("page.origin"), meaning: "title", bold: true },
    ...checked.map(
      ({ from, authentication: { spf, dkim, dmarc, arc, aligned, reason, checkedBy } }): PageLine => ({
        text: withColon(
          safeLine(from),
          `SPF ${spf} · DKIM ${dkim} · DMARC ${dmarc} · ARC ${arc} · ${safeLine(reason)} (${checkedBy})`,
        ),
        meaning: aligned ? "good" : "alarm",
      }),
    ),
  ];
}
