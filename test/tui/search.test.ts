/** Searching from the terminal: the language is completed, what is found is shown where it stands, faults are mended. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hitsOf } from "../../src/search/hits.ts";
import { hitLines, hitParts } from "../../tui/screens/hits.ts";
import type { ThreadLine } from "../../tui/screens/thread.ts";
import { typedRecipient, withRecipient } from "../../tui/text/recipientWords.ts";
import { completionsOf, type SearchNames } from "../../tui/text/searchWords.ts";
import { snippetPieces } from "../../tui/text/snippet.ts";
import { type Daemon, type Installation, install } from "../peers/gotrs.ts";
import { terminalAbsent } from "../peers/terminal.ts";
import { deliver, mails, openDesk } from "./desk.ts";
import { stable } from "./stable.ts";
import { atRest } from "./walk.ts";

const absent = await terminalAbsent();
if (absent !== undefined && process.env.CI === "true") throw new Error(absent);

/** What is looked for stands below the first screenful, and in a quote that is folded. */
const long = Buffer.from(
  [
    "From: Bob <bob@customer.test>",
    "To: support@localhost",
    "Subject: Pale paper",
    "Message-ID: <pale@customer.test>",
    "",
    ...Array.from({ length: 40 }, (_, line) => `Line ${line + 1} of what was tried.`),
    "Is it the toner?",
    "",
    ...["Yes", "no", "perhaps", "the toner was new", "so was the paper", "and the drum", "all of it"].map(
      (one) => `> ${one}`,
    ),
    "",
  ].join("\r\n"),
);

const named = (...names: readonly string[]) => names.map((name, index) => ({ id: index + 1, name }));
const names: SearchNames = {
  queues: named("Raw", "Junk", "Sales::Big deals"),
  states: [{ id: 1, name: "closed successful", type: "closed" }],
  priorities: named("3 normal"),
  types: named("Incident"),
  agents: [{ id: 1, login: "ann", name: "Ann" }],
};

it.each<[string, readonly string[]]>([
  ["", ["from:", "subject:", "queue:", "is:", "owner:", "after:", "has:"]],
  ["fire s", ["fire subject:", "fire state:", "fire sender:"]],
  ["-fr", ["-from:"]],
  ["queue:", ["queue:Raw ", "queue:Junk ", 'queue:"Sales::Big deals" ']],
  ["queue:deal", ['queue:"Sales::Big deals" ']],
  ['queue:"Sales::Big d', ['queue:"Sales::Big deals" ']],
  ["x is:un", ["x is:unread ", "x is:unlocked "]],
  ["owner:a", ["owner:ann "]],
  ["has:", ["has:attachment "]],
  ["state:clo", ['state:"closed successful" ']],
  ["subject:any", []],
  ["printer", []],
  ["http://x", []],
])("completes %j to %j", (before, expected) => {
  expect(completionsOf(before, names).map(({ text }) => text)).toEqual(expected);
});

it("takes for a recipient what stands before the cursor since the last comma that separates", () => {
  const typed = (line: string) => typedRecipient(line, line.length);
  expect(typed("an")).toBe("an");
  expect(typed("a")).toBeUndefined();
  expect(typed("Bob <bob@x.test>, ann sm")).toBe("ann sm");
  expect(typed('"Smith, Ann" <ann@x.test>')).toBeUndefined();
  expect(typed('"Smith, An')).toBe('"Smith, An');
  expect(typedRecipient("ann bob", 3)).toBeUndefined();
  const ann = { login: "ann", name: "Ann O'Brien, Jr.", email: "ann@x.test", customerId: "x" };
  expect(withRecipient("Bob <bob@x.test>, an", 20, ann)).toEqual({
    text: `Bob <bob@x.test>, "Ann O'Brien, Jr." <ann@x.test>`,
    column: 49,
  });
});

it("shows what was found, however long the text before it is", () => {
  const pieces = snippetPieces([
    { text: "a long way to go before there is ", hit: false },
    { text: "fire", hit: true },
    { text: " here", hit: false },
  ]);
  expect(pieces.map(({ text }) => text)).toEqual(["… go before there is ", "fire", " here"]);
  expect(pieces[1]).toMatchObject({ meaning: "fresh", bold: true });
});

it.each<[string, boolean, readonly string[]]>([
  ["I am out of office, out of the office", false, ["out of office"]],
  ["Of course: OUT-OF-OFFICES, and out", false, ["OUT-OF-OFFICES"]],
  ["office hours: he is out of", true, ["office", "out of"]],
  ["of office. Who is out there?", true, ["of office"]],
])("marks in %s a phrase as a whole, over the ends of lines too", (line, cut, marked) => {
  const hits = hitsOf(line, [{ words: ["out", "of", "office"], prefix: true }], { cut });
  expect(hits.map(({ start, end }) => line.slice(start, end))).toEqual(marked);
});

