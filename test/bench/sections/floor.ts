/** The floor: what receiving, parsing and storing a mail cost at the very least, in this run on this machine. */
import { startChild } from "../../peers/process.ts";
import { load, output, rateOf, scriptOf } from "../run.ts";
import { row, title } from "../table.ts";

/** Seconds; the first are for the just-in-time compiler and the caches. */
export const warmUp = 8;
export const measuring = 6;

async function sinkRate(): Promise<number> {
  await using sink = startChild(process.execPath, [scriptOf("sink.ts")]);
  const [, port] = await sink.waitFor(/ready (\d+)/);
  return rateOf(await load({ port: Number(port), protocol: "smtp", warmUp, seconds: measuring }));
}

/** Mails a second, were the three done one after the other. */
export async function floor(): Promise<number> {
  title("floor", "mails/s");
  const sink = await sinkRate();
  row("smtp-server, empty sink", sink);
  const parser = Number(await output("floors.ts", "parser", warmUp, measuring));
  row("mailparser alone", parser);
  const rows = Number(await output("floors.ts", "rows", warmUp, measuring));
  row("nine-row transaction, SQLite WAL, synchronous=FULL", rows);
  const sequence = 1 / (1 / sink + 1 / parser + 1 / rows);
  row("the three in sequence", sequence);
  return sequence;
}
