/** `gotrs admin notification`: who is told of what, in which words. OTRS keeps events, filters and recipients as rows of keys and values. */
import { z } from "zod";
import { said } from "../../said.ts";
import { complaint } from "../../schemaWords.ts";
import { messages } from "../eventMessages.ts";
import { eventNames } from "../eventNames.ts";
import { suggested } from "../fault.ts";
import type { Field } from "../field.ts";
import { type ItemTable, itemFlag, itemReferences, itemText, itemTexts, otherItems } from "../itemRows.ts";
import { knownEvents } from "../knownEvents.ts";
import { comment, name } from "../ordinary.ts";
import { tableModule } from "../table.ts";

const items: ItemTable = {
  table: "notification_event_item",
  owner: "notification_id",
  key: "event_key",
  value: "event_value",
};

const recipients = [
  "AgentOwner",
  "AgentResponsible",
  "AgentWatcher",
  "AgentMyQueues",
  "AgentMyServices",
  "AgentMyQueuesMyServices",
  "AgentCreateBy",
  "AgentReadPermissions",
  "AgentWritePermissions",
  "AppointmentAgentReadPermissions",
  "AppointmentAgentWritePermissions",
  "Customer",
];

const transports = ["Email", "SMS", "NotificationView"];

/** A field → OTRS's key. */
const keys = {
  events: "Events",
  queues: "QueueID",
  states: "StateID",
  priorities: "PriorityID",
  types: "TypeID",
  services: "ServiceID",
  slas: "SLAID",
  recipients: "Recipients",
  agents: "RecipientAgents",
  groups: "RecipientGroups",
  roles: "RecipientRoles",
  addresses: "RecipientEmail",
  transports: "Transports",
  enabledByDefault: "AgentEnabledByDefault",
  oncePerDay: "OncePerDay",
  sendOnOutOfOffice: "SendOnOutOfOffice",
  visibleForAgent: "VisibleForAgent",
  visibleForCustomer: "IsVisibleForCustomer",
  withAttachments: "ArticleAttachmentInclude",
} as const;

/** Lists of names have no order, and nothing twice. */
const list = z.array(z.string().trim().min(1).max(200)).transform((names) => [...new Set(names)].toSorted());

const known = (names: readonly string[]) =>
  list.superRefine((given, { addIssue }) => {
    for (const one of given) {
      if (!names.includes(one)) {
        addIssue(complaint(said`there is no "${one}"`, { mend: suggested(one, names, "") }));
      }
    }
  });

const filters = z.record(z.string().min(1).max(200), list).superRefine((given, { addIssue }) => {
  for (const key of Object.keys(given)) {
    const [field] = Object.entries(keys).find(([, its]) => its === key) ?? [];
    if (field !== undefined) addIssue(complaint(said`${key} is the field ${field}`, { path: [key] }));
  }
});

const ownKeys: ReadonlySet<string> = new Set(Object.values(keys));

const flag = (field: keyof typeof keys, about: string) => itemFlag(items, keys[field], about);
const of = (field: keyof typeof keys, to: string, about: string) => itemReferences(items, keys[field], to, about);

export const notification = tableModule({
  thing: "notification",
  plural: "notifications",
  about: "who is told of what, in which words",
  table: "notification_event",
  columns: ["events", "recipients", "comment"],
  fields: {
    name: name("as agents see it"),
    events: itemTexts(items, keys.events, "what it tells of, such as TicketQueueUpdate", list, eventNames),
    recipients: itemTexts(items, keys.recipients, "who is told", known(recipients), recipients),
    agents: of("agents", "user", "agents who are told besides"),
    groups: of("groups", "group", "whose agents are told besides"),
    roles: of("roles", "role", "whose agents are told besides"),
    addresses: itemText(items, keys.addresses, "mail addresses that are told besides, with commas between"),
    queues: of("queues", "queue", "only tickets in these"),
    states: of("states", "state", "only tickets in these"),
    priorities: of("priorities", "priority", "only tickets with these"),
    types: of("types", "type", "only tickets of these"),
    services: of("services", "service", "only tickets with these"),
    slas: of("slas", "sla", "only tickets with these"),
    filters: otherItems(
      items,
      (key) => !ownKeys.has(key),
      'further conditions by OTRS\'s keys: {"LockID":["1"]}',
      filters,
      {
        key: {
          kind: "text",
          about: "OTRS's key",
          max: 150,
          known: ["LockID", "CustomerID", "CustomerUserID", "ArticleSenderTypeID"],
        },
        values: "what OTRS keeps for it, each in an entry of its own",
      },
    ),
    transports: {
      ...itemTexts(items, keys.transports, "how they are told", known(transports), transports),
      default: ["Email"],
    } as Field<never>,
    enabledByDefault: {
      ...itemTexts(
        items,
        keys.enabledByDefault,
        "by which transports those are told who chose nothing",
        known(transports),
        transports,
      ),
      default: ["Email"],
    } as Field<never>,
    visibleForAgent: flag("visibleForAgent", "whether agents can choose in their preferences"),
    oncePerDay: flag("oncePerDay", "whether nobody is told twice a day of a ticket"),
    sendOnOutOfOffice: flag("sendOnOutOfOffice", "whether those out of office are told too"),
    visibleForCustomer: flag("visibleForCustomer", "whether customers see on the ticket what they are told"),
    withAttachments: flag("withAttachments", "whether the article's attachments go along"),
    messages,
    comment,
  },
  check: knownEvents,
});
