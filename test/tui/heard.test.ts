/** Those who hear the screen hear what is new on it, and nothing twice; and what stands there is what was drawn. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { caret, Speaker } from "../../tui/heard.ts";
import { type Daemon, type Installation, install } from "../peers/gotrs.ts";
import { type Terminal, terminalAbsent } from "../peers/terminal.ts";
import { deliver, mails, openDesk } from "./desk.ts";
import { randomOf } from "./distort.ts";
import { atRest } from "./walk.ts";

const absent = await terminalAbsent();
if (absent !== undefined && process.env.CI === "true") throw new Error(absent);

const esc = "\u001b";
const controls = new RegExp(`${esc}\\[\\??\\d*[A-Za-z]|\\r`, "g");
const pieces = new RegExp(`${esc}\\[(\\??\\d*)([A-Za-z])|([^${esc}])`, "g");

/** As Ink writes a frame after one of so many lines. */
function drawn(speaker: Speaker, frame: readonly string[], before: number): string {
  const erased = before === 0 ? "" : `${`${esc}[2K${esc}[1A`.repeat(before - 1)}${esc}[2K${esc}[G`;
  return [`${esc}[?2026h`, erased, frame.join("\n"), `${esc}[?2026l`].map((part) => speaker.take(part)).join("");
}

/** A terminal of so many lines, as far as is needed here. */
class Screen {
  lines: string[];
  row = 0;
  column = 0;
  constructor(rows: number) {
    this.lines = Array<string>(rows).fill("");
  }
  write(written: string): void {
    for (const [, count, kind, text] of written.matchAll(pieces)) {
      if (text === undefined) this.#move(kind ?? "", count ?? "");
      else if (text === "\r") this.column = 0;
      else if (text === "\n") this.#newLine();
      else {
        const line = (this.lines[this.row] ?? "").padEnd(this.column);
        this.lines[this.row] = line.slice(0, this.column) + text + line.slice(this.column + 1);
        this.column += 1;
      }
    }
  }
  #newLine(): void {
    this.column = 0;
    if (this.row < this.lines.length - 1) this.row += 1;
    else this.lines = [...this.lines.slice(1), ""];
  }
  #move(kind: string, count: string): void {
    const by = /^\d+$/.test(count) ? Number(count) : 1;
    const line = this.lines[this.row] ?? "";
    const { length } = this.lines;
    const blanks = Array<string>(by).fill("");
    if (kind === "A") this.row = Math.max(0, this.row - by);
    if (kind === "B") this.row = Math.min(length - 1, this.row + by);
    if (kind === "C") this.column += by;
    if (kind === "G") this.column = 0;
    if (kind === "K") this.lines[this.row] = count === "2" ? "" : line.slice(0, this.column);
    if (kind === "J")
      this.lines = [
        ...this.lines.slice(0, this.row),
        line.slice(0, this.column),
        ...Array<string>(length - this.row - 1).fill(""),
      ];
    const [above, below] = [this.lines.slice(0, this.row), this.lines.slice(this.row)];
    if (kind === "M") this.lines = [...above, ...below.slice(by), ...blanks];
    if (kind === "L") this.lines = [...above, ...blanks, ...below].slice(0, length);
  }
}

describe("what is heard", () => {
  const rows = 12;

  it.each(Array.from({ length: 40 }, (_, seed) => seed))("is what stands on the screen, seed %i", (seed) => {
    const random = randomOf(seed);
    const pick = (count: number): number => Math.floor(random() * count);
    const speaker = new Speaker({ rows });
    const screen = new Screen(rows);
    let frame: string[] = [];
    for (let step = 0; step < 30; step += 1) {
      const before = frame.length;
      const from = pick(frame.length);
      if (step % 3 === 0)
        frame = Array.from({ length: 2 + pick(rows + 2) }, () => (random() < 0.3 ? "" : `line ${pick(9)}`));
      else if (step % 3 === 1)
        frame = [...frame.slice(0, from), ...frame.slice(from + 1), `${random() < 0.5 ? "> " : "  "}more ${pick(9)}`];
      else frame = frame.map((line, index) => (index === from ? `${line}x${caret}` : line));
      screen.write(drawn(speaker, frame, before));
      const shown = frame.map((line) => line.replace(caret, ""));
      // Of what has no room the end is seen; blanks that only fill are left out before.
      const wanted = shown.length <= rows ? shown : shown.filter((line) => line !== "").slice(-rows);
      const seen = screen.lines.join("\n").trimEnd().split("\n");
      const has = shown.length <= rows ? seen : seen.filter((line) => line !== "").slice(-wanted.length);
      expect(has.slice(-wanted.length).join("\n")).toBe(wanted.join("\n").trimEnd());
      frame = shown;
    }
  });

  it("is of two rows of a list the one that the cursor goes to, and of typing what is typed", () => {
    const speaker = new Speaker({ rows });
    drawn(speaker, ["title", "> one", "  two", "keys"], 0);
    const moved = drawn(speaker, ["title", "  one", "> two", "keys"], 4);
    expect(moved).toContain("> two");
    expect(moved).not.toMatch(/one|title|keys/);
    drawn(speaker, ["title", `hello${caret}`, "", "keys"], 4);
    const typed = drawn(speaker, ["title", `hello w${caret}`, "", "keys"], 4);
    expect(typed.replace(controls, "")).toBe(" w");
  });
});

