/** That what a text is cut and padded to takes exactly so many cells in a real terminal, in every script and with every trick. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { inCells } from "../../tui/text/safe.ts";
import { tempFolder } from "../peers/tempFolder.ts";
import { openTerminal, terminalAbsent } from "../peers/terminal.ts";

const absent = await terminalAbsent();
if (absent !== undefined && process.env.CI === "true") throw new Error(absent);

const texts = [
  "plain",
  "\u001b[31mred\u001b]0;owned\u0007\u009b31m",
  `Z${"\u0301".repeat(50)}a${"\u0327".repeat(50)}lgo`,
  `${"\u0489".repeat(20)}x\u20dd\u20e3`,
  "👨‍👩‍👧 👍🏽 🏽 🧑🏿‍🚀 ❤️‍🔥 🏳️‍🌈",
  "🇩🇪 🇩 🇩🇪🇫 🏴\u{e0067}\u{e0062}\u{e0065}\u{e007f}",
  "1️⃣ #⃣ *️⃣ ❤︎ ❤️ ☎︎ ☎️ ©️ ™️ ▶️ ‼️ ㊗️ 🀄 🃏 ⌚ ⏏️",
  "田中 한글 각 ｆｕｌｌ ﾊﾝｶｸ ①②③ Ωα±§ … ─█ 〰 〽",
  "עברית שָׁלוֹם 123 العربيّة ﷽ \u202eevil\u202c \u2066iso\u2069",
  "می\u200cخواهم क्\u200dष क्षि த்திய ស្រី မြန်မာ ไทยน้ำ བོད་",
  "pay\u200bpal\u200c\u200d\u2060\u3164x\u115fy\u1160z\uffa0\u00ad\u061c\ufeff\u180e",
  "𝐁𝐨𝐥𝐝 𝓢 🅰 🄰 𠮷 \u{1f1e6} \u{10ffff} \ue000 \ufffe \ud800 \u0378",
  "tab\there\u2028line\u2029\u0085\u000b\u000cend\u3000wide\u2003em\u00a0nb",
  "e\u0301 ẹ́ ﬁ ŉ ǆ \u1e9e İ ı",
] as const;

/** Writes each line of a file and asks the terminal where the cursor stands then (DSR 6); the columns, from 1, go to another file. */
const asking = `
const { readFileSync, writeFileSync } = require("node:fs");
const [from, to] = process.argv.slice(1);
const columns = [];
process.stdin.setRawMode(true);
process.stdin.on("data", (said) => {
  for (const [, column] of String(said).matchAll(/\\u001b\\[\\d+;(\\d+)R/g)) columns.push(Number(column));
  next();
});
const lines = JSON.parse(readFileSync(from, "utf8"));
function next() {
  if (columns.length < lines.length) process.stdout.write("\\r\\n" + lines[columns.length] + "\\u001b[6n");
  else writeFileSync(to, JSON.stringify(columns)), process.stdout.write("\\r\\nmeasured");
}
next();
`;

it.skipIf(absent !== undefined)(
  `lines up in a terminal, whatever the text ${absent ?? ""}`,
  async () => {
    await using folder = await tempFolder("width");
    const [from, to] = [join(folder.path, "lines"), join(folder.path, "columns")];
    await writeFile(from, JSON.stringify(texts.map((text) => inCells(text, 60))));
    await using terminal = await openTerminal(
      [process.execPath, "-e", asking, from, to],
      { LC_ALL: "C.UTF-8" },
      100,
      30,
    );
    await terminal.see("measured");
    const columns: readonly number[] = JSON.parse(await readFile(to, "utf8"));
    expect(texts.map((text, index) => [text, columns[index]])).toEqual(texts.map((text) => [text, 61]));
  },
  60_000,
);
