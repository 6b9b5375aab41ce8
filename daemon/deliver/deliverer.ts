/** Empties mail_queue: claims what is due, hands it over, records what became of it. Safe beside other daemons. */
import { fromDbTime } from "../../src/clock.ts";
import type { Desk } from "../../src/desk.ts";
import {
  type ClaimedMail,
  claimMail,
  dueMails,
  recordDead,
  recordRetry,
  recordSent,
  renewClaim,
} from "../../src/store/delivery.ts";
import type { Refusal, Transport } from "./transport.ts";
import { retryAfter } from "./verdict.ts";

/** Seconds that a claim lasts: after a crash the mail is tried again by then. */
const claimFor = 60;
const renewEvery = 20_000;
/** Milliseconds between looks for mail that other processes queued or that has become due. */
const lookEvery = 2000;
/** Milliseconds after a commit of ours, so that a burst of mail asks once. */
const lookAfterCommit = 50;

export interface Deliverer {
  stop(): Promise<void>;
}

export function startDeliverer(desk: Desk, transport: Transport): Deliverer {
  let stopped = false;
  let looking: Promise<void> | undefined;
  let again = false;
  let soon: NodeJS.Timeout | undefined;

  const look = (): void => {
    if (stopped) return;
    if (looking !== undefined) {
      again = true;
      return;
    }
    looking = deliverDue(desk, transport, () => stopped)
      .catch((error: unknown) => desk.log.error({ err: error }, "cannot look for outgoing mail; trying again"))
      .finally(() => {
        looking = undefined;
        if (!again) return;
        again = false;
        look();
      });
  };
  const timer = setInterval(look, lookEvery);
  const forget = desk.store.onCommit(() => {
    soon ??= setTimeout(() => {
      soon = undefined;
      look();
    }, lookAfterCommit);
  });
  look();
  return {
    async stop() {
      stopped = true;
      forget();
      clearInterval(timer);
      clearTimeout(soon);
      await looking;
      transport.close();
    },
  };
}

/** One round over everything that is due now. */
async function deliverDue(desk: Desk, transport: Transport, stopped: () => boolean): Promise<void> {
  const { concurrency } = desk.settings.outbound;
  for (;;) {
    const ids = [...(await dueMails(desk.store.db, desk.clock.now(), 100))];
    if (ids.length === 0) return;
    const workers = Array.from({ length: concurrency }, async () => {
      for (let id = ids.shift(); id !== undefined && !stopped(); id = ids.shift())
        await deliverOne(desk, transport, id);
    });
    await Promise.all(workers);
    if (stopped()) return;
  }
}

async function deliverOne(desk: Desk, transport: Transport, id: number): Promise<void> {
  const { store, clock, log } = desk;
  const until = (): Date => new Date(clock.now().getTime() + claimFor * 1000);
  const mail = await claimMail(store, id, clock.now(), until());
  if (mail === undefined) return;
  const renewing = setInterval(() => {
    renewClaim(store, id, until()).catch((error: unknown) => log.warn({ err: error, id }, "cannot prolong a claim"));
  }, renewEvery);
  const { accepted, refused } = await transport.send(mail).finally(() => clearInterval(renewing));
  if (refused.length === 0) {
    await recordSent(store, mail, { code: 250, message: accepted ?? "" }, clock.now());
    log.info({ id, to: mail.recipients, answer: accepted }, "mail sent");
    return;
  }
  await settle(desk, mail, refused);
}

async function settle(desk: Desk, mail: ClaimedMail, refused: readonly Refusal[]): Promise<void> {
  const { store, clock, log, settings } = desk;
  const now = clock.now();
  const age = (now.getTime() - fromDbTime(mail.created).getTime()) / 1000;
  const judged = refused.map((refusal) => ({
    ...refusal,
    delay: retryAfter(refusal, mail.attempts, age, settings.outbound),
  }));
  const waiting = judged.filter(({ delay }) => delay !== undefined);
  for (const { recipients, code, message } of judged.filter(({ delay }) => delay === undefined)) {
    await recordDead(store, mail, recipients, { code, message }, waiting.length === 0, now);
    log.error({ id: mail.id, to: recipients, code, message }, "mail given up; see `gotrs queue list`");
  }
  const [first] = waiting;
  if (first === undefined) return;
  const { code, message } = first;
  const recipients = waiting.flatMap((refusal) => refusal.recipients);
  const delay = Math.max(...waiting.map((refusal) => refusal.delay ?? 0));
  await recordRetry(store, mail, recipients, { code, message }, new Date(now.getTime() + delay * 1000), now);
  log.warn({ id: mail.id, to: recipients, code, message, delay }, "mail not sent yet; trying again later");
}
