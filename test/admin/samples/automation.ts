/** Samples of what works by itself. */
import type { Samples } from "./sample.ts";

export const automation: Samples = {
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
      [{ scheduleHours: [24] }, "scheduleHours: entry 1: 24 cannot be used. Give whole numbers from 0 to 23"],
      [{ events: ["TicketCreated"] }, 'events: there is no event "TicketCreated". Did you mean "TicketCreate"?'],
      [{ newState: "closed" }, 'newState: there is no state "closed"'],
      [{ locks: ["locked"] }, 'locks: there is no lock "locked". Did you mean "lock"?'],
      [
        { times: { closed: { start: "before", count: 3, unit: "days" } } },
        'times: closed: {"start":"before","count":3,"unit":"days"} cannot be used. Give start, count and unit, or from and to: {"start":"before"',
      ],
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
      configuration: {
        Debugger: { DebugThreshold: "error", TestMode: "0" },
        Provider: {
          Transport: { Type: "HTTP::REST", Config: { MaxLength: "1000" } },
          Operation: { TicketGet: { Type: "Ticket::TicketGet" } },
        },
      },
    },
    set: {
      name: "search",
      configuration: { Debugger: { DebugThreshold: "info" }, Requester: { Transport: { Type: "HTTP::SOAP" } } },
    },
    wrong: [
      [
        { configuration: { Debugger: { DebugThreshold: "loud" } } },
        'configuration: Debugger: DebugThreshold: "loud" is not allowed. Name one exactly: debug, info',
      ],
      [
        { configuration: { Debugger: { DebugThreshold: "info" } } },
        "configuration: it needs a Provider or a Requester",
      ],
      [
        { configuration: { Debugger: { DebugThreshold: "info" }, Provider: { Transport: {} } } },
        "configuration: Provider: Transport: Type: it is missing. Name it, such as HTTP::REST",
      ],
      [{ configuration: null }, "configuration: it must not be empty"],
      [{ name: null }, "name: it must not be empty"],
    ],
  },
};