describe.skipIf(absent !== undefined)(`the terminal of those who hear it ${absent ?? ""}`, () => {
  let installation: Installation;
  let daemon: Daemon;
  beforeAll(async () => {
    installation = await install();
    daemon = await installation.serve();
    await deliver(daemon, mails.printer, mails.wide);
  }, 60_000);
  afterAll(async () => {
    await daemon?.[Symbol.asyncDispose]();
    await installation?.[Symbol.asyncDispose]();
  });

  it("says of each key what it changed, marks in words, and keeps the cursor where one types", async () => {
    const file = join(installation.folder, "heard");
    await using terminal = await openDesk(installation, { arguments: ["--screen-reader"] });
    await terminal.record(file);
    /** @param shows what is on the screen when it has been said */
    const saidFor = async (keys: readonly string[], shows: string | RegExp): Promise<string> => {
      await atRest(terminal);
      const { length } = await readFile(file).catch(() => Buffer.alloc(0));
      await terminal.press(...keys);
      await terminal.see(shows);
      await atRest(terminal);
      return (await readFile(file)).subarray(length).toString().replace(controls, "");
    };
    await terminal.see(/Raw 3, 3 unread[\s\S]*Printer on fire/);
    await terminal.press("g", "g");
    const down = await saidFor(["j"], /^> .*Printer on fire/m);
    expect(down).toContain("> Unread, ");
    expect(down).toContain("Printer on fire");
    expect(down).not.toMatch(/gotrs All|NUMBER|日本語|Enter open/);
    const opened = await saidFor(["Enter"], "Please help");
    expect(opened).toMatch(/Unread, Ann Example <ann@customer.test>, customer/);
    expect(opened).not.toMatch(/[●│▶]/);
    expect(await saidFor(["Tab"], "chosen, ")).toMatch(/^chosen, (?:Unread, )?Ann Example [^\n]*$/);
    await saidFor(["n"], "Internal note");
    await saidFor(["Hell"], "Hell");
    expect(await saidFor(["o"], "Hello")).toBe("o");
    expect(await saidFor(["Left"], "Hello")).toBe("");
    const asked = await saidFor(["Escape"], "Throw away");
    expect(asked).toBe("Throw away what you have written? (y/n, k keeps it as a draft)");
    await saidFor(["y", "q"], "NUMBER");
    expect(await saidFor(["x"], "marked, ")).toContain("  marked, ");
    const pages = await terminal.screen();
    expect(pages.split("\n").filter((line) => line.startsWith("> "))).toHaveLength(1);
  }, 60_000);

  it("tells of a form's field its name, its value and its fault, and only that", async () => {
    await using terminal = await openDesk(installation, { arguments: ["--screen-reader"] });
    await terminal.see("Printer on fire");
    await terminal.press("g", "s");
    await terminal.see("> group: what permissions are given for");
    await terminal.press("j", "j", "j", "j", "j", "j", "j", "j", "j", "Enter");
    await terminal.see("> add");
    await terminal.press("Enter");
    await terminal.see(/^> name: none, needed$/m);
    await terminal.press("C-s");
    const refused = await terminal.see("It must not be empty.");
    expect(refused).toMatch(/^> name: none, needed\n *Attention: It must not be empty\.$/m);
    expect(await whole(terminal)).toBe(refused.trimEnd());
  }, 60_000);
});

/** As it is when all of it is written anew. */
async function whole(terminal: Terminal): Promise<string> {
  await terminal.resize(80, 25);
  await atRest(terminal);
  await terminal.resize(80, 24);
  return (await atRest(terminal)).trimEnd();
}
