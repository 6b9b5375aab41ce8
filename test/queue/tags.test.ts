import { describe, expect, test } from "vitest";
import { expandTags } from "../../src/queue/tags.ts";

const source = {
  values: { TICKET_TicketNumber: "42", CUSTOMER_REALNAME: "Ada <Lovelace>", CUSTOMER_SUBJECT: "A long subject" },
  subject: "A long subject",
  body: "one\ntwo\nthree\n",
};

describe("tags in texts", () => {
  test.each([
    ["No <OTRS_TICKET_TicketNumber>.", "No 42."],
    ["Dear <OTRS_CUSTOMER_REALNAME>,", "Dear Ada <Lovelace>,"],
    ["<OTRS_NOBODY_Knows>", "-"],
    ["<OTRS_CUSTOMER_SUBJECT>", "A long subject"],
    ["<OTRS_CUSTOMER_SUBJECT[6]>", "A long [...]"],
    ["<OTRS_CUSTOMER_SUBJECT[60]>", "A long subject"],
    ["<OTRS_CUSTOMER_EMAIL[2]>", "> one\n> two"],
    ["<OTRS_CUSTOMER_BODY[9]>", "> one\n> two\n> three"],
    ["<OTRS_CONFIG_Database::Password>", "-"],
    ["a < b and <b>bold</b>", "a < b and <b>bold</b>"],
  ])("%s becomes %s", (text, expected) => {
    expect(expandTags(text, source)).toBe(expected);
  });

  test("in HTML are written with entities and their values are escaped", () => {
    const escaped = (value: string): string => value.replaceAll("<", "&lt;").replaceAll(">", "&gt;");
    expect(expandTags("<p>&lt;OTRS_CUSTOMER_REALNAME&gt;</p>", source, escaped)).toBe("<p>Ada &lt;Lovelace&gt;</p>");
  });

  test("inside a value are not expanded again", () => {
    const tricky = { values: { CUSTOMER_REALNAME: "<OTRS_TICKET_TicketNumber>", TICKET_TicketNumber: "42" } };
    expect(expandTags("<OTRS_CUSTOMER_REALNAME>", tricky)).toBe("<OTRS_TICKET_TicketNumber>");
  });
});
