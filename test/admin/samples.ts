/** For every module an entry to add, a change of it, and input that is refused; a module without one fails the tests. */
export interface Sample {
  readonly key: string;
  readonly add: Readonly<Record<string, unknown>>;
  readonly set: Readonly<Record<string, unknown>>;
  /** For an existing entry: what is wrong → what has to be said about it, field, value, what is allowed. */
  readonly wrong: readonly (readonly [Readonly<Record<string, unknown>>, string])[];
}

const long = "x".repeat(300);

export const samples: Readonly<Record<string, Sample>> = {
  group: {
    key: "hardware",
    add: { comment: "Machines" },
    set: { comment: null, name: "Hardware" },
    wrong: [
      [{ comment: long }, "comment: it has 300 characters. Shorten it to 250"],
      [{ name: "Admin" }, 'name: "Admin" is a group already, spelt "admin". Choose another'],
      [{ coment: "x" }, 'coment: a group has no coment. Did you mean "comment"?'],
    ],
  },
  role: {
    key: "second level",
    add: { permissions: { users: ["note", "ro"] } },
    set: { permissions: { users: ["rw"], stats: ["ro"] }, users: ["root@localhost"] },
    wrong: [
      [{ permissions: { user: ["ro"] } }, 'permissions: there is no group "user". Did you mean "users"?'],
      [{ permissions: { users: ["r0"] } }, 'permissions: "r0" is no permission. Did you mean "ro"?'],
    ],
  },
  user: {
    key: "ann",
    add: {
      firstName: "Ann",
      lastName: "Agent",
      email: "ann@example.com",
      permissions: { users: ["rw"] },
      timeZone: "Europe/Berlin",
    },
    set: { lastName: "Chief", email: null, language: "de", permissions: {} },
    wrong: [
      [{ email: "ann" }, 'email: "ann" is no mail address. Write name@host'],
      [{ timeZone: "Europe/Bonn" }, 'timeZone: there is no time zone "Europe/Bonn". Write it like Europe/Berlin'],
      [{ roles: ["boss"] }, 'roles: there is no role "boss"'],
    ],
  },
  "customer-company": {
    key: "C-1",
    add: { name: "Example Ltd", city: "Bonn" },
    set: { url: "https://example.com/", permissions: { users: ["ro"] } },
    wrong: [
      [{ customerId: "C-2" }, "customerId: customerId cannot be changed: tickets refer to it"],
      [{ permissions: { users: ["note"] } }, 'permissions: "note" is no permission. Name one exactly: ro, rw'],
    ],
  },
  "customer-user": {
    key: "kim",
    add: { firstName: "Kim", lastName: "Customer", email: "kim@customer.test", customerId: "C-1" },
    set: { phone: "+49 228 1", permissions: { users: ["ro"] }, language: "de" },
    wrong: [
      [{ companies: ["C-9"] }, 'companies: there is no customer company "C-9"'],
      [{ email: null }, "email: it must not be empty. Write name@host"],
    ],
  },
  salutation: {
    key: "short",
    add: { text: "Hi\n" },
    set: { contentType: "text/html", text: "<p>Hi</p>" },
    wrong: [[{ contentType: "html" }, 'contentType: "html" is not allowed. Name one exactly: text/plain, text/html']],
  },
  signature: {
    key: "short",
    add: { text: "Bye\n" },
    set: { comment: "for friends" },
    wrong: [[{ text: "" }, "text: it is missing"]],
  },
  "system-address": {
    key: "help@example.com",
    add: { name: "Help", queue: "Misc" },
    set: { queue: "Raw", name: "Help desk" },
    wrong: [
      [{ address: "help" }, 'address: "help" is no mail address. Write name@host'],
      [{ queue: "Rwa" }, 'queue: there is no queue "Rwa". Did you mean "Raw"?'],
    ],
  },
  "auto-response": {
    key: "thanks",
    add: { type: "auto reply", subject: "Thanks", text: "Thank you", systemAddress: "support@localhost" },
    set: { queues: ["Raw"], subject: "Thank you" },
    wrong: [[{ type: "auto repli" }, 'type: there is no auto response type "auto repli". Did you mean "auto reply"?']],
  },
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
  attachment: {
    key: "terms",
    add: { filename: "terms.txt", content: "aGVsbG8=", contentType: "text/plain" },
    set: { content: "Z29vZGJ5ZQ==" },
    wrong: [
      [{ content: "?" }, "content: the content is no base64"],
      [{ filename: "../terms" }, 'filename: "../terms" cannot be used. Write a file\'s name without its folder'],
    ],
  },
  template: {
    key: "welcome",
    add: { type: "Create", text: "Welcome", queues: ["Misc", "Raw"] },
    set: { queues: ["Misc"], type: "Answer" },
    wrong: [[{ type: "answer" }, 'type: "answer" is not allowed. Did you mean "Answer"?']],
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
  "postmaster-filter": {
    key: "10 spam",
    add: {
      matches: [{ key: "Subject", value: "casino", not: false }],
      sets: [{ key: "X-OTRS-Queue", value: "Junk" }],
    },
    set: { stop: true },
    wrong: [
      [{ sets: [{ key: "X-OTRS-Queu", value: "Junk" }] }, "Did you mean X-OTRS-Queue?"],
      [{ sets: [{ key: "X-OTRS-Queue", value: "Junkk" }] }, 'there is no "Junkk"'],
      [{ matches: [] }, "matches nothing"],
      [{ matches: [{ key: "From" }] }, "matches: 0: value: "],
    ],
  },
  oauth2: {
    key: "m365",
    add: { provider: "microsoft-app", tenant: "example.com", clientId: "client-1" },
    set: { name: "Microsoft", scope: "https://outlook.office365.com/.default offline_access", tenant: "other.example" },
    wrong: [
      [{ provider: "gogle" }, 'provider: "gogle" is not allowed. Did you mean "google"?'],
      [{ provider: "google", tenant: "x" }, "tenant: only Microsoft has directories, not google. Leave it out"],
      [{ provider: "other" }, "tokenUrl: another provider needs the address that gives tokens. Name it"],
      [{ tokenUrl: "http://login.example.com/token" }, "is no https address. Begin it with https://"],
      [{ clientId: null }, "clientId: it must not be empty"],
      [{ parameters: { prompt: 1 } }, "parameters: "],
    ],
  },
  "mail-account": {
    key: "support",
    add: { type: "IMAPS", host: "imap.example.com", login: "support@example.com", queue: "Raw", port: 1993 },
    set: { name: "Support", port: null, after: "move", moveTo: "Done", certificate: "any", queue: null },
    wrong: [
      [{ after: "move" }, "after: move needs a folder to move mail to. Name it as moveTo"],
      [{ type: "POP3" }, "after: POP3 has no seen. Use delete or keep, or an IMAP type"],
      [{ type: "IMAPX" }, 'type: "IMAPX" is not allowed. Did you mean "IMAPS"?'],
      [{ queue: "Rwa" }, 'queue: there is no queue "Rwa". Did you mean "Raw"?'],
      [{ oauth2: "m365" }, 'oauth2: there is no oauth2 "m365"'],
      [{ port: 70_000 }, "port: 70000 is out of range. Give a whole number from 1 to 65535"],
      [{ host: null }, "host: it must not be empty"],
    ],
  },
  "generic-agent": {
    key: "close old requests",
    add: {
      scheduleMinutes: [0, 30],
      scheduleHours: [6],
      scheduleDays: [1, 5],
      queues: ["Raw"],
      states: ["new", "open"],
      locks: ["unlock"],
      owners: ["root@localhost"],
      times: {
        changed: { start: "before", count: 30, unit: "day" },
        created: { from: "2026-01-01", to: "2026-12-31" },
      },
      newState: "closed successful",
      noteSubject: "Closed",
      noteBody: "Nobody wrote for 30 days",
    },
    set: {
      events: ["TicketCreate"],
      scheduleDays: [],
      times: {},
      title: "*VPN*",
      newState: "pending reminder",
      newPendingTime: 2,
      newPendingTimeUnit: "days",
      newQueue: "Misc",
      further: { MIMEBase_Subject: ["*offer*"] },
      silent: true,
    },
    wrong: [
      [{ scheduleHours: [24] }, "scheduleHours: 0: "],
      [{ events: ["TicketCreated"] }, 'events: there is no event "TicketCreated". Did you mean "TicketCreate"?'],
      [{ newState: "closed" }, 'newState: there is no state "closed"'],
      [{ locks: ["locked"] }, 'locks: there is no lock "locked". Did you mean "lock"?'],
      [{ times: { closed: { start: "before", count: 3, unit: "days" } } }, 'times: closed: write {"start":"before"'],
      [{ dynamicFields: { Nothing: ["a"] } }, 'dynamicFields: there is no dynamic field "Nothing" of tickets'],
      [{ further: { NewCMD: ["rm"] } }, "further: gotrs runs no programs for NewCMD. Leave it out"],
      [{ further: { QueueIDs: ["1"] } }, "further: QueueIDs has a field of its own"],
      [
        { delete: true, queues: [], states: [], locks: [], owners: [], times: {} },
        "delete: it would delete every ticket. Say which",
      ],
    ],
  },
  "web-service": {
    key: "Elasticsearch",
    add: {
      config: {
        Debugger: { DebugThreshold: "error", TestMode: "0" },
        Provider: {
          Transport: { Type: "HTTP::REST", Config: { MaxLength: "1000" } },
          Operation: { TicketGet: { Type: "Ticket::TicketGet" } },
        },
      },
    },
    set: {
      name: "search",
      config: { Debugger: { DebugThreshold: "info" }, Requester: { Transport: { Type: "HTTP::SOAP" } } },
    },
    wrong: [
      [{ config: { Debugger: { DebugThreshold: "loud" } } }, "config: Debugger: DebugThreshold: use debug, info"],
      [{ config: { Debugger: { DebugThreshold: "info" } } }, "config: it needs a Provider or a Requester"],
      [
        { config: { Debugger: { DebugThreshold: "info" }, Provider: { Transport: {} } } },
        "config: Provider: Transport: Type: name it, such as HTTP::REST",
      ],
      [{ config: null }, "config: it must not be empty"],
      [{ name: null }, "name: it must not be empty"],
    ],
  },
  "working-time": {
    key: "1",
    add: { name: "Berlin", timeZone: "Europe/Berlin" },
    set: { hours: { Mon: [9, 10], Tue: [], Wed: [], Thu: [], Fri: [], Sat: [22, 23], Sun: [] }, name: "Night" },
    wrong: [
      [{ hours: { Monday: [9] } }, "hours: "],
      [{ hours: { Mon: [24] } }, "hours: Mon: 0: "],
      [{ timeZone: "Europe/Bonn" }, 'timeZone: there is no time zone "Europe/Bonn". Write it like Europe/Berlin'],
      [{ calendar: "2" }, "calendar: calendar cannot be changed: queues and SLAs refer to it"],
    ],
  },
  holiday: {
    key: "2026-04-03",
    add: { name: "Good Friday" },
    set: { name: "Karfreitag" },
    wrong: [
      [{ name: null }, "name: it must not be empty"],
      [{ day: "04-03" }, "day: day cannot be changed: add another one and disable this"],
    ],
  },
  token: {
    key: "root@localhost: backup",
    add: { scopes: ["tickets:read"] },
    set: { scopes: ["tickets:read", "account"], expires: "2027-01-31T18:00:00Z" },
    wrong: [
      [{ scopes: ["ticket:read"] }, "scopes: 0: use some of: all, tickets:read, tickets:write, account, admin"],
      [{ scopes: ["all", "admin"] }, "scopes: all stands alone"],
      [{ scopes: [] }, "scopes: a token without a scope opens nothing"],
      [{ expires: "tomorrow" }, 'expires: "tomorrow" is no moment. Write 2027-01-31 or 2027-01-31T18:00:00Z'],
      [{ expires: "2020-01-31" }, "expires: the token would have expired already"],
      [{ name: "root@localhost: other" }, "name: name cannot be changed: it is known by it"],
      [{ token: "secret" }, "token: it is no token"],
    ],
  },
  sla: {
    key: "Gold",
    add: { firstResponseTime: 60 },
    set: { solutionTime: 600 },
    wrong: [
      [{ calendar: "first" }, "calendar: it has 5 characters. Shorten it to 2"],
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
      [{ possibleValues: { a: 1 } }, "possibleValues: write key=label, or keys with a text for each"],
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
        "change: Possible: Ticket: write a list of texts, or attributes with lists of texts",
      ],
    ],
  },
  calendar: {
    key: "Visits",
    add: { group: "users" },
    set: { color: "#00FF00", name: "Visits to customers" },
    wrong: [
      [{ color: "green" }, 'color: "green" cannot be used. Write it like #3A87AD'],
      [{ group: "user" }, 'group: there is no group "user". Did you mean "users"?'],
    ],
  },
  maintenance: {
    key: "new disks",
    add: { start: "2026-12-31T22:00:00Z", end: "2027-01-01T02:00:00Z", loginMessage: "Back at two" },
    set: { end: "2027-01-01T04:00:00Z", showLoginMessage: true },
    wrong: [
      [
        { start: "2027-02-30", end: "tomorrow" },
        'start: "2027-02-30" is no such time. Write a time of UTC like 2026-12-31T22:00:00Z, before 2038\nend: "tomorrow" is no such time',
      ],
      [{ end: "2026-12-30 00:00" }, "end: it ends at 2026-12-30T00:00:00Z and begins at 2026-12-31T22:00:00Z"],
    ],
  },
  notification: {
    key: "Sales wait",
    add: {
      events: ["NotificationEscalation", "TicketQueueUpdate"],
      recipients: ["AgentMyQueues"],
      queues: ["Raw"],
      agents: ["root@localhost"],
      filters: { LockID: ["1"] },
      messages: { en: { subject: "Waiting", text: "<OTRS_TICKET_Title>", contentType: "text/plain" } },
    },
    set: {
      events: ["TicketDynamicFieldUpdate_Room"],
      recipients: [],
      queues: ["Misc", "Raw"],
      addresses: "boss@example.com, deputy@example.com",
      filters: {},
      oncePerDay: true,
      messages: {
        de: { subject: "Es wartet", text: "<b>Bitte</b>", contentType: "text/html" },
        en: { subject: "It waits", text: "Please", contentType: "text/plain" },
      },
    },
    wrong: [
      [
        { events: ["TicketQueUpdate"], queues: ["Rwa"] },
        'queues: there is no queue "Rwa". Did you mean "Raw"? Name one exactly: Postmaster, Raw',
      ],
      [
        { events: ["TicketQueUpdate"] },
        'events: there is no event "TicketQueUpdate". Did you mean "TicketQueueUpdate"?',
      ],
      [{ recipients: ["Owner"] }, 'recipients: there is no "Owner". Name one exactly: AgentOwner'],
      [{ filters: { QueueID: ["1"] } }, "filters: QueueID is the field queues"],
      [{ messages: { en: { subject: "", text: "x" } } }, "messages: en: subject: "],
    ],
  },
};
