/** The terminal UI as a hand feels it: key press to changed screen, start, memory and bytes, through a pseudo-terminal. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { install } from "../../peers/gotrs.ts";
import { articlesOfOne, openTickets, terminalOf, tickets } from "../openDesk.ts";
import { type Change, openPseudoTerminal, type PseudoTerminal } from "../pseudoTerminal.ts";
import { quantile } from "../quantile.ts";
import { memory, withDaemon } from "../run.ts";
import { row, title, verdict } from "../table.ts";

const sizes = [
  { columns: 80, rows: 24 },
  { columns: 200, rows: 60 },
] as const;
const targets = { median: 16, p99: 50, start: 400, resident: 150, bytes: 2000 } as const;

/** Key presses a figure; warm is what the just-in-time compiler needs before. */
const presses = 200;
const warm = 40;

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
  const { command, environment } = terminalOf(installation);
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
        using terminal = openPseudoTerminal(command, environment, size);
        starts.push(await terminal.started(/An old matter/));
        await terminal.quiet();
        await terminal.leave("q");
      }
      // The first one warms the caches.
      const start = quantile(starts.slice(1), 0.5);
      row("start to the list", start, "", `under ${targets.start}: ${verdict(start < targets.start)}`);
      using terminal = openPseudoTerminal(command, environment, size);
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
