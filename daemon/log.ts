/** The one logger: pino, as JSON lines for journald or as text for people, on standard error. */
import { Writable } from "node:stream";
import pino from "pino";
import type { Settings } from "../src/config/settings.ts";

export type Logger = pino.Logger;

export function createLog({ level, format }: Settings["log"]): Logger {
  const options: pino.LoggerOptions = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  return format === "json" ? pino(options, pino.destination({ fd: 2, sync: true })) : pino(options, readable());
}

/** `12:00:01 warn  sentence key=value`. */
function readable(): Writable {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      const { level, time, msg, err, ...fields } = JSON.parse(chunk.toString()) as Record<string, unknown>;
      const rest = Object.entries(fields).map(([name, value]) => ` ${name}=${shown(value)}`);
      const stack = typeof err === "object" && err !== null && "stack" in err ? `\n${String(err.stack)}` : "";
      const name = pino.levels.labels[Number(level)] ?? "";
      process.stderr.write(
        `${String(time).slice(11, 19)} ${name.padEnd(5)} ${String(msg)}${rest.join("")}${stack}\n`,
        done,
      );
    },
  });
}

function shown(value: unknown): string {
  return typeof value === "string" && /^[^\s"]+$/.test(value) ? value : JSON.stringify(value);
}
