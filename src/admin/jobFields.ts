/** What a job of the generic agent selects and changes, as fields over OTRS's rows of keys and values. */
import { z } from "zod";
import { said } from "../said.ts";
import { complaint } from "../schemaWords.ts";
import { eventNames } from "./eventNames.ts";
import type { Described, Field } from "./field.ts";
import {
  type ItemTable,
  itemChoice,
  itemFlag,
  itemNumber,
  itemNumbers,
  itemReference,
  itemReferences,
  itemText,
  itemTexts,
  otherItems,
} from "./itemRows.ts";
import { isTimeKey, jobTimes } from "./jobTimes.ts";

const jobItems: ItemTable = {
  table: "generic_agent_jobs",
  owner: "job_name",
  key: "job_key",
  value: "job_value",
};

const searched = "Search_DynamicField_";
const changed = "DynamicField_";

const list = z.array(z.string().trim().min(1).max(200)).transform((texts) => [...new Set(texts)].toSorted());
const lists = z.record(z.string().min(1).max(150), list);

/** Of dynamic fields OTRS has keys that go on behind the name, which stay. */
const dynamicField = {
  kind: "reference",
  about: "the name of the dynamic field",
  to: "dynamic-field",
} as const satisfies Described;

/** OTRS's keys that have a field; filled while the fields below are made. */
const own = new Set<string>();
const key = (name: string): string => {
  own.add(name);
  return name;
};

const of = (name: string, to: string, about: string) => itemReferences(jobItems, key(name), to, about);
const one = (name: string, to: string, about: string) => itemReference(jobItems, key(name), to, about);
const text = (name: string, about: string) => itemText(jobItems, key(name), about);
const flag = (name: string, about: string) => itemFlag(jobItems, key(name), about);
const numbers = (name: string, about: string, most: number) => itemNumbers(jobItems, key(name), about, 0, most);

export const schedule = {
  scheduleMinutes: numbers("ScheduleMinutes", "minutes of the hour at which it runs", 59),
  scheduleHours: numbers("ScheduleHours", "hours at which it runs", 23),
  scheduleDays: numbers("ScheduleDays", "days of the week on which it runs; 0 is Sunday", 6),
  events: itemTexts(
    jobItems,
    key("EventValues"),
    "what makes it run for one ticket, such as TicketCreate",
    list,
    eventNames,
  ),
} as const;

export const selection = {
  ticketNumber: text("TicketNumber", "only tickets with this number; * stands for anything"),
  title: text("Title", "only tickets with this title; * stands for anything"),
  customerId: text("CustomerID", "only tickets of this customer id; * stands for anything"),
  customerUser: text("CustomerUserLogin", "only tickets of this customer user; * stands for anything"),
  queues: of("QueueIDs", "queue", "only tickets in these"),
  states: of("StateIDs", "state", "only tickets in these"),
  stateTypes: of("StateTypeIDs", "state-type", "only tickets in states of these types"),
  priorities: of("PriorityIDs", "priority", "only tickets with these"),
  locks: of("LockIDs", "lock", "only tickets locked like that: lock, unlock, tmp_lock"),
  owners: of("OwnerIDs", "user", "only tickets of these agents"),
  responsibles: of("ResponsibleIDs", "user", "only tickets for which these agents are responsible"),
  types: of("TypeIDs", "type", "only tickets of these"),
  services: of("ServiceIDs", "service", "only tickets with these"),
  slas: of("SLAIDs", "sla", "only tickets with these"),
  times: jobTimes,
  dynamicFields: otherItems(
    jobItems,
    (key) => key.startsWith(searched),
    'only tickets whose dynamic fields have one of these: {"Room":["a","b"]}',
    lists,
    { key: dynamicField, values: "one of these has to be its value; * stands for anything" },
    searched,
  ),
} as const;

/** Seconds, as OTRS keeps them. */
const units = { minutes: "60", hours: "3600", days: "86400", months: "2592000", years: "31536000" };

export const changes = {
  newTitle: text("NewTitle", "sets the title"),
  newQueue: one("NewQueueID", "queue", "moves to this queue"),
  newState: one("NewStateID", "state", "sets the state"),
  newPendingTime: itemNumber(
    jobItems,
    key("NewPendingTime"),
    "how long a pending state waits, in newPendingTimeUnit",
    100_000,
  ),
  newPendingTimeUnit: itemChoice(jobItems, key("NewPendingTimeType"), "of newPendingTime; minutes when empty", units),
  newPriority: one("NewPriorityID", "priority", "sets the priority"),
  newLock: one("NewLockID", "lock", "locks or unlocks: lock, unlock"),
  newOwner: one("NewOwnerID", "user", "sets the owner"),
  newResponsible: one("NewResponsibleID", "user", "sets who is responsible"),
  newType: one("NewTypeID", "type", "sets the type"),
  newService: one("NewServiceID", "service", "sets the service"),
  newSla: one("NewSLAID", "sla", "sets the SLA"),
  newCustomerId: text("NewCustomerID", "sets the customer id"),
  newCustomerUser: text("NewCustomerUserLogin", "sets the customer user"),
  newDynamicFields: otherItems(
    jobItems,
    (key) => key.startsWith(changed),
    'sets dynamic fields: {"Room":["a"]}',
    lists,
    { key: dynamicField, values: "what it is set to" },
    changed,
  ),
  noteSubject: text("NewNoteSubject", "adds a note with this subject"),
  noteBody: text("NewNoteBody", "the text of the note, up to 200 characters"),
  noteFrom: text("NewNoteFrom", "whom the note is from"),
  noteVisibleForCustomer: flag("NewNoteIsVisibleForCustomer", "whether the customer sees the note"),
  noteTimeUnits: text("NewNoteTimeUnits", "time accounted with the note"),
  archive: itemChoice(jobItems, key("NewArchiveFlag"), "puts into the archive, or takes out of it", {
    yes: "y",
    no: "n",
  }),
  delete: flag("NewDelete", "deletes the tickets, with all that is in them"),
  silent: flag("NewSendNoNotification", "whether nobody is told of the changes"),
} as const;

/** OTRS keeps in the same rows when a job ran, which is no setting. */
const runs = new Set(["ScheduleLastRun", "ScheduleLastRunUnixTime", "Valid"]);

const isOther = (key: string): boolean =>
  !(own.has(key) || runs.has(key) || isTimeKey(key) || key.startsWith(searched) || key.startsWith(changed));

export const further: Field<never> = otherItems(
  jobItems,
  isOther,
  'further conditions and changes by OTRS\'s keys: {"MIMEBase_Subject":["*offer*"]}',
  lists.superRefine((given, { addIssue }) => {
    for (const key of Object.keys(given)) {
      if (isOther(key)) continue;
      addIssue(complaint(said`${key} has a field of its own`, { path: [key] }));
    }
  }),
  {
    key: {
      kind: "text",
      about: "OTRS's key",
      max: 150,
      known: ["MIMEBase_From", "MIMEBase_To", "MIMEBase_Cc", "MIMEBase_Subject", "MIMEBase_Body"],
    },
    values: "what OTRS keeps for it, each in an entry of its own",
  },
);
