import { describe, expect, test } from "vitest";
import { checkDigit } from "../../../src/ticket/numbers/dateChecksum.ts";
import type { NumberGenerator, NumberSettings } from "../../../src/ticket/numbers/generator.ts";
import { generators } from "../../../src/ticket/numbers/index.ts";
import { numbersInText } from "../../../src/ticket/numbers/recognise.ts";

const settings: NumberSettings = {
  id: "10",
  timeZone: "UTC",
  minCounterSize: 5,
  useFormattedCounter: false,
  checkSystemId: true,
};
const hook = { hook: "Ticket#", hookDivider: "" };
const parts = { date: "20261124", counter: 42, random: "0123456789" };

describe("ticket-number generators", () => {
  const table: readonly (readonly [NumberGenerator["name"], Partial<NumberSettings>, number, string])[] = [
    ["AutoIncrement", {}, 42, "1000042"],
    ["AutoIncrement", {}, 1_234_567, "101234567"],
    ["AutoIncrement", { minCounterSize: 7 }, 42, "100000042"],
    ["Date", {}, 42, "202611241042"],
    ["Date", { useFormattedCounter: true }, 42, "202611241000042"],
    ["DateChecksum", {}, 42, "2026112410000421"],
    ["DateChecksum", {}, 1, "2026112410000019"],
    ["DateChecksum", {}, 123_456, "20261124101234567"],
    ["Random", {}, 42, "100123456789"],
  ];
  test.each(table)("%s with %o makes counter %i into %s", (name, changed, counter, expected) => {
    expect(generators[name].build({ ...settings, ...changed }, { ...parts, counter })).toBe(expected);
  });

  test.each([
    // Numbers that an OTRS of the same day made for counters 1 to 3.
    ["202611241000001", "9"],
    ["202611241000002", "8"],
    ["202611241000003", "7"],
    ["202611241000042", "1"],
  ])("the check digit of %s is %s", (number, digit) => {
    expect(checkDigit(number)).toBe(digit);
  });

  test.each(Object.values(generators).map((generator) => [generator.name, generator] as const))(
    "%s recognises the numbers it makes",
    (_, generator) => {
      const number = generator.build(settings, parts);
      expect(numbersInText(`Re: [Ticket#${number}] broken`, generator, settings, hook)).toEqual([number]);
    },
  );
});

describe("a ticket number in text", () => {
  const { DateChecksum: generator } = generators;
  const number = "2026112410000421";
  test.each([
    [`[Ticket#${number}] printer`, [number]],
    [`RE: [TICKET#${number}] printer`, [number]],
    [`Ticket#: ${number}`, [number]],
    [`Ticket#:  ${number}`, [number]],
    [`Ticket#:   ${number}`, []],
    [`Ticket# ${number}`, []],
    [`${number} alone`, []],
    ["[Ticket#2026112420000421] of another SystemID", []],
    [`Ticket#${number} and Ticket#${number} again, Ticket#2026112410000439`, [number, "2026112410000439"]],
    ["Ticket#12", []],
  ])("%s carries %o", (text, expected) => {
    expect(numbersInText(text, generator, settings, hook)).toEqual(expected);
  });

  test("of another SystemID counts when the SystemID is not checked", () => {
    const lax = { ...settings, checkSystemId: false };
    expect(numbersInText("[Ticket#2026112420000421]", generator, lax, hook)).toEqual(["2026112420000421"]);
  });

  test("follows the hook and its divider, whatever characters they have", () => {
    const own = { hook: "Case (", hookDivider: ") " };
    expect(numbersInText(`Re: Case () ${number}`, generator, settings, own)).toEqual([number]);
  });
});
