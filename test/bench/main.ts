/** `npm run bench`: mails a second to a committed ticket as a ratio to the floor of the same run, and memory. See docs/performance.md. */
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Daemon, type Installation, install } from "../peers/gotrs.ts";
import { runCommand, startChild } from "../peers/process.ts";
import { dotStuffed, SmtpClient } from "../peers/smtpClient.ts";
import { type Server, servers } from "../servers.ts";
import { letterWithAttachment } from "./letter.ts";
import { allowLargePackets } from "./packets.ts";
import { row, title } from "./table.ts";

const connections = 8;
const attachmentSize = 25_000_000;
const targets = { ratio: 0.5, resident: 200, attachment: (3 * attachmentSize) / 1e6 };
/** Seconds; the first are for the just-in-time compiler and the caches. */
const warmUp = 3;
const measuring = 6;

const here = (name: string): string => join(fileURLToPath(new URL(".", import.meta.url)), name);

interface Load {
  readonly taken: number;
  readonly seconds: number;
  readonly total: number;
  readonly refused: number;
  readonly refusal: string;
}

async function output(script: string, ...args: readonly (string | number)[]): Promise<string> {
  const { code, stdout, stderr } = await runCommand(process.execPath, [here(script), ...args.map(String)]);
  if (code !== 0) throw new Error(`${script} ended with ${code}: ${stderr}`);
  return stdout;
}

async function load(port: number): Promise<Load> {
  const result: Load = JSON.parse(
    await output("load.ts", port, connections, warmUp, measuring, randomBytes(6).toString("hex")),
  );
  if (result.refused > 0) throw new Error(`${result.refused} mails were refused: ${result.refusal}`);
  return result;
}

const rate = ({ taken, seconds }: Load): number => taken / seconds;

async function sinkRate(): Promise<number> {
  await using sink = startChild(process.execPath, [here("sink.ts")]);
  const [, port] = await sink.waitFor(/ready (\d+)/);
  return rate(await load(Number(port)));
}

/** What the three cost one mail, one after the other. */
async function floor(): Promise<number> {
  title("floor", "mails/s");
  const sink = await sinkRate();
  row("smtp-server, empty sink", sink);
  const parser = Number(await output("floor.ts", "parser", warmUp, measuring));
  row("mailparser alone", parser);
  const rows = Number(await output("floor.ts", "rows", warmUp, measuring));
  row("nine-row transaction, SQLite WAL, synchronous=FULL", rows);
  const sequence = 1 / (1 / sink + 1 / parser + 1 / rows);
  row("the three in sequence", sequence);
  return sequence;
}

/** A line of /proc/PID/status in megabytes. */
function memory(pid: number, line: "VmHWM" | "VmRSS"): number {
  const found = readFileSync(`/proc/${pid}/status`, "utf8").match(new RegExp(`^${line}:\\s*(\\d+) kB`, "m"));
  if (found === null) throw new Error(`/proc/${pid}/status has no ${line}: the bench needs Linux`);
  return (Number(found[1]) * 1024) / 1e6;
}

interface Figures {
  readonly rate: number;
  /** Peak under load, megabytes. */
  readonly resident: number;
  /** Peak while a mail with a large attachment is stored, above what the daemon held before; megabytes. */
  readonly attachment: number;
}

async function withDaemon<T>(installation: Installation, measure: (daemon: Daemon) => Promise<T>): Promise<T> {
  const daemon = await installation.serve({}, { quiet: true });
  const result = await measure(daemon).finally(() => daemon.child.stop());
  const how = await daemon.child.ended;
  if (how !== 0) throw new Error(`gotrs serve ended with ${how} after SIGTERM`);
  return result;
}

async function onDatabase(server: Server): Promise<Figures> {
  const name = `gotrs_bench_${randomBytes(4).toString("hex")}`;
  const url = await server.create(name);
  try {
    await using installation = await install(url);
    const underLoad = await withDaemon(installation, async ({ smtp, child }) => {
      const result = await load(smtp.port);
      const { total } = await installation.json<{ total: number }>("ticket", "list", "--limit", "1");
      // A fresh installation has the welcome ticket besides.
      if (total < result.total) throw new Error(`${result.total} mails were taken, but there are ${total} tickets`);
      return { rate: rate(result), resident: memory(child.pid, "VmHWM") };
    });
    const attachment = await withDaemon(installation, async ({ smtp, child }) => {
      await using client = await SmtpClient.open("127.0.0.1", smtp.port);
      const mail = dotStuffed(letterWithAttachment(attachmentSize));
      const before = memory(child.pid, "VmRSS");
      const answer = await client.sendStuffed({ from: "ann@customer.test", to: ["support@localhost"] }, mail);
      if (answer.code !== 250) throw new Error(`the large mail was answered ${answer.code} ${answer.text}`);
      return memory(child.pid, "VmHWM") - before;
    });
    return { ...underLoad, attachment };
  } finally {
    await server.drop(name);
    server.tidy?.();
  }
}

const verdict = (met: boolean): string => (met ? "met" : "MISSED");

console.log(
  `gotrs bench: 2 kB mails, ${connections} connections, Node ${process.versions.node}, ${availableParallelism()} processors\n`,
);
const sequence = await floor();
const figures: { readonly server: Server; readonly figures: Figures }[] = [];
title("gotrs serve, SMTP to committed ticket", "mails/s", "of floor", "target");
for (const server of servers) {
  if (!(await server.answers())) {
    row(`${server.title}: not measured, ${server.mend}`);
    continue;
  }
  await using packets = await allowLargePackets(server);
  const found = await onDatabase(server);
  figures.push({ server, figures: found });
  const ratio = found.rate / sequence;
  const judged = server.product === "sqlite" ? `at least ${targets.ratio}: ${verdict(ratio >= targets.ratio)}` : "";
  row(`${server.title}${packets.note}`, found.rate, ratio.toFixed(2), judged);
}
title("memory of the daemon", "MB", "", "target");
for (const { server, figures: found } of figures) {
  row(
    `${server.title}: peak under that load`,
    found.resident,
    "",
    `under ${targets.resident}: ${verdict(found.resident < targets.resident)}`,
  );
}
for (const { server, figures: found } of figures) {
  const judged = `at most ${targets.attachment}: ${verdict(found.attachment <= targets.attachment)}`;
  row(`${server.title}: peak above idle, mail with 25 MB attached`, found.attachment, "", judged);
}
