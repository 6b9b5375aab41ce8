/** Samples of where tickets lie and what they have. */
import type { Samples } from "./sample.ts";

export const tickets: Samples = {
  queue: {
    key: "Sales",
    add: {
      group: "users",
      firstResponseTime: 60,
      systemAddress: "support@localhost",
      salutation: "system standard salutation (en)",
      signature: "system standard signature (en)",
    },
    set: { name: "Sales and more", followUp: "reject", templates: ["test answer"], autoReply: "confirm a new request" },
    wrong: [
      [
        { group: "user" },
        'group: there is no group "user". Did you mean "users"? Name one exactly: users, admin, stats',
      ],
      [{ updateNotify: 100 }, "updateNotify: 100 is out of range. Give a whole number of percent from 0 to 99"],
      [{ name: "Nowhere::Sales" }, 'name: there is no queue "Nowhere" to put "Nowhere::Sales" below'],
      [{ followUpLock: "maybe" }, 'followUpLock: "maybe" is neither yes nor no. Write true or false'],
    ],
  },
  priority: {
    key: "6 at once",
    add: {},
    set: { name: "6 now" },
    wrong: [[{ name: "3 normal" }, 'name: "3 normal" is a priority already. Choose another']],
  },
  state: {
    key: "waiting for parts",
    add: { type: "pending reminder" },
    set: { type: "open", comment: "They come" },
    wrong: [[{ type: "opn" }, 'type: there is no state type "opn". Did you mean "open"?']],
  },
  type: {
    key: "Incident",
    add: {},
    set: { name: "Incident (major)" },
    wrong: [[{ name: 7 }, "name: 7 is no text. Give a text of up to 200 characters"]],
  },
  service: {
    key: "Network",
    add: { customers: ["<DEFAULT>"] },
    set: { comment: "Cables" },
    wrong: [[{ customers: ["nobody"] }, 'customers: there is no customer user "nobody"']],
  },
  sla: {
    key: "Gold",
    add: { firstResponseTime: 60 },
    set: { solutionTime: 600 },
    wrong: [
      [{ calendar: "first" }, 'calendar: "first" cannot be used. Give a number from 1 to 99, or nothing'],
      [{ calendar: "9" }, 'calendar: there is no calendar "9". '],
    ],
  },
  "dynamic-field": {
    key: "Room",
    add: {
      label: "Room",
      type: "Dropdown",
      possibleValues: { a: "First floor", b: "Second floor" },
      defaultValue: "a",
    },
    set: { label: "Which room", possibleValues: { b: "Above" }, defaultValue: null, possibleNone: true, order: 7 },
    wrong: [
      [{ name: "Room 1" }, 'name: "Room 1" cannot be used. Use letters and digits only'],
      [{ order: null }, "order: it must not be empty. Give a whole number from 1 to 9999"],
      [{ type: "Text" }, "type: type cannot be changed: values are stored by it"],
      [
        { rows: 3 },
        "rows: a Dropdown has none. Leave it out; it has: defaultValue, possibleValues, possibleNone, translatableValues, treeView, link, linkPreview",
      ],
      [{ defaultValue: "c" }, 'defaultValue: "c" does not fit. Use one of: a, b'],
      [{ possibleValues: {}, defaultValue: null }, "possibleValues: a Dropdown needs some. Write key=label"],
      [
        { possibleValues: { a: 1 } },
        'possibleValues: {"a":1} cannot be used. Write key=label, or keys with a text for each',
      ],
    ],
  },
  acl: {
    key: "100 no closing",
    add: {
      match: { Properties: { Ticket: { Queue: ["Raw"] } } },
      change: { PossibleNot: { Action: ["AgentTicketClose"] } },
    },
    set: { stopAfterMatch: true, change: { Possible: { Ticket: { State: ["open", "[RegExp]^pending"] } } } },
    wrong: [
      [{ match: { Propertis: {} } }, 'match: there is no "Propertis". Did you mean "Properties"?'],
      [
        { change: { Possible: { Tickets: {} } } },
        'change: Possible: there is no "Tickets". Did you mean "Ticket"? Name one exactly: Ticket, Action',
      ],
      [
        { change: { Possible: { Ticket: { State: "open" } } } },
        'change: Possible: Ticket: {"State":"open"} cannot be used. Write a list of texts, or attributes with lists of texts',
      ],
    ],
  },
};
