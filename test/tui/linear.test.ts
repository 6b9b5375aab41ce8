/** Every page and screen as those hear it who do not see it: sentences, with nothing that is drawn, and always with where one is. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { eventually } from "../peers/eventually.ts";
import { install } from "../peers/gotrs.ts";
import { startSink } from "../peers/sink.ts";
import { terminalAbsent } from "../peers/terminal.ts";
import { deliver, mails, openDesk } from "./desk.ts";
import { stable } from "./stable.ts";
import { atRest, type Step } from "./walk.ts";

const absent = await terminalAbsent();
if (absent !== undefined && process.env.CI === "true") throw new Error(absent);

const secret = "a-new-Password-17-long";
const toLine = (words: string): readonly string[] => ["g", "g", "/", words, "Enter", "Enter"];
const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

const lists: readonly Step[] = [
  ["list", [], /^> .*\n[\s\S]*Printer on fire/m],
  ["list-help", ["?"], "reply with a template"],
  ["preview", ["Escape", "v"], "To support@localhost"],
  ["overview", ["v", "g", "o"], /Closed ones too, 3 open/],
  ["palette", [":"], "Command:"],
  ["order", ["Escape", "g", "a", "o"], "Order:"],
  ["columns", ["Escape", "C"], "Columns:"],
  [
    "columns-all",
    ["number", "BSpace", "BSpace", "BSpace", "BSpace", "BSpace", "BSpace", "changed", "Enter"],
    /marked, /,
  ],
  ["search", ["Escape", "/", "fire is:un"], "unlocked"],
  ["search-wrong", ["Enter"], "there is no is:un"],
  ["found", ["C-u", "fire", "Enter"], "/fire: 1"],
  ["keys-edit", ["Escape", "g", "a", "e"], /u unread/],
  ["marked", ["Escape", "g", "g", "2", "x"], "2 marked"],
  ["delete", ["e", "D"], "Delete 2 tickets for good?"],
];
const reports: readonly Step[] = [
  ["log-none", ["Escape", "Escape", "g", "l"], "Nothing was told yet"],
  ["report", ["q", "g", "r"], /^ *By queue/m],
  ["report-help", ["?"], "the span of time"],
  ["report-span", ["Escape", "s"], "Report on"],
  ["report-own", ["from one", "Enter", `${daysAgo(19)} ${daysAgo(10)}`, "Enter"], `${daysAgo(19)} to ${daysAgo(10)}`],
  ["report-weeks", ["i", "week", "Enter"], "By week"],
  ["report-owner", ["b", "owner", "Enter"], "By owner"],
];
const outbound: readonly Step[] = [
  ["outbound", ["q", "g", "q"], /FAILED, ticket/],
  ["outbound-mail", ["Enter"], /Try 1, /],
  ["outbound-pause", ["q", "p"], "by the route default"],
  ["failing", ["Escape", "f"], /no such user here/],
];
const directory: readonly Step[] = [
  ["customers", ["q", "q", "g", "c"], "Customers: 1"],
  ["customer", ["Enter"], "Customer Cora Long"],
  ["company", toLine("Company"), "Company Initech"],
  ["companies", ["q", "q", "Tab"], "Companies: 1"],
];
const ticket: readonly Step[] = [
  ["ticket", ["q", "g", "a", "g", "g", "j", "Enter"], "We come."],
  ["ticket-top", ["g", "g"], "Please help"],
  ["ticket-help", ["?"], "save an attachment"],
  ["history", ["Escape", "v", "h"], /mail by the customer/],
  ["facts", ["q", "v", "f"], /^ *Created: /m],
  ["fields", ["q", "v", "d"], /Room: none, field Room/],
  ["links", ["q", "v", "l"], "Welcome to gotrs"],
  ["ticket-customer", ["q", "v", "c"], "Customer ann"],
  ["source", ["q", "v", "r"], "Message-ID"],
  ["reply", ["q", "r"], "> Please help"],
  ["composer-help", ["C-g"], "go on in $EDITOR"],
  ["throw-away", ["Escape", "x", "Escape"], "Throw away what you have written? (y/n, k keeps it as a draft)"],
  ["set-aside", ["k"], "Kept as a draft"],
  ["drafts", ["g", "d"], /^> Reply, \d+/m],
  ["note", ["q", "n"], "the customer does not see it"],
];
const account: readonly Step[] = [
  ["account", ["Escape", "q", "g", "y"], /this one/],
  ["account-password", toLine("never shown"), "The password until now:"],
  ["account-hidden", ["secret"], ": ******"],
  ["account-token", ["Escape", ...toLine("make a token"), "job", "Enter", "Enter", "2h", "Enter"], /^> gotrs_\S+$/m],
  ["second-factor", toLine("not asked for"), "otpauth://"],
];
const access: readonly Step[] = [
  ["log", ["q", "q", "g", "l"], /^\d\d:\d\d:\d\d, job added$/m],
  ["administration", ["q", "g", "s"], /^> \S+: /m],
  ["permissions", toLine("may do in which group"), "agent bea"],
  ["permission-effective", [...toLine("in the end"), "bea", "Enter"], "users, ro, user bea"],
  ["sessions", ["q", "q", ...toLine("who is logged in")], /bea, 127\.0\.0\.1/],
  ["locks", ["q", ...toLine("failed too often")], /bea, agent, until/],
  ["auth", ["q", ...toLine("why somebody")], "take away"],
  ["block-list", ["q", ...toLine("whose mail is refused")], /^block-list/m],
  ["audit", ["q", ...toLine("who changed what here")], "user bea: added"],
  ["audit-change", toLine("user bea: added"), "bea@desk.test"],
  ["entries", ["q", "q", ...toLine("priority")], /priority/],
  ["form", ["j", "Enter"], /^> /m],
  ["form-wrong", ["D", "C-s"], "Attention: It must not be empty."],
  ["form-table", ["Escape", "y", "q", ...toLine("working"), "j", "Enter"], /^> /m],
];

/** What mail says itself, and what is typed. */
const written = new Set(["source", "reply", "note"]);

