/**
 * The terminal UI beside programs that are known for their speed of hand, each in front of as many mails as it has tickets. What
 * is not installed is left out. All are measured alike: until the last octet before they are silent.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { install } from "../../peers/gotrs.ts";
import { installed } from "../../peers/process.ts";
import { tempFolder } from "../../peers/tempFolder.ts";
import { openTickets, terminalOf, tickets } from "../openDesk.ts";
import { openPseudoTerminal } from "../pseudoTerminal.ts";
import { quantile } from "../quantile.ts";
import { memory, withDaemon } from "../run.ts";
import { row, title } from "../table.ts";

interface Program {
  readonly name: string;
  readonly command: [string, ...string[]];
  readonly environment: NodeJS.ProcessEnv;
  /** Stands on the screen when the list is there. */
  readonly there: RegExp;
  readonly down: string;
  readonly page: string;
}

const sizes = [
  { columns: 80, rows: 24 },
  { columns: 200, rows: 60 },
] as const;
const presses = 100;
const warm = 20;

export async function hand(): Promise<void> {
  await using installation = await install();
  await openTickets(installation);
  await writeFile(join(await made(installation.folder, "gotrs"), "tui.json"), '{"toured":true}');
  await using folder = await tempFolder("hand");
  const mails = await mailFolder(folder.path);
  const gotrs: Program = { name: "gotrs", ...terminalOf(installation), there: /An old matter/, down: "j", page: " " };
  await withDaemon(installation, {}, async () => {
    for (const size of sizes) {
      title(`${size.columns}×${size.rows}, ${tickets} tickets or mails`, "median", "p99", "(ms)");
      for (const program of [gotrs, await neomutt(folder.path, mails), await aerc(folder.path, mails)]) {
        if (await installed(program.command[0])) await measure(program, size);
        else row(`${program.name} is not installed`);
      }
    }
  });
}

async function measure(program: Program, size: (typeof sizes)[number]): Promise<void> {
  const { name, command, environment, there, down, page } = program;
  const starts: number[] = [];
  for (let run = 0; run < 4; run += 1) {
    using terminal = openPseudoTerminal(command, environment, size);
    starts.push(await terminal.started(there));
    await terminal.quiet();
    await terminal.leave("q");
  }
  // The first one fills its caches.
  row(`${name}: start to the list`, quantile(starts.slice(1), 0.5));
  using terminal = openPseudoTerminal(command, environment, size);
  await terminal.started(there);
  await terminal.quiet();
  for (const [what, key] of [
    ["cursor down", down],
    ["a page down", page],
  ] as const) {
    const times: number[] = [];
    const bytes: number[] = [];
    for (let index = 0; index < warm + presses; index += 1) {
      const change = await terminal.pressUntilSilent(key);
      if (index < warm) continue;
      times.push(change.milliseconds);
      bytes.push(change.bytes);
    }
    const [median, p99] = [quantile(times, 0.5), quantile(times, 0.99)];
    row(`  ${what}`, undefined, median.toFixed(1), p99.toFixed(1), `${quantile(bytes, 0.5)} bytes`);
  }
  row("  memory, its peak, MB", memory(terminal.pid, "VmHWM"));
}

async function made(...parts: readonly [string, ...string[]]): Promise<string> {
  const folder = join(...parts);
  await mkdir(folder, { recursive: true });
  return folder;
}

/** A Maildir of so many small mails that were read. */
async function mailFolder(folder: string): Promise<string> {
  const inbox = join(folder, "mail", "INBOX");
  for (const part of ["cur", "new", "tmp"]) await made(inbox, part);
  for (let first = 0; first < tickets; first += 1000) {
    const writing = Array.from({ length: 1000 }, (_, index) => {
      const number = first + index;
      const date = new Date(Date.UTC(2020, 0, 1) + number * 60_000).toUTCString().replace("GMT", "+0000");
      return writeFile(
        join(inbox, "cur", `${1_577_836_800 + number * 60}.${number}.desk:2,S`),
        `From: Old Customer <old${number}@customer.test>\nTo: desk@example.test\nDate: ${date}\nMessage-ID: <${number}@customer.test>\nSubject: An old matter ${number}\n\nWe wrote about it.\n`,
      );
    });
    await Promise.all(writing);
  }
  return inbox;
}

async function neomutt(folder: string, inbox: string): Promise<Program> {
  const file = join(folder, "neomuttrc");
  const lines = [
    `set folder="${join(folder, "mail")}" spoolfile="${inbox}" mbox_type=Maildir record="" postponed=""`,
    `set header_cache="${await made(folder, "headers")}" quit=yes sleep_time=0 sort=reverse-date confirmappend=no mail_check=3600`,
    "bind index ' ' next-page",
  ];
  await writeFile(file, `${lines.join("\n")}\n`);
  return {
    name: "neomutt",
    command: ["neomutt", "-n", "-F", file, "-f", inbox],
    environment: { ...process.env, HOME: folder },
    there: /An old matter/,
    down: "j",
    page: " ",
  };
}

async function aerc(folder: string, inbox: string): Promise<Program> {
  const config = await made(folder, "aerc");
  const account = `[desk]\nsource = maildir://${join(inbox, "..")}\ndefault = INBOX\nfrom = Desk <desk@example.test>\n`;
  await writeFile(join(config, "accounts.conf"), account, { mode: 0o600 });
  return {
    name: "aerc",
    command: ["aerc"],
    environment: { ...process.env, HOME: folder, XDG_CONFIG_HOME: folder, XDG_CACHE_HOME: folder },
    there: /An old matter/,
    down: "j",
    page: "\u0006",
  };
}
