/** One look into an open mailbox: what is new is stored, and only then marked, moved or deleted on the server. */
import { createHash } from "node:crypto";
import type { Desk } from "../../src/desk.ts";
import { accountName } from "../../src/fetch/account.ts";
import { intake, parseIncoming, storeParsed } from "../../src/intake/intake.ts";
import type { Incoming, IntakeResult } from "../../src/intake/types.ts";
import { type RawSource, rawFromBuffer } from "../../src/mail/rawSource.ts";
import { rememberMail } from "../../src/store/fetchedMail.ts";
import { reference } from "../../src/store/reference.ts";
import { examineFetched } from "../mail/examine.ts";
import { MailSpool } from "../spool.ts";
import { batches, largeFrom } from "./batches.ts";
import type { Memory } from "./memory.ts";
import { judge, type Round, reportLarge, reportMissing, tell } from "./roundReport.ts";
import type { FetchedSource, ListedMail, MailboxSession } from "./session.ts";

/** @param full looks at every mail, else at what is new */
export async function fetchRound(round: Round, full: boolean): Promise<void> {
  const { session, memory, desk } = round;
  const listing = await session.list(full, memory.isStored);
  const vanished = listing.present === undefined ? [] : await tidy(round, listing.present);
  const { maxSize } = desk.settings.fetch;
  for (const mail of listing.wanted.filter(({ size }) => size > maxSize)) await reportLarge(round, mail, maxSize);
  const missing: string[] = [];
  for (const batch of batches(listing.wanted.filter(({ size }) => size <= maxSize))) {
    if (round.stopped()) return;
    missing.push(...(await fetchBatch(round, batch)));
  }
  if (missing.length > 0) await reportMissing(round, missing);
  await memory.gone(vanished);
  if (full) await memory.forgetElsewhere();
}

/** What an earlier round left undone. @returns remembered mail that is gone, to be forgotten when the round is over */
async function tidy({ session, memory, account }: Round, present: ReadonlySet<string>): Promise<readonly string[]> {
  const vanished = memory.vanished(present);
  if (session.road === "pop3" && vanished.length > 0) await memory.lookForByDigest(vanished);
  const unsettled = account.after === "keep" ? [] : memory.unsettled(present);
  if (unsettled.length > 0) await settle(session, memory, unsettled);
  return vanished;
}

/** @returns the mails that the server listed but did not give */
async function fetchBatch(round: Round, batch: readonly ListedMail[]): Promise<readonly string[]> {
  const { session, memory } = round;
  const [first] = batch;
  const given = new Set<string>();
  const stored: string[] = [];
  let failed: unknown;
  if (batch.length === 1 && first !== undefined && first.size > largeFrom) {
    failed = await fetchLarge(round, first.uid, given, stored);
  } else {
    const sources: FetchedSource[] = [];
    for await (const source of session.read(batch.map(({ uid }) => uid))) sources.push(source);
    for (const { uid } of sources) given.add(uid);
    failed = await storeAll(round, sources, stored);
  }
  round.onStored(stored.length);
  if (stored.length > 0) {
    for (const uid of stored) memory.wasStored(uid);
    await settle(session, memory, stored);
  }
  if (failed !== undefined) throw failed;
  return batch.map(({ uid }) => uid).filter((uid) => !given.has(uid));
}

async function settle(session: MailboxSession, memory: Memory, uids: readonly string[]): Promise<void> {
  const how = await session.settle(uids);
  if (how === "gone") await memory.gone(uids);
  else if (how === "marked") await memory.settled(uids);
  // "at the end": the rows stay until the next look finds the mails gone.
}

/** @returns what keeps the database from storing anything, if so */
async function storeAll(round: Round, sources: readonly FetchedSource[], stored: string[]): Promise<unknown> {
  const fresh: { readonly uid: string; readonly raw: RawSource; readonly digest: string }[] = [];
  for (const { uid, bytes } of sources) {
    const raw = rawFromBuffer(bytes);
    const digest = digestOf(raw);
    if (await renumbered(round, uid, digest)) stored.push(uid);
    else fresh.push({ uid, raw, digest });
  }
  const queue = await queueOf(round);
  const incomings = await Promise.all(
    fresh.map(async ({ uid, raw, digest }) => ({
      ...incoming(round, uid, raw, digest, queue),
      found: await examineFetched(round.desk, raw),
    })),
  );
  const results = await storeInOrder(round.desk, incomings);
  let failed: unknown;
  for (const [index, result] of results.entries()) {
    const uid = fresh[index]?.uid ?? "";
    if (result.status === "fulfilled") {
      tell(round, uid, fresh[index]?.raw.size ?? 0, result.value);
      stored.push(uid);
    } else failed = (await judge(round, uid, result.reason)) ?? failed;
  }
  return failed;
}

/** An answer must not come before the mail that it answers: the commits are asked for in the order of the mails. */
async function storeInOrder(
  desk: Desk,
  incomings: readonly Incoming[],
): Promise<readonly PromiseSettledResult<IntakeResult>[]> {
  const parsed = await Promise.all(
    incomings.map(async (incoming) => ({ incoming, mail: await parseIncoming(desk, incoming) })),
  );
  return await Promise.allSettled(parsed.map(({ incoming, mail }) => storeParsed(desk, incoming, mail)));
}

async function fetchLarge(round: Round, uid: string, given: Set<string>, stored: string[]): Promise<unknown> {
  const content = await round.session.readLarge(uid);
  if (content === undefined) return undefined;
  given.add(uid);
  const spool = new MailSpool(round.spoolFolder);
  try {
    // A connection or disk that fails here says nothing about this mail: it ends the round.
    const raw = await spool.take(content);
    const digest = digestOf(raw);
    if (!(await renumbered(round, uid, digest))) {
      const found = await examineFetched(round.desk, raw);
      const mail = { ...incoming(round, uid, raw, digest, await queueOf(round)), found };
      const [result] = await Promise.allSettled([intake(round.desk, mail, spool)]);
      if (result.status === "rejected") return await judge(round, uid, result.reason);
      tell(round, uid, raw.size, result.value);
    }
    stored.push(uid);
    return undefined;
  } finally {
    spool.discard();
  }
}

function incoming(
  { account, session, memory }: Round,
  uid: string,
  raw: RawSource,
  digest: string,
  queue: string | undefined,
): Incoming {
  return {
    raw,
    road: session.road,
    // The mail came to the account; who it was sent to, its own fields must tell.
    envelope: { from: undefined, to: [] },
    trusted: account.trusted,
    ...(queue === undefined ? {} : { queue }),
    remember: { ...memory.placeOf(uid), digest },
  };
}

/** The queue that the account dispatches to; undefined by recipient. */
async function queueOf({ desk, account }: Round): Promise<string | undefined> {
  if (account.queueId === 0) return undefined;
  const queue = (await reference(desk.store)).queues.byId(account.queueId);
  if (queue === undefined) {
    desk.log.warn(
      { account: accountName(account), queueId: account.queueId },
      "the account's queue does not exist; dispatching by recipient",
    );
  }
  return queue?.name;
}

/** The same mail under a new number, after a restore or a move of the mailbox: it is remembered, not stored again. */
async function renumbered({ desk, memory }: Round, uid: string, digest: string): Promise<boolean> {
  if (memory.formerly(digest) === undefined) return false;
  await desk.store.transaction((tx) => rememberMail(tx, { ...memory.placeOf(uid), digest }, desk.clock.now()));
  return true;
}

function digestOf(raw: RawSource): string {
  const hash = createHash("sha256");
  for (const piece of raw.pieces(256 * 1024)) hash.update(piece);
  return hash.digest("hex");
}
