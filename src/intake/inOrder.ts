/** Stores a series of mails in their order, many under way at a time, so that they share commits. */
import type { Desk } from "../desk.ts";
import { parseIncoming, storeParsed } from "./intake.ts";
import type { Incoming, IntakeResult } from "./types.ts";

/** Mails under way at most, and octets of theirs from which no further one is begun. */
const limits = { mails: 64, octets: 16_000_000 };

interface UnderWay<Source> {
  readonly source: Source;
  readonly size: number;
  readonly result: Promise<IntakeResult>;
}

/**
 * An answer comes after the mail it answers, so the order in which mails are decided about is that of `sources`.
 * @returns the results in the same order; each mail is durable when its result is given
 * @throws what the first mail that could not be stored threw, or `sources`; after the results of all that were stored
 */
export async function* intakeInOrder<Source>(
  desk: Desk,
  sources: Iterable<Source> | AsyncIterable<Source>,
  incomingOf: (source: Source) => Incoming,
): AsyncGenerator<{ readonly source: Source; readonly result: IntakeResult }> {
  const underWay: UnderWay<Source>[] = [];
  let octets = 0;
  let entered: Promise<unknown> = Promise.resolve();
  const failures: unknown[] = [];
  const oldest = async function* () {
    const first = underWay.shift();
    if (first === undefined) return;
    octets -= first.size;
    try {
      yield { source: first.source, result: await first.result };
    } catch (error) {
      failures.push(error);
    }
  };
  try {
    for await (const source of sources) {
      const incoming = incomingOf(source);
      const parsed = parseIncoming(desk, incoming);
      const turn = entered.then(() => parsed);
      const result = turn.then((mail) => storeParsed(desk, incoming, mail));
      // It is looked at when its turn comes; until then it is not unhandled.
      result.catch(() => undefined);
      entered = turn;
      underWay.push({ source, size: incoming.raw.size, result });
      octets += incoming.raw.size;
      while (underWay.length >= limits.mails || octets > limits.octets) yield* oldest();
      if (failures.length > 0) break;
    }
  } catch (error) {
    // A source that cannot be read takes nothing from those before it.
    failures.push(error);
  }
  while (underWay.length > 0) yield* oldest();
  if (failures.length > 0) throw failures[0];
}
