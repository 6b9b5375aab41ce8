/** The terminal UI as a hand feels it: key press to changed screen, start, memory and bytes, through a pseudo-terminal. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "kysely";
import { systemClock } from "../../../src/clock.ts";
import { packageRoot } from "../../../src/packageRoot.ts";
import { openStore } from "../../../src/store/open.ts";
import { type Installation, install } from "../../peers/gotrs.ts";
import { fill } from "../fill.ts";
import { type Change, openPseudoTerminal, type PseudoTerminal } from "../pseudoTerminal.ts";
import { memory, withDaemon } from "../run.ts";
import { row, title, verdict } from "../table.ts";

const tickets = 100_000;
const articlesOfOne = 500;
const sizes = [
  { columns: 80, rows: 24 },
  { columns: 200, rows: 60 },
] as const;
const targets = { median: 16, p99: 50, start: 400, resident: 150, bytes: 2000 } as const;

/** Key presses a figure; warm is what the just-in-time compiler needs before. */
const presses = 200;
const warm = 40;

/** A desk of so many open tickets; the newest of them has a long thread. */
async function openTickets({ databaseUrl }: Installation): Promise<void> {
  const store = await openStore(databaseUrl, { clock: systemClock });
  try {
    await fill(store, tickets * 4);
    await store.transaction(async (tx) => {
      const run = (text: string) => sql.raw(text).execute(tx);
      await run("update ticket set ticket_state_id = 4");
      const { rows } = await sql<{ ticket: number; article: number }>`
        select (select max(id) from ticket) as ticket, max(id) as article from article`.execute(tx);
      const [newest] = rows;
      await run(
        `update article set ticket_id = ${newest?.ticket} where id > ${Number(newest?.article) - articlesOfOne}`,
      );
      await run(
        `update article_data_mime set a_body = '${longBody}' where article_id > ${Number(newest?.article) - articlesOfOne}`,
      );
    });
  } finally {
    await store.close();
  }
}

const longBody = `${"Wörter, die man umbrechen muss, weil die Zeile sonst nicht passt. ".repeat(12)}\n\n> zitiert\n> ${"und länger ".repeat(20)}\n\n-- \nAnn`;

/** @param times where no more of these keys change anything: on a large terminal a thread has an end */
async function measure(terminal: PseudoTerminal, keys: readonly string[], times = presses): Promise<readonly Change[]> {
  const changes: Change[] = [];
  for (let index = 0; index < times + warm; index += 1) {
    const change = await terminal.press(keys[index % keys.length] ?? "j");
    if (index >= warm) changes.push(change);
    // A hand is no faster than this.
    await new Promise((resolve) => setTimeout(resolve, 12));
  }
  return changes;
}

function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

function report(what: string, changes: readonly Change[], bytesMatter: boolean): void {
  const times = changes.map(({ milliseconds }) => milliseconds);
  const [median, p99] = [quantile(times, 0.5), quantile(times, 0.99)];
  const bytes = Math.max(...changes.map((change) => change.bytes));
  const met = median < targets.median && p99 < targets.p99;
  row(
    what,
    undefined,
    median.toFixed(1),
    p99.toFixed(1),
    `under ${targets.median} and ${targets.p99}: ${verdict(met)}`,
  );
  if (bytesMatter) row("  bytes at most", bytes, "", `under ${targets.bytes}: ${verdict(bytes < targets.bytes)}`);
}

export async function tui(): Promise<void> {
  await using installation = await install();
  await openTickets(installation);
  const command = [process.execPath, join(packageRoot, "dist/src/cli/main.js"), "tui"] as const;
  // Ink draws nothing where CI is set: nobody would look.
  const { CI: _ci, NO_COLOR: _noColour, ...inherited } = process.env;
  const environment = {
    ...inherited,
    GOTRS_STATE_DIRECTORY: installation.folder,
    XDG_CONFIG_HOME: installation.folder,
    XDG_STATE_HOME: installation.folder,
    XDG_CACHE_HOME: installation.folder,
    GOTRS_DATABASE_URL: installation.databaseUrl,
  };
  await mkdir(join(installation.folder, "gotrs"));
  await withDaemon(installation, {}, async () => {
    for (const size of sizes) {
      // Not back in the ticket that the last size had open.
      await writeFile(join(installation.folder, "gotrs", "tui.json"), '{"toured":true}');
      title(
        `terminal UI at ${size.columns}×${size.rows}, ${tickets} tickets, ${articlesOfOne} articles`,
        "median",
        "p99",
        "target (ms)",
      );
      const starts: number[] = [];
      for (let run = 0; run < 4; run += 1) {
        using terminal = openPseudoTerminal([...command], environment, size);
        starts.push(await terminal.started(/An old matter/));
        await terminal.quiet();
        await terminal.leave("q");
      }
      // The first one warms the caches.
      const start = quantile(starts.slice(1), 0.5);
      row("start to the list", start, "", `under ${targets.start}: ${verdict(start < targets.start)}`);
      using terminal = openPseudoTerminal([...command], environment, size);
      await terminal.started(/An old matter/);
      await terminal.quiet();
      report("cursor down in the list", await measure(terminal, ["j"]), size.columns === 80);
      report("a page down in the list", await measure(terminal, [" "]), false);
      await terminal.press("G");
      await terminal.quiet();
      report("cursor up from its end", await measure(terminal, ["k"]), false);
      await terminal.press("gg");
      await terminal.quiet();
      const opened = await terminal.press("\r");
      await terminal.quiet();
      row("a thread of 500 articles opened, first change", opened.milliseconds);
      await terminal.press("gg");
      await terminal.quiet();
      report("a line down in the thread", await measure(terminal, ["j"]), false);
      report("a page down in the thread", await measure(terminal, [" "], 60), false);
      await terminal.quiet();
      const resident = memory(terminal.pid, "VmHWM");
      row("memory, its peak, MB", resident, "", `under ${targets.resident}: ${verdict(resident < targets.resident)}`);
    }
  });
}