it("marks words as they are searched, within links too, and says which lines have any", () => {
  const marked = [
    { words: ["muller"], prefix: false },
    { words: ["print"], prefix: true },
  ];
  const line = (role: ThreadLine["role"], text: string): ThreadLine => ({ article: 0, kind: "customer", role, text });
  const lines = [
    line("head", "Herr Müller"),
    line("fold", "3 lines of print"),
    line("text", "none"),
    line("quote", "PRINTER"),
  ];
  expect(hitLines(lines, marked)).toEqual([0, 3]);
  expect(hitLines(lines, [])).toEqual([]);
  const link = "https://x.test/printer";
  expect(hitParts([{ text: "see " }, { text: link, link }, { text: " Mullers" }], marked)).toEqual([
    { text: "see " },
    { text: "https://x.test/", link },
    { text: "printer", link, hit: true },
    { text: " Mullers" },
  ]);
});

describe.skipIf(absent !== undefined)(`the search ${absent ?? ""}`, () => {
  let installation: Installation;
  let daemon: Daemon;
  beforeAll(async () => {
    installation = await install();
    const person = ["--first-name", "Ann", "--last-name", "Smith", "--customer-id", "acme"];
    await installation.json("admin", "customer-user", "add", "ann", "--email", "ann@acme.test", ...person);
    daemon = await installation.serve();
    await deliver(daemon, mails.printer, mails.wide, long);
  });
  afterAll(async () => {
    await daemon?.[Symbol.asyncDispose]();
    await installation?.[Symbol.asyncDispose]();
  });

  it("finds what was said, completes the language, and opens the mail that has the words", async () => {
    await using terminal = await openDesk(installation);
    await terminal.see("Printer on fire");
    await terminal.press("/", "burns is:o");
    await terminal.see("Tab: open");
    await terminal.press("Tab");
    const asking = await terminal.see("burns is:open");
    await expect(stable(asking)).toMatchFileSnapshot("../golden/search-80x24.txt");
    await terminal.press("Enter");
    await terminal.see("Found · /burns is:open: 1");
    const found = await terminal.see("Please help, it burns.");
    await expect(stable(found)).toMatchFileSnapshot("../golden/found-80x24.txt");
    expect(await terminal.styled()).toContain("mburns\u001b");
    await terminal.press("Enter");
    await terminal.see("customer ·");
    await terminal.press("q", "Escape");
    await terminal.see("All open: ");
  }, 60_000);

  it("marks what was found in the thread, unfolds what has it, and goes from place to place as a pager does", async () => {
    await using terminal = await openDesk(installation);
    await terminal.see("Printer on fire");
    await terminal.press("/", "toner", "Enter");
    await terminal.see("Found · /toner: 1");
    await terminal.press("Enter");
    // The first place stands below the first screenful, the second is quoted and would be folded.
    await terminal.see("found 1/2");
    // It is read now, which the counts tell a moment later.
    await terminal.see("Raw 4 ●2");
    const first = await atRest(terminal);
    expect(first).toContain("Is it the toner?");
    await expect(stable(first)).toMatchFileSnapshot("../golden/hits-80x24.txt");
    expect(await terminal.styled()).toContain("7mtoner");
    await terminal.press("n");
    expect(await terminal.see("found 2/2")).toContain("> the toner was new");
    await terminal.press("n");
    await terminal.see("From the start again");
    await terminal.see("found 1/2");
    await terminal.press("N");
    await terminal.see("found 2/2");
    await terminal.press("Escape");
    await terminal.see("n note");
    expect(await terminal.screen()).not.toContain("found ");
    await terminal.press("n");
    await terminal.see("Internal note");
  }, 60_000);

  it("says what is wrong with a search, and keeps it to be mended", async () => {
    await using terminal = await openDesk(installation);
    await terminal.see("Printer on fire");
    await terminal.press("/", "burns quue:Raw", "Enter");
    await terminal.see("there is no field quue:");
    await terminal.see("Did you mean queue:?");
    await terminal.see("Find: burns quue:Raw");
    await terminal.press("C-u", "burns queue:R", "Tab", "Enter");
    await terminal.see("Found · /burns queue:Raw: 1");
    await terminal.press("/", "C-u", "nonesuch", "Enter");
    await terminal.see('Nothing like "nonesuch"');
  }, 60_000);

  it("offers customers while a recipient is typed", async () => {
    await using terminal = await openDesk(installation);
    await terminal.see("Printer on fire");
    await terminal.press("g", "g", "j", "j", "Enter");
    await terminal.see("Please help");
    await terminal.press("F");
    await terminal.see("Forward · ");
    await terminal.press("smit");
    await terminal.see("Tab: Ann Smith <ann@acme.test>");
    await terminal.press("Tab");
    await terminal.see("Goes to ann@acme.test");
    await terminal.press("Tab", "cc");
    await terminal.see("Cc       cc");
  }, 60_000);
});
