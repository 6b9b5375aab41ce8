import { expect, it } from "vitest";
import { cutFilename } from "../src/cutFilename.ts";

it.each([
  ["report.pdf", 20, "report.pdf"],
  ["a long report.pdf", 10, "a long.pdf"],
  ["日本語の報告書.pdf", 6, "日本.pdf"],
  ["🎉🎉🎉🎉.txt", 6, "🎉🎉.txt"],
  ["no ending at all", 5, "no en"],
  ["v1.0 and what changed since then", 9, "v1.0 and "],
  [`.${"x".repeat(30)}`, 5, ".xxxx"],
])("%s in %i characters is %s", (name, most, cut) => {
  expect(cutFilename(name, most)).toBe(cut);
});

it("counts octets where a disk does", () => {
  const cut = cutFilename(`${"語".repeat(250)}.pdf`, 255, Buffer.byteLength);
  expect(cut).toBe(`${"語".repeat(83)}.pdf`);
  expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(255);
});
