/** Mail that wants to be taken for something else, or to steer the terminal: on every screen, and in what commands print. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packageRoot } from "../../src/packageRoot.ts";
import { type Daemon, type Installation, install } from "../peers/gotrs.ts";
import { openTerminal, terminalAbsent } from "../peers/terminal.ts";
import { deliver, openDesk } from "./desk.ts";
import { atRest } from "./walk.ts";

const absent = await terminalAbsent();
if (absent !== undefined && process.env.CI === "true") throw new Error(absent);

/** `[987654m` is looked for in what the terminal is given. */
const steering =
  "\u001b[987654m\u001b]0;owned\u0007\u001b]8;;http://evil.test\u0007click\u001b]8;;\u0007\u001b]52;c;eA==\u0007\u001bP1$r0m\u001b\\ \u009b987654m";
const tricks = `${steering} \u202egpj.exe\u202c \u2066x\u2069 pay\u200bpal\u3164 Z${"\u0301".repeat(50)} 👨‍👩‍👧🇩🇪🇩 田中 ｆ עברית`;

const word = (text: string): string => `=?utf-8?B?${Buffer.from(text).toString("base64")}?=`;
const mail = (id: string, head: readonly string[], parts: readonly string[]): Buffer =>
  Buffer.from(
    [
      ...head,
      `To: ${word(`Support ${tricks}`)} <support@localhost>`,
      `Message-ID: <${id}@bad.test>`,
      `List-Id: ${word(tricks)} <list.bad.test>`,
      ...parts,
      "",
    ].join("\r\n"),
  );
const base64 = (text: string): string => Buffer.from(text).toString("base64");
const utf8 = ["Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64", ""];
const hostile = [
  mail(
    "tricks",
    [`From: ${word(`Eve ${tricks}`)} <eve@gооgle.com>`, `Subject: ${word(`Tricks ${tricks}`)}`],
    [
      "Content-Type: multipart/mixed; boundary=b",
      "",
      "--b",
      ...utf8,
      base64(`${tricks}\nsee https://раypal.com/x\n\n> quoted ${tricks}\n`),
      "--b",
      `Content-Disposition: attachment; filename="${word(`inv\u202efdp.exe ${steering} ${"long".repeat(30)}.pdf.scr`)}"`,
      "",
      "x",
      "--b--",
    ],
  ),
  mail(
    "links",
    ["From: Bank <bank@bad.test>", "Subject: Links"],
    [
      "Content-Type: text/html; charset=utf-8",
      "",
      '<a href="https://evil.test/x">https://bank.test/login</a> <a href="http://bank.test@evil.test/">Bank</a>',
    ],
  ),
  // C1 as single octets, and nothing encoded.
  Buffer.from(
    'From: "Raw \u009b31m" <raw@bad.test>\r\nSubject: Raw \u009b987654m \u001b[987654m \u0085 end\r\n\r\nraw \u009b987654m \u001b]0;owned\u0007 \u0090 end\r\n',
    "latin1",
  ),
] as const;

const injected =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not come through
  /\u001b\[987654|[\u0000-\u0007\u000b\u000c\u000e-\u001a\u001c-\u001f\u0080-\u009f\u200b\u202a-\u202e\u2066-\u2069\u3164]|\u001b[\]P_^X]/;

