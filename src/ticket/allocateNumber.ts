/** Gives a new ticket its number, inside the transaction that creates the ticket. */

import { randomInt } from "node:crypto";
import { dateIn, startOfDay, toDbTime } from "../clock.ts";
import type { Desk } from "../desk.ts";
import { TemporaryError } from "../errors.ts";
import { said } from "../said.ts";
import { nextCounter } from "../store/counter.ts";
import type { Tx } from "../store/store.ts";
import { ticketByNumber } from "../store/tickets.ts";
import type { NumberSettings } from "./numbers/generator.ts";
import { generators } from "./numbers/index.ts";

/** OTRS's own limit. */
const maxTries = 16_000;

/**
 * A number that no ticket has. Call it inside `Store.grouped`: its lock keeps the daemons of one database from computing
 * the same counter.
 * @throws TemporaryError after 16,000 numbers that exist already
 */
export async function allocateNumber(tx: Tx, desk: Desk): Promise<string> {
  const { system, ticket } = desk.settings;
  const settings: NumberSettings = { ...system, ...ticket };
  const generator = generators[ticket.numberGenerator];
  const now = desk.clock.now();
  const since = generator.counter === "daily" ? dayStart(settings.timeZone, now) : undefined;
  const date = dateIn(settings.timeZone, now).replaceAll("-", "");
  for (let tries = 0; tries < maxTries; tries += 1) {
    const counter = generator.counter === "none" ? 0 : await nextCounter(tx, since, now);
    const number = generator.build(settings, {
      date,
      counter,
      random: generator.counter === "none" ? tenDigits() : "",
    });
    if ((await ticketByNumber(tx, number)) === undefined) return number;
  }
  throw new TemporaryError(said`no free ticket number after ${maxTries} tries`, {
    where: "ticket.numberGenerator",
    mend: said`Look whether another system uses the same system.id`,
  });
}

/** The search for midnight is repeated only when the day or zone changes. */
let known = { key: "", start: "" };
function dayStart(timeZone: string, now: Date): string {
  const key = `${timeZone} ${dateIn(timeZone, now)}`;
  if (known.key !== key) known = { key, start: toDbTime(startOfDay(timeZone, now)) };
  return known.start;
}

function tenDigits(): string {
  return Array.from({ length: 10 }, () => randomInt(10)).join("");
}