/** What is wrong with it for those who hear it. */
function faults(name: string, screen: string): readonly string[] {
  const lines = screen.trimEnd().split("\n");
  const drawn = lines.filter((line) => /[\u2190-\u21ff\u2500-\u25ff•·›…×⚑✓]/.test(line));
  const padded = written.has(name) ? [] : lines.filter((line) => /\S\s{2,}\S/.test(line));
  const bare = lines.filter((line) => /(?:^|[,:]) *–(?:$|,)|,,|, ,|: ,|^ *, /.test(line));
  const head = /^gotrs[ ,]/.test(lines[0] ?? "") ? [] : [`the first line is ${lines[0]}`];
  const cursors = lines.filter((line) => line.startsWith("> ")).length > 1 && !written.has(name) ? ["two cursors"] : [];
  return [...drawn, ...padded, ...bare, ...head, ...cursors].map((fault) => `${name}: ${fault}`);
}

/** Held to their text in test/golden/heard/. */
const kept = new Set(["overview", "report", "outbound", "history", "account", "facts", "form-wrong"]);

it.skipIf(absent !== undefined)(
  `is told in sentences, page by page ${absent ?? ""}`,
  async () => {
    await using sink = await startSink({
      onRecipient: (address) => (address.startsWith("ann@") ? "550 5.1.1 no such user here" : undefined),
    });
    await using installation = await install(undefined, { GOTRS_OUTBOUND_SMARTHOST: sink.url });
    const admin = (...args: readonly string[]) => installation.json("admin", ...args);
    const bea = ["--first-name", "Bea", "--last-name", "Agent", "--email", "bea@desk.test"];
    await admin("user", "add", "bea", ...bea, "--password", secret, "--permissions", "users=ro");
    await admin("customer-company", "add", "initech", "--name", "Initech");
    const cora = ["--first-name", "Cora", "--last-name", "Long", "--email", "cora@initech.test"];
    await admin("customer-user", "add", "cora", ...cora, "--customer-id", "initech");
    await admin("dynamic-field", "add", "Room", "--label", "Room");
    await using daemon = await installation.serve();
    await deliver(daemon, mails.printer, mails.wide);
    const { tickets } = await installation.json<{ tickets: readonly { title: string; number: string }[] }>(
      ...["ticket", "list"],
    );
    const numberOf = (title: string): string => tickets.find((one) => one.title.startsWith(title))?.number ?? "";
    await installation.json("ticket", "reply", numberOf("Printer"), "--body", "We come.");
    await eventually("the mail to fail", async () =>
      (await installation.json<{ mails: readonly { state: string }[] }>("queue", "list")).mails.some(
        ({ state }) => state === "failed",
      ),
    );
    await installation.json("ticket", "link", numberOf("Printer"), numberOf("Welcome"));
    const logIn = (password: string) =>
      fetch(`${daemon.http}/api/v1/session`, {
        method: "POST",
        headers: { "content-type": "application/json", "user-agent": "browser" },
        body: JSON.stringify({ login: "bea", password }),
      });
    await logIn(secret);
    for (let attempt = 0; attempt < 6; attempt++) await logIn("wrong");
    await using terminal = await openDesk(installation, { arguments: ["--screen-reader", "--server", daemon.http] });
    const file = join(installation.folder, "told");
    await terminal.record(file);
    const found: string[] = [...faults("login", await terminal.see("Password"))];
    await terminal.press("root@localhost", "Enter", installation.password, "Enter");
    for (const [name, keys, shows] of [...[lists, reports, outbound, directory, ticket, account, access]].flat()) {
      if (keys.length > 0) await terminal.press(...keys);
      await terminal.see(shows);
      const screen = await atRest(terminal);
      found.push(...faults(name, screen));
      if (kept.has(name)) {
        const same = screen.replaceAll(daemon.http, "http://127.0.0.1:8025");
        await expect(heard(stable(same))).toMatchFileSnapshot(`../golden/heard/${name}.txt`);
      }
    }
    expect(found).toEqual([]);
    // What was said and is gone again is held to the same.
    expect((await readFile(file, "utf8")).match(/[\u2190-\u21ff\u2500-\u25ff]/gu)).toBeNull();
  },
  240_000,
);

/** Without what differs from run to run. */
function heard(screen: string): string {
  return screen
    .replace(/\b\d+ (?:second|minute)s? ago\b/g, "5 seconds ago")
    .replace(/\b20\d\d-\d\d-\d\d\b/g, "2026-01-01");
}
