/** Views that agents keep under names of their own: kept from the list, counted in the overview, remembered, forgotten, taken back. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { keptViews, withoutView, withView } from "../../tui/keptViews.ts";
import { everythingOpen } from "../../tui/views.ts";
import { eventually } from "../peers/eventually.ts";
import { install } from "../peers/gotrs.ts";
import { terminalAbsent } from "../peers/terminal.ts";
import { deliver, mails, newHome, openDesk } from "./desk.ts";

const absent = await terminalAbsent();
if (absent !== undefined && process.env.CI === "true") throw new Error(absent);

describe("keptViews", () => {
  it("takes what makes sense of what was remembered, whatever that is", () => {
    for (const nonsense of [undefined, null, "x", 7, {}, [null, 3, "a", {}, { name: 1 }, { name: "" }]]) {
      expect(keptViews(nonsense)).toEqual([]);
    }
    expect(keptViews([{ name: "Mine", view: "gone", queue: 3, search: ["a"], sort: "oldest" }])).toEqual([
      { ...everythingOpen, name: "Mine", sort: "oldest" },
    ]);
  });

  it("keeps one of a name, in the order of the names", () => {
    const [a, b] = [
      { ...everythingOpen, name: "a" },
      { ...everythingOpen, name: "b" },
    ];
    const kept = withView(withView(withView([], b), a), { ...b, search: "fire" });
    expect(kept).toEqual([a, { ...b, search: "fire" }]);
    expect(withoutView(kept, "b")).toEqual([a]);
  });
});

it.skipIf(absent !== undefined)(`keeps a search, finds it in every way and forgets it ${absent ?? ""}`, async () => {
  await using installation = await install();
  const daemon = await installation.serve();
  await deliver(daemon, mails.printer, mails.wide);
  const home = await newHome(installation.folder);
  {
    await using terminal = await openDesk(installation, { home });
    await terminal.see("All open: 3");
    await terminal.press("g", "v");
    await terminal.see("You keep no view yet: K in the list");
    await terminal.press("/", "fire", "Enter");
    await terminal.see("/fire: 1");
    await terminal.press("K");
    await terminal.see("Keep this view as: fire");
    await terminal.press("C-u", "Enter");
    await terminal.see(/[Aa] view needs a name/);
    await terminal.press("Burning", "Enter");
    await terminal.see("Kept as Burning: gv leads there");
    await terminal.press("g", "o");
    expect(await terminal.see(/^ Burning +1$/m)).toMatch(/Closed ones too +3\n\n Burning +1\n\n Junk/);
    await terminal.press("g", "a");
    await terminal.see("All open: 3");
    await terminal.press(":", "view burn", "Enter");
    await terminal.see("/fire: 1");
    const remembered = join(home, "gotrs", "tui.json");
    await eventually("the view to be remembered", async () => (await readFile(remembered, "utf8")).includes("Burning"));
    await terminal.press("q");
    await terminal.see("All open: 3");
    await terminal.press("q");
  }
  await using terminal = await openDesk(installation, { home });
  await terminal.see("All open: 3");
  await terminal.press("g", "v");
  await terminal.see("Your own views");
  await terminal.press("Enter");
  await terminal.see("/fire: 1");
  await terminal.press("g", "o");
  await terminal.see("Burning");
  await terminal.press("D");
  await terminal.see("Only views of your own can be forgotten");
  await terminal.press("8", "j", "D");
  await terminal.see("Burning is forgotten");
  await terminal.press("u");
  await terminal.see(/^ Burning +1$/m);
  await terminal.press("Enter");
  await terminal.see("/fire: 1");
});
