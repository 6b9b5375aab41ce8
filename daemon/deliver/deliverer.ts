/** Empties mail_queue: claims what is due and has a free road, hands it over, records what became of it. Safe beside other daemons. */
import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import type { Desk } from "../../src/desk.ts";
import { type Claim, claimMails, queuedMessage, releaseClaims, renewClaims } from "../../src/store/deliveryClaim.ts";
import { type Outcome, recordOutcomes } from "../../src/store/deliveryOutcome.ts";
import type { Tx } from "../../src/store/store.ts";
import { count, dueErrands, type Errand } from "./dueErrands.ts";
import { Recorder } from "./recorder.ts";
import { settle } from "./settle.ts";
import type { Transport } from "./transport.ts";

/** Seconds that a claim lasts: after a crash the mail is tried again by then. */
const claimFor = 60;
const renewEvery = 20_000;
/** Milliseconds between looks for mail that other processes queued or that has become due. */
const lookEvery = 2000;
/** Milliseconds after a commit of ours, so that a burst of mail asks once. */
const lookAfterCommit = 50;

export interface Deliverer {
  /** Takes what is due and can be sent, and waits until all of it has been tried. */
  round(): Promise<void>;
  stop(): Promise<void>;
}

export interface DelivererOptions {
  readonly transport: Transport;
  /** Signs a mail just before it leaves. */
  readonly sign?: (raw: Buffer) => Promise<Buffer>;
  /** What else is written with outcomes, in their transaction. */
  readonly alsoRecord?: (tx: Tx, outcomes: readonly Outcome[]) => Promise<void>;
  /** false: only `round` works; the tests' clock decides. */
  readonly timers?: boolean;
  /** From 0 to 1. */
  readonly random?: () => number;
}

const noTimers = (): void => {};

export function startDeliverer(desk: Desk, options: DelivererOptions): Deliverer {
  const deliverer = new QueueDeliverer(desk, options);
  if (options.timers !== false) deliverer.startTimers();
  return deliverer;
}

class QueueDeliverer implements Deliverer {
  readonly #desk: Desk;
  readonly #transport: Transport;
  readonly #sign: (raw: Buffer) => Promise<Buffer>;
  readonly #random: () => number;
  readonly #recorder: Recorder;
  readonly #holder = `${hostname()} ${process.pid} ${randomBytes(4).toString("hex")}`.slice(-100);
  /** Claimed, not begun. */
  readonly #pending: Errand[] = [];
  readonly #running = new Map<number, Promise<void>>();
  /** Mails under way by destination. */
  readonly #busy = new Map<string, number>();
  #endTimers: () => void = noTimers;
  #looking: Promise<void> | undefined;
  #again = false;
  #stopped = false;

