/** What a piece of work costs, as a multiple of reading an ordinary mail: the same on a fast machine and on a slow one. */
import { expect } from "vitest";
import { parseMail } from "../src/mail/parse.ts";
import { rawFromBuffer } from "../src/mail/rawSource.ts";

/** A megabyte of HTML as people send it. */
const ordinary = Buffer.from(
  `Content-Type: text/html\r\n\r\n${'<p>The <b>printer</b> on floor 3 is <a href="http://desk.test/">broken</a> again.</p>\r\n'.repeat(12_000)}`,
);

/** Of a measurement that other programs on the machine may have lengthened. */
const tries = 3;

/** Milliseconds of processor time. */
async function cost<T>(work: () => T | Promise<T>): Promise<{ readonly done: T; readonly spent: number }> {
  const before = process.cpuUsage();
  const done = await work();
  const { user, system } = process.cpuUsage(before);
  return { done, spent: (user + system) / 1000 };
}

/** Of reading the ordinary mail, once it was measured. */
let known: number | undefined;

/** What the work came to, and so many times as much as reading an ordinary mail it cost. */
export async function timesOrdinary<T>(
  work: () => T | Promise<T>,
): Promise<{ readonly done: T; readonly times: number }> {
  known ??= (await cost(() => parseMail(rawFromBuffer(ordinary)))).spent;
  const { done, spent } = await cost(work);
  return { done, times: spent / known };
}

/**
 * Expects work on a mail or a text to cost no more than ten times as much as reading an ordinary mail; what grows with
 * the square of its input costs hundreds of times as much.
 * @param octets of the input; up to a megabyte counts as one
 * @param work what is done, more than once where it was slow
 */
export async function expectOrdinary(octets: number, work: () => unknown): Promise<void> {
  const limit = 10 * Math.max(1, Math.ceil(octets / 1_000_000));
  let { times: least } = await timesOrdinary(work);
  for (let tried = 1; tried < tries && least > limit; tried++) {
    known = undefined;
    least = Math.min(least, (await timesOrdinary(work)).times);
  }
  expect(least, "times the cost of reading an ordinary mail of a megabyte").toBeLessThanOrEqual(limit);
}
