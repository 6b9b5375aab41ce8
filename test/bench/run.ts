/** Runs the bench's processes, and daemons to measure; what is measured is the sections' business. */
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Daemon, Installation } from "../peers/gotrs.ts";
import { runCommand } from "../peers/process.ts";
import type { Server } from "../servers.ts";
import type { LoadOrder, LoadResult } from "./processes/load.ts";

export const connections = 8;

export const scriptOf = (name: string): string => join(fileURLToPath(new URL("./processes/", import.meta.url)), name);

/** What a script of processes/ printed. @throws Error when it failed */
export async function output(script: string, ...args: readonly (string | number)[]): Promise<string> {
  const { code, stdout, stderr } = await runCommand(process.execPath, [scriptOf(script), ...args.map(String)], {
    timeout: 600_000,
  });
  if (code !== 0) throw new Error(`${script} ended with ${code}: ${stderr}`);
  return stdout;
}

/** @throws Error when a mail was refused */
export async function load(order: Omit<LoadOrder, "run" | "connections">): Promise<LoadResult> {
  const whole: LoadOrder = { ...order, connections, run: randomBytes(6).toString("hex") };
  const result: LoadResult = JSON.parse(await output("load.ts", JSON.stringify(whole)));
  if (result.refused > 0) throw new Error(`${result.refused} mails were refused: ${result.refusal}`);
  return result;
}

export const rateOf = ({ taken, seconds }: Pick<LoadResult, "taken" | "seconds">): number => taken / seconds;

/** Runs `gotrs serve` while something is measured. @throws Error when it does not end well */
export async function withDaemon<T>(
  installation: Installation,
  environment: Readonly<Record<string, string>>,
  measure: (daemon: Daemon) => Promise<T>,
): Promise<T> {
  const daemon = await installation.serve(environment, { quiet: true });
  const result = await measure(daemon).finally(() => daemon.child.stop());
  const how = await daemon.child.ended;
  if (how !== 0) throw new Error(`gotrs serve ended with ${how} after SIGTERM`);
  return result;
}

/** How many tickets there are to be worked on. */
export async function ticketsIn(installation: Installation): Promise<number> {
  return (await installation.json<{ total: number }>("ticket", "list", "--limit", "1")).total;
}

/** A scratch database of a server, dropped afterwards. */
export async function onScratch<T>(server: Server, measure: (url: string) => Promise<T>): Promise<T> {
  const name = `gotrs_bench_${randomBytes(4).toString("hex")}`;
  const url = await server.create(name);
  try {
    return await measure(url);
  } finally {
    await server.drop(name);
    server.tidy?.();
  }
}

/** A line of /proc/PID/status in megabytes. */
export function memory(pid: number, line: "VmHWM" | "VmRSS"): number {
  const found = readFileSync(`/proc/${pid}/status`, "utf8").match(new RegExp(`^${line}:\\s*(\\d+) kB`, "m"));
  if (found === null) throw new Error(`/proc/${pid}/status has no ${line}: the bench needs Linux`);
  return (Number(found[1]) * 1024) / 1e6;
}
