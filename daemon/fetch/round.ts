/** One look into an open mailbox: what is new is stored, and only then marked, moved or deleted on the server. */
import { createHash } from "node:crypto";
import type { Desk } from "../../src/desk.ts";
import { TemporaryError } from "../../src/errors.ts";
import { accountName } from "../../src/fetch/account.ts";
import { intake, parseIncoming, storeParsed } from "../../src/intake/intake.ts";
import type { Incoming, IntakeResult } from "../../src/intake/types.ts";
import { type RawSource, rawFromBuffer } from "../../src/mail/rawSource.ts";
import { StoreFailure } from "../../src/store/failure.ts";
import { rememberMail } from "../../src/store/fetchedMail.ts";
import type { MailAccount } from "../../src/store/mailAccounts.ts";
import { reference } from "../../src/store/reference.ts";
import { examineFetched } from "../mail/examine.ts";
import { MailSpool } from "../spool.ts";
import type { Memory } from "./memory.ts";
import type { FetchedSource, ListedMail, MailboxSession } from "./session.ts";

/** So many mails are read and committed together, up to so many octets; what is larger goes alone, through a file. */
const batchMails = 64;
const batchOctets = 4_000_000;
const largeFrom = 1_000_000;

export interface Round {
  readonly desk: Desk;
  readonly account: MailAccount;
  readonly session: MailboxSession;
  readonly memory: Memory;
  readonly spoolFolder: string;
  /** Ends the round after the mails under way; also when another daemon has the account now. */
  readonly stopped: () => boolean;
  /** Called after each batch with how many of its mails were stored. */
  readonly onStored: (count: number) => void;
}

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

function* batches(mails: readonly ListedMail[]): Generator<readonly ListedMail[]> {
  let batch: ListedMail[] = [];
  let octets = 0;
  for (const mail of mails) {
    const full = batch.length === batchMails || octets + mail.size > batchOctets;
    if (batch.length > 0 && (full || mail.size > largeFrom)) {
      yield batch;
      batch = [];
      octets = 0;
    }
    batch.push(mail);
    octets += mail.size;
    if (mail.size > largeFrom) {
      yield batch;
      batch = [];
      octets = 0;
    }
  }
  if (batch.length > 0) yield batch;
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

/** A failure of the database ends the round; one of this mail alone is noted, and the others go on. */
async function judge(round: Round, uid: string, error: unknown): Promise<unknown> {
  const concernsOne =
    !(error instanceof TemporaryError) || (error instanceof StoreFailure && error.kind === "tooLarge");
  if (!concernsOne) return error;
  const reason = error instanceof Error ? error.message : String(error);
  await round.memory.note(uid, "failed", `it could not be stored: ${reason}`);
  round.desk.log.error(
    { err: error, account: accountName(round.account), uid },
    "a mail could not be stored; it stays on the server",
  );
  return undefined;
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

function tell({ desk, account, session }: Round, uid: string, size: number, result: IntakeResult): void {
  desk.log.info(
    { road: session.road, account: accountName(account), uid, size, ...result },
    `mail accepted: ${result.outcome}`,
  );
}

async function reportLarge({ desk, account, memory }: Round, { uid, size }: ListedMail, limit: number): Promise<void> {
  const reason = `it has ${size} octets, more than fetch.maxSize (${limit})`;
  if (!(await memory.note(uid, "large", reason))) return;
  desk.log.error(
    { account: accountName(account), uid, size, limit },
    "a mail is too large to be fetched and stays on the server; raise fetch.maxSize or take it away",
  );
}

/** Gone meanwhile is in order; listed again and not given is not. */
async function reportMissing({ desk, account, session, memory }: Round, uids: readonly string[]): Promise<void> {
  const again = new Set((await session.list(true, memory.isStored)).wanted.map(({ uid }) => uid));
  for (const uid of uids.filter((one) => again.has(one))) {
    if (!(await memory.note(uid, "failed", "the server lists it but does not give it"))) continue;
    desk.log.error(
      { account: accountName(account), uid },
      "the server lists a mail but does not give it; look at it there",
    );
  }
}

function digestOf(raw: RawSource): string {
  const hash = createHash("sha256");
  for (const piece of raw.pieces(256 * 1024)) hash.update(piece);
  return hash.digest("hex");
}
