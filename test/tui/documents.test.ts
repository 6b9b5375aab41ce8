/** The screens in the documents are those of the program: each is a golden file, without its empty lines. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { packageRoot } from "../../src/packageRoot.ts";

const folder = join(packageRoot, "test/golden/80x24");
const drawn = readdirSync(folder).map((name) => withoutGaps(readFileSync(join(folder, name), "utf8")));
const document = readFileSync(join(packageRoot, "docs/terminal.md"), "utf8");
const shown = [...document.matchAll(/^```text\n([\s\S]*?)^```$/gm)].map(([, screen = ""]) => withoutGaps(screen));

it("has screens", () => expect(shown.length).toBeGreaterThanOrEqual(4));

it.each(shown)("shows\n%s", (screen) => expect(drawn).toContain(screen));

function withoutGaps(screen: string): string {
  return screen
    .split("\n")
    .filter((line) => line !== "")
    .join("\n");
}
