/** Calendar parts of a mail (RFC 5545, 5546) in words that a person reads: what, when, where, who. */
import ICAL from "ical.js";
import { decodeBytes } from "../charset.ts";
import type { Attachment } from "../message.ts";
import { cleanLine, cleanText } from "../text.ts";
import { recurrence } from "./recurrence.ts";

/** Octets; a larger calendar is an export and no invitation. */
const maxSize = 500_000;
const maxEvents = 10;
const maxPeople = 30;

/** One text an invitation, without those that say the same; empty for a mail without any. Damaged ones are left out. */
export function invitations(attachments: readonly Attachment[]): readonly string[] {
  const texts = attachments.filter(isCalendar).flatMap((part) => {
    try {
      return eventsOf(decodeBytes(part.read(), /charset="?([\w-]+)/i.exec(part.contentType)?.[1] ?? "utf-8"));
    } catch {
      // It stays an attachment that the agent can open; nothing of the mail is lost.
      return [];
    }
  });
  return [...new Set(texts)].slice(0, maxEvents);
}

function isCalendar({ contentType, size }: Attachment): boolean {
  return /^(?:text\/calendar|application\/ics)\b/.test(contentType) && size <= maxSize;
}

type Component = InstanceType<typeof ICAL.Component>;

function eventsOf(source: string): readonly string[] {
  const calendar = new ICAL.Component(ICAL.parse(source.replace(/^\ufeff/, "").trim()));
  const method = String(calendar.getFirstPropertyValue("method") ?? "").toUpperCase();
  const events = [...calendar.getAllSubcomponents("vevent"), ...calendar.getAllSubcomponents("vtodo")];
  return events.slice(0, maxEvents).map((event) => inWords(event, method));
}

function inWords(event: Component, method: string): string {
  const value = (name: string): string => cleanLine(String(event.getFirstPropertyValue(name) ?? ""));
  const organizer = people(event, "organizer")[0];
  const attendees = people(event, "attendee");
  const rule = event.getFirstPropertyValue("rrule");
  const lines: readonly (readonly [label: string, text: string])[] = [
    [headline(method, value("status"), attendees), value("summary") || "(no subject)"],
    ["When", when(event)],
    ["Repeats", rule === null ? "" : recurrence(String(rule))],
    ["Where", value("location")],
    ["Organizer", organizer?.shown ?? ""],
    ["Attendees", method === "REPLY" ? "" : attendees.map(({ shown, answer }) => shown + answer).join(", ")],
    ["Comment", value("comment")],
  ];
  const text = lines.flatMap(([label, words]) => (words === "" ? [] : [`${label}: ${words}`])).join("\n");
  const description = cleanText(String(event.getFirstPropertyValue("description") ?? "")).trim();
  return description === "" || method === "REPLY" ? text : `${text}\n\n${description.slice(0, 10_000)}`;
}

/** RFC 5546 §1.4. */
function headline(method: string, status: string, attendees: readonly Person[]): string {
  const [attendee] = attendees;
  if (method === "REPLY") return `${attendee?.shown ?? "An attendee"} ${answered[attendee?.status ?? ""] ?? "answers"}`;
  if (method === "CANCEL" || /^cancelled$/i.test(status)) return "Cancelled";
  if (method === "COUNTER") return `${attendee?.shown ?? "An attendee"} proposes another time`;
  if (method === "DECLINECOUNTER") return "The proposed time is declined";
  return method === "REQUEST" ? "Invitation" : "Appointment";
}

const answered: Readonly<Record<string, string>> = {
  ACCEPTED: "accepts",
  DECLINED: "declines",
  TENTATIVE: "accepts tentatively",
  DELEGATED: "delegates",
};
const status: Readonly<Record<string, string>> = {
  ACCEPTED: " (accepted)",
  DECLINED: " (declined)",
  TENTATIVE: " (tentative)",
  DELEGATED: " (delegated)",
};

interface Person {
  readonly shown: string;
  readonly status: string;
  /** Behind the name; empty while there is none. */
  readonly answer: string;
}

function people(event: Component, property: string): readonly Person[] {
  return event
    .getAllProperties(property)
    .slice(0, maxPeople)
    .map((person) => {
      const address = cleanLine(String(person.getFirstValue() ?? "")).replace(/^mailto:/i, "");
      const name = cleanLine(String(person.getFirstParameter("cn") ?? ""));
      const participation = String(person.getFirstParameter("partstat") ?? "").toUpperCase();
      const shown = name === "" || name === address ? address : `${name} <${address}>`;
      return { shown, status: participation, answer: status[participation] ?? "" };
    });
}

type Time = InstanceType<typeof ICAL.Time>;

function when(event: Component): string {
  const start = timeOf(event, "dtstart");
  if (start === undefined) return dayAndTime(timeOf(event, "due"));
  const end = timeOf(event, "dtend") ?? endByDuration(event, start.time);
  if (end === undefined) return dayAndTime(start);
  if (start.time.isDate) {
    // RFC 5545 §3.6.1: the end of a day is the beginning of the next.
    const last = end.time.clone();
    if (last.isDate) last.adjust(-1, 0, 0, 0);
    const [from, to] = [day(start.time), day(last)];
    return last.compare(start.time) <= 0 ? `${from}, all day` : `${from} – ${to}`;
  }
  const sameZone = start.zone === end.zone;
  const until =
    day(start.time) === day(end.time) && sameZone ? clock(end.time) : `${day(end.time)}, ${clock(end.time)}`;
  return sameZone
    ? `${day(start.time)}, ${clock(start.time)}–${until}${start.zone}`
    : `${dayAndTime(start)} – ${until}${end.zone}`;
}

interface Moment {
  readonly time: Time;
  /** With a blank before and in brackets; empty for a time that is local everywhere. */
  readonly zone: string;
}

function timeOf(event: Component, name: string): Moment | undefined {
  const property = event.getFirstProperty(name);
  const time = property?.getFirstValue();
  if (property === null || !(time instanceof ICAL.Time)) return undefined;
  const zone = cleanLine(String(property.getFirstParameter("tzid") ?? ""));
  if (time.isDate) return { time, zone: "" };
  return { time, zone: zone !== "" ? ` (${zone})` : time.zone === ICAL.Timezone.utcTimezone ? " (UTC)" : "" };
}

function endByDuration(event: Component, start: Time): Moment | undefined {
  const duration = event.getFirstPropertyValue("duration");
  if (!(duration instanceof ICAL.Duration)) return undefined;
  const time = start.clone();
  time.addDuration(duration);
  return { time, zone: timeOf(event, "dtstart")?.zone ?? "" };
}

function dayAndTime(moment: Moment | undefined): string {
  if (moment === undefined) return "";
  return moment.time.isDate ? day(moment.time) : `${day(moment.time)}, ${clock(moment.time)}${moment.zone}`;
}

const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const months = "January February March April May June July August September October November December".split(" ");

function day(time: Time): string {
  return `${weekdays[time.dayOfWeek() - 1] ?? ""}, ${time.day} ${months[time.month - 1] ?? ""} ${time.year}`;
}

function clock(time: Time): string {
  return `${String(time.hour).padStart(2, "0")}:${String(time.minute).padStart(2, "0")}`;
}
