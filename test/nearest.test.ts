import { expect, it } from "vitest";
import { nearest } from "../src/nearest.ts";

it.each([
  ["Raq", ["Raw", "Junk"], "Raw"],
  ["support", ["Suport", "Misc"], "Suport"],
  ["nobody", ["Raw", "Junk"], undefined],
  ["help@exmaple.com", ["help@example.com"], "help@example.com"],
  ["hepl@example.com", ["help@example.com"], "help@example.com"],
  ["nobody@example.com", ["help@example.com"], undefined],
])("%s of %j is %s", (wanted, known, near) => {
  expect(nearest(wanted, known)).toBe(near);
});
