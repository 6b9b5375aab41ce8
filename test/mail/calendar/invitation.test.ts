import { describe, expect, it } from "vitest";
import { recurrence } from "../../../src/mail/calendar/recurrence.ts";
import { read } from "../letter.ts";

function invitation(method: string, event: string): string {
  return `From: bob@customer.test
To: support@desk.test
Subject: Meeting
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary=x

--x
Content-Type: text/plain; charset=utf-8

Shall we meet?

--x
Content-Type: text/calendar; charset=utf-8; method=${method}

BEGIN:VCALENDAR
PRODID:-//Test//EN
VERSION:2.0
METHOD:${method}
BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:1@customer.test
DTSTAMP:20261120T100000Z
${event}
END:VEVENT
END:VCALENDAR
--x--
`;
}

const words = async (method: string, event: string): Promise<readonly string[]> =>
  (await read(invitation(method, event))).body.split("\n").filter((line) => line !== "");

describe("an invitation is read below the mail's own text, and stays a file", () => {
  it("with time and zone, place, people and repetition", async () => {
    const event = `SUMMARY:Printer\\, second floor
DTSTART;TZID=Europe/Berlin:20261124T100000
DTEND;TZID=Europe/Berlin:20261124T113000
LOCATION:Room 4
ORGANIZER;CN=Bob Jones:mailto:bob@customer.test
ATTENDEE;CN=Support;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:support@desk.test
ATTENDEE;PARTSTAT=ACCEPTED:mailto:ann@customer.test
RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=5
DESCRIPTION:Bring water.\\nAnd sand.`;
    expect(await words("REQUEST", event)).toEqual([
      "Shall we meet?",
      "Invitation: Printer, second floor",
      "When: Tuesday, 24 November 2026, 10:00–11:30 (Europe/Berlin)",
      "Repeats: every 2 weeks on Tuesday, 5 times",
      "Where: Room 4",
      "Organizer: Bob Jones <bob@customer.test>",
      "Attendees: Support <support@desk.test>, ann@customer.test (accepted)",
      "Bring water.",
      "And sand.",
    ]);
    const { attachments } = await read(invitation("REQUEST", event));
    expect(attachments.map(({ filename, contentType }) => [filename, contentType])).toEqual([
      ["invitation.ics", "text/calendar"],
    ]);
  });
  it("of a whole day, of several, in UTC, over midnight", async () => {
    const line = async (event: string) => (await words("REQUEST", event)).find((one) => one.startsWith("When"));
    expect(await line("DTSTART;VALUE=DATE:20261124\nDTEND;VALUE=DATE:20261125")).toBe(
      "When: Tuesday, 24 November 2026, all day",
    );
    expect(await line("DTSTART;VALUE=DATE:20261124\nDTEND;VALUE=DATE:20261127")).toBe(
      "When: Tuesday, 24 November 2026 – Thursday, 26 November 2026",
    );
    expect(await line("DTSTART:20261124T090000Z\nDURATION:PT45M")).toBe(
      "When: Tuesday, 24 November 2026, 09:00–09:45 (UTC)",
    );
    expect(await line("DTSTART:20261124T230000\nDTEND:20261125T010000")).toBe(
      "When: Tuesday, 24 November 2026, 23:00–Wednesday, 25 November 2026, 01:00",
    );
  });
  it("that is cancelled, answered or countered says so", async () => {
    const event = "SUMMARY:Lunch\nDTSTART:20261124T120000Z\nATTENDEE;CN=Ann;PARTSTAT=DECLINED:mailto:ann@customer.test";
    expect((await words("CANCEL", event))[1]).toBe("Cancelled: Lunch");
    expect((await words("REPLY", event))[1]).toBe("Ann <ann@customer.test> declines: Lunch");
    expect((await words("COUNTER", event))[1]).toBe("Ann <ann@customer.test> proposes another time: Lunch");
    expect((await words("PUBLISH", event))[1]).toBe("Appointment: Lunch");
  });
  it("that is damaged stays a file only", async () => {
    const mail = await read(invitation("REQUEST", "SUMMARY:x").replace("BEGIN:VEVENT", "neither name nor value"));
    expect(mail.body.trim()).toBe("Shall we meet?");
    expect(mail.attachments).toHaveLength(1);
  });
});

describe("a recurrence in words", () => {
  it.each([
    ["FREQ=DAILY", "every day"],
    ["FREQ=DAILY;UNTIL=20270131T225959Z", "every day, until 31 January 2027"],
    ["FREQ=WEEKLY;BYDAY=MO,WE,FR", "every week on Monday, Wednesday and Friday"],
    ["FREQ=MONTHLY;BYDAY=2TU", "every month on the second Tuesday"],
    ["FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1", "every month on the last Friday"],
    ["FREQ=MONTHLY;BYMONTHDAY=15;INTERVAL=3", "every 3 months on day 15"],
    ["FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=1", "every year on day 1 in May"],
    ["X-ODD=1", "X-ODD=1"],
  ])("%s: %s", (rule, text) => {
    expect(recurrence(rule)).toBe(text);
  });
});
