/**
 * kill -9 at random moments of receiving, fetching and sending: nothing lost, nothing doubled, nothing half written.
 * GOTRS_TEST_CRASHES is the number of crashes over all databases; a few dozen without it.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { forEachDatabase } from "../databases.ts";
import { type Dovecot, dovecotAbsent, startDovecot } from "../peers/dovecot.ts";
import { type CrashResult, crashRun, type Road } from "./harness.ts";
import { mailbox } from "./mailbox.ts";

const crashes = Number(process.env.GOTRS_TEST_CRASHES ?? 24);
const time = 120_000 + crashes * 6000;
/** `outbound.concurrency` of a fresh installation. */
const concurrency = 4;

const absent = await dovecotAbsent();
const roads = absent === undefined ? "SMTP, IMAP and POP3" : `SMTP alone; for IMAP and POP3: ${absent}`;

let dovecot: Dovecot | undefined;
beforeAll(async () => {
  if (absent === undefined) dovecot = await startDovecot();
});
afterAll(() => dovecot?.[Symbol.asyncDispose]());

let mailboxes = 0;
/** Mailboxes that no other run has used. */
function freshMailboxes(): readonly Road[] {
  if (dovecot === undefined) return [];
  mailboxes += 1;
  return [mailbox(dovecot, "IMAP", `imap${mailboxes}`), mailbox(dovecot, "POP3", `pop${mailboxes}`)];
}

function expectAllWell(result: CrashResult): void {
  const { faults, ...figures } = result;
  process.stderr.write(`${expect.getState().currentTestName}: ${JSON.stringify(figures)}\n`);
  expect(faults).toEqual([]);
  expect(figures.accepted).toBeGreaterThan(figures.crashes);
  // Only what was under way at the smarthost when its daemon was killed may have gone out twice.
  expect(figures.repeated).toBeLessThanOrEqual(figures.crashes * concurrency);
}

forEachDatabase(`a daemon that is killed again and again (${roads})`, (database) => {
  test(
    "loses, doubles and halves no mail",
    async () => {
      const databaseUrl = await database.empty();
      const run = { databaseUrl, crashes: Math.ceil(crashes / 4), daemons: 1, roads: freshMailboxes() };
      expectAllWell(await crashRun(run));
    },
    time,
  );
});

forEachDatabase(
  `two daemons on one database (${roads})`,
  (database) => {
    test(
      "lose, double and halve no mail when either is killed",
      async () => {
        const databaseUrl = await database.empty();
        const run = { databaseUrl, crashes: Math.ceil(crashes / 8), daemons: 2, roads: freshMailboxes() };
        expectAllWell(await crashRun(run));
      },
      time,
    );
  },
  ["postgres", "mysql"],
);
