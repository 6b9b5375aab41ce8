/** `gotrs admin queue`: where tickets lie, who sees them, and what their mail looks like. */
import { queueAutoResponse } from "../autoResponses.ts";
import type { Value, Values } from "../field.ts";
import { knownCalendar } from "../knownCalendar.ts";
import type { Asking } from "../module.ts";
import { openTickets } from "../openTickets.ts";
import { calendar, comment, minutes, nestedName, percent } from "../ordinary.ts";
import { usedBySettings } from "../settingsThatName.ts";
import { tableModule } from "../table.ts";

const usedByPostmaster = usedBySettings(({ postmaster }) => ({
  "postmaster.defaultQueue": postmaster.defaultQueue,
}));

export const queue = tableModule({
  thing: "queue",
  plural: "queues",
  about: "where tickets lie, who sees them, and what their mail looks like",
  table: "queue",
  columns: ["group", "systemAddress", "comment"],
  nested: true,
  fields: {
    name: nestedName("with :: between parent and child"),
    group: {
      kind: "reference",
      about: "whose permissions count for its tickets",
      to: "group",
      required: true,
      presumed: true,
      at: { column: "group_id" },
    },
    systemAddress: {
      kind: "reference",
      about: "the address that its mail comes from",
      to: "system-address",
      required: true,
      presumed: true,
      at: { column: "system_address_id" },
    },
    salutation: {
      kind: "reference",
      about: "how its replies begin",
      to: "salutation",
      required: true,
      presumed: true,
      at: { column: "salutation_id" },
    },
    signature: {
      kind: "reference",
      about: "how its replies end",
      to: "signature",
      required: true,
      presumed: true,
      at: { column: "signature_id" },
    },
    followUp: {
      kind: "reference",
      about: "what an answer to a closed ticket does",
      to: "follow-up",
      required: true,
      presumed: true,
      default: "possible",
      at: { column: "follow_up_id" },
    },
    followUpLock: {
      kind: "boolean",
      about: "whether an answer to a closed ticket locks it to its owner",
      default: false,
      at: { column: "follow_up_lock" },
    },
    unlockTimeout: minutes("unlock_timeout", "working time after which a locked ticket is free again; 0 for never"),
    firstResponseTime: minutes("first_response_time", "working time until the first answer; 0 for no limit"),
    firstResponseNotify: percent(
      "first_response_notify",
      "how much of it may pass before agents are warned; 0 for no warning",
    ),
    updateTime: minutes("update_time", "working time between answers; 0 for no limit"),
    updateNotify: percent("update_notify", "how much of it may pass before agents are warned; 0 for no warning"),
    solutionTime: minutes("solution_time", "working time until the ticket is closed; 0 for no limit"),
    solutionNotify: percent("solution_notify", "how much of it may pass before agents are warned; 0 for no warning"),
    calendar,
    signKey: {
      kind: "text",
      about: "the key that signs its mail, as OTRS names it",
      max: 100,
      at: { column: "default_sign_key" },
    },
    autoReply: queueAutoResponse("auto reply", "answers a new ticket"),
    autoReject: queueAutoResponse("auto reject", "refuses an answer to a closed ticket"),
    autoFollowUp: queueAutoResponse("auto follow up", "confirms an answer"),
    autoNewTicket: queueAutoResponse("auto reply/new ticket", "says that an answer has made a new ticket"),
    autoRemove: queueAutoResponse("auto remove", "says that a request was removed"),
    templates: {
      kind: "references",
      about: "what agents can choose from when they write",
      to: "template",
      mirror: true,
      at: { link: "queue_standard_template", owner: "queue_id", other: "standard_template_id", stamps: "both" },
    },
    comment,
  },
  presume: fromParent,
  check: async (planned, asking) => [
    ...(await usedByPostmaster(planned, asking)),
    ...(await knownCalendar(planned, asking)),
  ],
  uses: openTickets("queue_id"),
});

/** What a queue below another takes from it. */
const inherited = [
  "group",
  "systemAddress",
  "salutation",
  "signature",
  "followUp",
  "followUpLock",
  "calendar",
] as const;
/** What a queue takes where there is only one to choose from: field → thing and the field that names it. */
const single = {
  systemAddress: ["system-address", "address"],
  salutation: ["salutation", "name"],
  signature: ["signature", "name"],
} as const;

async function fromParent({ name }: Values, asking: Asking): Promise<Values> {
  const path = String(name);
  const at = path.lastIndexOf("::");
  const parent = at < 0 ? undefined : await asking.find("queue", path.slice(0, at));
  if (parent !== undefined) return Object.fromEntries(inherited.map((field) => [field, parent[field] ?? null]));
  const presumed: Record<string, Value> = {};
  for (const [field, [thing, key]] of Object.entries(single)) {
    const [only, ...others] = (await asking.every(thing)).filter(({ valid }) => valid === true);
    if (only !== undefined && others.length === 0) presumed[field] = only[key] ?? null;
  }
  return presumed;
}