/** Keys that lead there, and what must be read there. */
const screens: readonly (readonly [name: string, keys: readonly string[], shows: string | RegExp])[] = [
  ["the list", [], "eve@gооgle.com ["],
  ["the preview", ["g", "g", "v"], "raw@bad.test>"],
  ["the ticket of raw octets", ["v", "g", "g", "Enter"], "raw@bad.test"],
  ["links", ["q", "j", "Enter"], "https://bank.test/login <https://evil.test/x>"],
  ["a host behind another name", [], "<http://bank.test@evil.test/ [evil.test]>"],
  ["the thread", ["q", "j", "Enter"], "see https://раypal.com/x [xn--ypal-43d9g.com]"],
  ["its sender in spite of the name", [], /Eve .*… <eve@gооgle\.com \[xn--ggle-55da\.com\]>/],
  ["what a file's name ends in", [], /\+ .*…longlong\.pdf\.scr/],
  ["the history", ["v", "h"], "opened in Raw"],
  ["the source", ["q", "v", "r"], "Message-ID: <tricks@bad.test>"],
  ["the facts", ["q", "v", "f"], /Customer +eve@gооgle\.com \[xn--ggle-55da\.com\]/],
  ["the customer", ["q", "v", "c"], "Customer eve@gооgle.com [xn--ggle-55da.com]"],
  ["the attachments", ["q", "d"], "Save:"],
  ["the reply", ["Escape", "r"], "Goes to eve@gооgle.com [xn--ggle-55da.com]"],
  ["the question before it is sent", ["C-x"], "Send it, and close the ticket?"],
  ["what was said", ["y"], "reply queued"],
  ["the outbound queue", ["g", "q"], "eve@gооgle.com [xn--ggle-55da.com]"],
  ["the log", ["q", "g", "l"], "reply queued"],
  ["the overview", ["q", "g", "o"], "VIEWS AND QUEUES"],
  ["what was found", ["g", "a", "/", "gpj", "Enter"], "/gpj: 2"],
];

describe.skipIf(absent !== undefined)(`hostile mail ${absent ?? ""}`, () => {
  let installation: Installation;
  let daemon: Daemon;
  beforeAll(async () => {
    installation = await install(undefined, { GOTRS_OUTBOUND_UNDO_SECONDS: "600" });
    daemon = await installation.serve();
    for (const one of hostile) await deliver(daemon, one);
  }, 60_000);
  afterAll(async () => {
    await daemon?.[Symbol.asyncDispose]();
    await installation?.[Symbol.asyncDispose]();
  });

  it("steers nothing and hides nothing on any screen", async () => {
    const given = join(installation.folder, "given");
    await using terminal = await openDesk(installation, { columns: 130, rows: 40 });
    await terminal.record(given);
    await terminal.see("Tricks");
    for (const [name, keys, shows] of screens) {
      if (keys.length > 0) await terminal.press(...keys);
      await terminal.see(shows);
      const screen = await atRest(terminal);
      expect(screen, name).toMatch(/^ gotrs /);
      expect(screen, name).not.toMatch(injected);
    }
    // What the program itself writes are styles and movements of the cursor.
    expect(await readFile(given, "utf8")).not.toMatch(injected);
  }, 120_000);

  it("is printed by commands as it may be, domains told; to programs as it came", async () => {
    const gotrs = (...words: readonly string[]) =>
      openTerminal(
        [process.execPath, join(packageRoot, "dist/src/cli/main.js"), ...words],
        { LC_ALL: "C.UTF-8", GOTRS_STATE_DIRECTORY: installation.folder, GOTRS_DATABASE_URL: installation.databaseUrl },
        200,
        100,
      );
    const { tickets } = await installation.json<{ tickets: readonly { number: string; title: string }[] }>(
      ...["ticket", "list", "--state-type", "all"],
    );
    const number = tickets.find(({ title }) => title.startsWith("Tricks"))?.number ?? "";
    const commands: readonly (readonly [words: readonly string[], shows: string])[] = [
      [["ticket", "list", "--state-type", "all"], "Tricks"],
      [["ticket", "show", number], "https://раypal.com/x [xn--ypal-43d9g.com]"],
      [["ticket", "search", "gpj"], "Tricks"],
      [["queue", "list"], "eve@gооgle.com [xn--ggle-55da.com]"],
    ];
    for (const [words, shows] of commands) {
      await using terminal = await gotrs(...words);
      await terminal.see(shows);
      expect(await atRest(terminal), words.join(" ")).not.toMatch(injected);
    }
    await using asJson = await gotrs("ticket", "show", number, "--json");
    await asJson.see("https://раypal.com/x");
    expect(await asJson.screen()).not.toContain("xn--");
  }, 120_000);
});
