/** Samples of when people work, and when nobody does. */
import type { Samples } from "./sample.ts";

export const time: Samples = {
  "working-time": {
    key: "1",
    add: { name: "Berlin", timeZone: "Europe/Berlin" },
    set: { hours: { Mon: [9, 10], Tue: [], Wed: [], Thu: [], Fri: [], Sat: [22, 23], Sun: [] }, name: "Night" },
    wrong: [
      [{ hours: { Monday: [9] } }, 'hours: there is no "Monday". Name one exactly: Mon, Tue, Wed'],
      [{ hours: { Mon: [24] } }, "hours: Mon: entry 1: 24 cannot be used. Give hours from 0 to 23"],
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
};
