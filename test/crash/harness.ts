/** Kills daemons with SIGKILL at random moments of a stream of mail, starts them again, and gives what is left to audit. */
import { randomInt } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { systemClock, toDbTime } from "../../src/clock.ts";
import { openStore } from "../../src/store/open.ts";
import { setUpDesk } from "../loop/deskRows.ts";
import { eventually } from "../peers/eventually.ts";
import { type Daemon, type Installation, install } from "../peers/gotrs.ts";
import { startSink } from "../peers/sink.ts";
import { audit, type Findings } from "./audit.ts";
import { type Letter, Letters } from "./letters.ts";
import { Sender } from "./sender.ts";

/** Another road by which mail comes in, beside SMTP; see mailbox.ts. */
export interface Road {
  /** Before the first daemon starts. */
  prepare(databaseUrl: string): Promise<void>;
  /** Puts further letters where the daemon fetches them; they count as accepted. */
  add(letters: readonly Letter[]): Promise<void>;
  /** Whether nothing of it waits on the server. */
  empty(): Promise<boolean>;
}

export interface CrashRun {
  readonly databaseUrl: string | undefined;
  readonly crashes: number;
  /** Daemons that share the database; one of them is killed at a time. */
  readonly daemons: number;
  readonly roads?: readonly Road[];
}

export interface CrashResult extends Findings {
  readonly accepted: number;
  readonly crashes: number;
}

/** Milliseconds within which a crash comes. */
const span = 250;
const sendersPerDaemon = 3;
const lettersPerRoad = 4;

export async function crashRun({ databaseUrl, crashes, daemons, roads = [] }: CrashRun): Promise<CrashResult> {
  // A smarthost that takes its time, so that crashes fall between its yes and our record of it.
  await using sink = await startSink({ onMessage: async () => void (await sleep(randomInt(20))) });
  await using installation = await install(databaseUrl, {
    GOTRS_OUTBOUND_SMARTHOST: sink.url,
    GOTRS_OUTBOUND_RETRY_DELAY: "1",
    GOTRS_OUTBOUND_MAX_RETRY_DELAY: "1",
    GOTRS_FETCH_INTERVAL: "1",
  });
  await setUpDesk(installation.databaseUrl);
  for (const road of roads) await road.prepare(installation.databaseUrl);
  const letters = new Letters(`${process.pid}.${randomInt(1_000_000)}`);
  const senders = Array.from({ length: daemons * sendersPerDaemon }, () => new Sender(() => letters.next()));
  const fetched: Letter[] = [];

  const running: Daemon[] = [];
  const start = async (index: number): Promise<void> => {
    running[index] = await serve(installation, index);
  };
  await Promise.all(Array.from({ length: daemons }, (_, index) => start(index)));

  for (let crash = 0; crash < crashes; crash += 1) {
    const victim = crash % daemons;
    const coming = roads.map(async (road) => {
      const more = Array.from({ length: lettersPerRoad }, () => letters.next());
      await road.add(more);
      fetched.push(...more);
    });
    let over = false;
    const flows = senders.map((sender, index) => {
      const { smtp } = daemonAt(running, index % daemons);
      return sender.run(smtp.host, smtp.port, () => over);
    });
    // Three crashes of four while mail flows, one while the daemon is still coming to its first.
    const before = count(senders);
    if (crash % 4 > 0) await eventually("mail to flow", () => count(senders) > before);
    await sleep(randomInt(span));
    const { child } = daemonAt(running, victim);
    process.kill(child.pid, "SIGKILL");
    await child.ended;
    over = true;
    await Promise.all([...flows, ...coming]);
    // As a minute later: otherwise nobody touches what the dead one had begun to send.
    await expireClaims(installation, child.pid);
    await start(victim);
  }

  // Everybody gets an answer at last, and all that is queued leaves.
  await Promise.all(
    senders.map((sender, index) => {
      const { smtp } = daemonAt(running, index % daemons);
      return sender.run(smtp.host, smtp.port, () => !sender.owes);
    }),
  );
  const store = await openStore(installation.databaseUrl, { clock: systemClock });
  try {
    for (const road of roads) await eventually("the mailbox to be empty", () => road.empty(), 60_000);
    await eventually(
      "the queue to be empty",
      async () => (await store.db.selectFrom("mail_queue").select("id").limit(1).execute()).length === 0,
      60_000,
    );
    const ends = await Promise.all(running.map(({ child }) => child.stop()));
    const unclean = ends.filter((end) => end !== 0).map((end) => `a daemon that was asked to stop ended with ${end}`);
    const accepted = [...senders.flatMap((sender) => sender.accepted), ...fetched];
    const findings = await audit(store, { accepted, delivered: sink.mails });
    return { ...findings, faults: [...unclean, ...findings.faults], accepted: accepted.length, crashes };
  } finally {
    await store.close();
    for (const daemon of running) await daemon[Symbol.asyncDispose]();
  }
}

/** Each daemon has a socket of its own; the state directory they may share. */
async function serve(installation: Installation, index: number): Promise<Daemon> {
  const folder = `${installation.folder}/daemon${index}`;
  return await installation.serve(
    { GOTRS_STATE_DIRECTORY: folder, GOTRS_DATABASE_URL: installation.databaseUrl },
    { quiet: true },
  );
}

function count(senders: readonly Sender[]): number {
  return senders.reduce((sum, { accepted }) => sum + accepted.length, 0);
}

function daemonAt(running: readonly Daemon[], index: number): Daemon {
  const daemon = running[index];
  if (daemon === undefined) throw new Error(`there is no daemon ${index}`);
  return daemon;
}

async function expireClaims({ databaseUrl }: Installation, pid: number): Promise<void> {
  const store = await openStore(databaseUrl, { clock: systemClock });
  try {
    await store.transaction((tx) =>
      tx
        .updateTable("gotrs_delivery")
        .set({ claim_until: toDbTime(systemClock.now()) })
        .where("claim_holder", "like", `% ${pid} %`)
        .execute(),
    );
  } finally {
    await store.close();
  }
}
