import { expect, it } from "vitest";
import { bodyLines } from "../../tui/screens/bodyLines.ts";

const quote = Array.from({ length: 8 }, (_, number) => `> line ${number}\n`).join("");
const shown = (segments: Parameters<typeof bodyLines>[0]["segments"], unfolded = false) =>
  bodyLines({ segments }, 40, unfolded).map(({ role, text }) => `${role}: ${text}`);

it("folds a long quote together with the line that introduces it", () => {
  const segments = [
    { kind: "text", text: "It works now.\n\n" },
    { kind: "header", text: "On Monday, Ann wrote:\n" },
    { kind: "quote", text: quote },
  ] as const;
  expect(shown(segments)).toEqual(["text: It works now.", "text: ", "fold: ··· 9 lines quoted, z shows them"]);
  expect(shown(segments, true)).toHaveLength(11);
  expect(shown(segments, true).at(-1)).toBe("quote: > line 7");
});

it("leaves a short quote and a short signature as they are", () => {
  const segments = [
    { kind: "quote", text: "> Which one?\n" },
    { kind: "text", text: "The blue one.\n" },
    { kind: "signature", text: "-- \nAnn\n" },
  ] as const;
  expect(shown(segments)).toEqual(["quote: > Which one?", "text: The blue one.", "text: --", "text: Ann"]);
});

it("folds a long signature by its own name", () => {
  const text = `-- \n${"Street and number\n".repeat(7)}`;
  expect(
    shown([
      { kind: "text", text: "Hi\n" },
      { kind: "signature", text },
    ]),
  ).toEqual(["text: Hi", "fold: ··· 8 lines signed, z shows them"]);
});