  constructor(desk: Desk, { transport, sign, alsoRecord, random }: DelivererOptions) {
    this.#desk = desk;
    this.#transport = transport;
    this.#sign = sign ?? (async (raw) => raw);
    this.#random = random ?? Math.random;
    this.#recorder = new Recorder(desk, async (tx, outcomes) => {
      await recordOutcomes(tx, outcomes, desk.clock.now());
      await alsoRecord?.(tx, outcomes);
    });
  }

  startTimers(): void {
    const looking = setInterval(() => this.#look(), lookEvery);
    const renewing = setInterval(() => this.#renew(), renewEvery);
    let soon: NodeJS.Timeout | undefined;
    const forget = this.#desk.store.onCommit(() => {
      soon ??= setTimeout(() => {
        soon = undefined;
        this.#look();
      }, lookAfterCommit);
    });
    this.#endTimers = () => {
      forget();
      clearInterval(looking);
      clearInterval(renewing);
      clearTimeout(soon);
    };
    this.#look();
  }

  async round(): Promise<void> {
    for (;;) {
      const found = await this.#claim();
      this.#begin();
      if (this.#running.size === 0 && this.#pending.length === 0) {
        if (found === 0) return;
        continue;
      }
      await Promise.all(this.#running.values());
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#endTimers();
    await this.#looking;
    const unbegun = this.#pending.splice(0).map(({ mail }) => mail.id);
    await releaseClaims(this.#desk.store, unbegun, this.#holder).catch((error: unknown) =>
      this.#desk.log.warn({ err: error }, "cannot give back claimed mail; it is sent after a minute"),
    );
    const patience = setTimeout(() => this.#recorder.giveUp(), 10_000);
    await Promise.all(this.#running.values());
    clearTimeout(patience);
    this.#transport.close();
  }

  /** Looks for mail; asked again meanwhile, looks once more. */
  #look(): void {
    if (this.#stopped) return;
    if (this.#looking !== undefined) {
      this.#again = true;
      return;
    }
    this.#looking = this.#claim()
      .then(() => this.#begin())
      .catch((error: unknown) => this.#desk.log.error({ err: error }, "cannot look for outgoing mail; trying again"))
      .finally(() => {
        this.#looking = undefined;
        if (!this.#again) return;
        this.#again = false;
        this.#look();
      });
  }

  #claimUntil(now: Date): Claim {
    return { holder: this.#holder, until: new Date(now.getTime() + claimFor * 1000) };
  }

  #renew(): void {
    const ids = [...this.#running.keys(), ...this.#pending.map(({ mail }) => mail.id)];
    renewClaims(this.#desk.store, ids, this.#claimUntil(this.#desk.clock.now())).catch((error: unknown) =>
      this.#desk.log.warn({ err: error }, "cannot prolong claims on outgoing mail"),
    );
  }

  /** Claims due mail whose roads have room. @returns how many */
  async #claim(): Promise<number> {
    const { store, clock } = this.#desk;
    const now = clock.now();
    const known = new Set([...this.#running.keys(), ...this.#pending.map(({ mail }) => mail.id)]);
    const taken = new Map(this.#busy);
    for (const { destinations } of this.#pending) count(taken, destinations);
    const chosen = await dueErrands(store.db, now, this.#transport, { known, taken });
    const mails = chosen.map(({ mail }) => mail);
    const claimed = await claimMails(store, mails, this.#claimUntil(now), now);
    const ids = new Set(claimed.map(({ id }) => id));
    this.#pending.push(...chosen.filter(({ mail }) => ids.has(mail.id)));
    return claimed.length;
  }

  /** Begins every claimed mail whose roads are free. */
  #begin(): void {
    if (this.#stopped) return;
    for (const errand of this.#pending.splice(0)) {
      const free = errand.destinations.every((way) => (this.#busy.get(way) ?? 0) < errand.route.concurrency);
      if (!free) {
        this.#pending.push(errand);
        continue;
      }
      count(this.#busy, errand.destinations);
      const running = this.#run(errand)
        .catch((error: unknown) => this.#desk.log.error({ err: error, id: errand.mail.id }, "a delivery broke off"))
        .finally(() => {
          count(this.#busy, errand.destinations, -1);
          this.#running.delete(errand.mail.id);
          this.#begin();
          if (this.#pending.length === 0) this.#lookIfTimed();
        });
      this.#running.set(errand.mail.id, running);
    }
  }

  /** After the last claimed mail there may be more in the queue. */
  #lookIfTimed(): void {
    if (this.#endTimers !== noTimers) this.#look();
  }

  async #run({ mail, route, recipients, held }: Errand): Promise<void> {
    const { store, clock, log, settings } = this.#desk;
    const raw = await queuedMessage(store, mail.id);
    if (raw === undefined) return;
    const handover = await this.#transport.send(
      mail,
      route,
      { sender: mail.sender, recipients },
      await this.#sign(raw),
    );
    const outcome = settle(mail, handover, held, settings.outbound, clock.now(), this.#random);
    await this.#recorder.add(outcome);
    tell(log, outcome, route.name);
  }
}

function tell(log: Desk["log"], { mail, sent, dead, waiting }: Outcome, route: string): void {
  const about = { id: mail.id, articleId: mail.articleId, route };
  if (sent !== undefined) log.info({ ...about, to: sent.recipients, answer: sent.answer.message }, "mail sent");
  for (const { recipients, answer } of dead) {
    log.error({ ...about, to: recipients, ...answer }, "mail given up; see `gotrs queue list`");
  }
  if (waiting !== undefined) {
    const { recipients, answer, due } = waiting;
    log.warn({ ...about, to: recipients, ...answer, due }, "mail not sent yet; trying again later");
  }
}
