/** The floor: what receiving, parsing and storing a mail cost at the very least, in this run on this machine. */
import { startChild } from "../../peers/process.ts";
import { load, output, rateOf, scriptOf } from "../run.ts";
import { row, title } from "../table.ts";

/** Seconds; the first are for the just-in-time compiler and the caches. */
export const warmUp = 6;
export const measuring = 6;

async function sinkRate(): Promise<number> {
  await using sink = startChild(process.execPath, [scriptOf("sink.ts")]);
  const [, port] = await sink.waitFor(/ready (\d+)/);
  return rateOf(await load({ port: Number(port), protocol: "smtp", warmUp, seconds: measuring }));
}

export interface Floor {
  readonly sink: number;
  readonly parser: number;
  readonly rows: number;
  /** Mails a second, were the three done one after the other. */
  readonly sequence: number;
}

export async function measureFloor(): Promise<Floor> {
  const sink = await sinkRate();
  const parser = Number(await output("floors.ts", "parser", warmUp, measuring));
  const rows = Number(await output("floors.ts", "rows", warmUp, measuring));
  return { sink, parser, rows, sequence: 1 / (1 / sink + 1 / parser + 1 / rows) };
}

/** Measures and prints. Mails a second, the three in sequence. */
export async function floor(): Promise<number> {
  title("floor", "mails/s");
  const { sink, parser, rows, sequence } = await measureFloor();
  row("smtp-server, empty sink", sink);
  row("mailparser alone", parser);
  row("nine-row transaction, SQLite WAL, synchronous=FULL", rows);
  row("the three in sequence", sequence);
  return sequence;
}
