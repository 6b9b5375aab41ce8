/** What is said of the mails of one round: in the log, and where one stays on the server in the account's memory. */
import type { Desk } from "../../src/desk.ts";
import { TemporaryError } from "../../src/errors.ts";
import { accountName } from "../../src/fetch/account.ts";
import type { IntakeResult } from "../../src/intake/types.ts";
import { StoreFailure } from "../../src/store/failure.ts";
import type { MailAccount } from "../../src/store/mailAccounts.ts";
import type { Memory } from "./memory.ts";
import type { ListedMail, MailboxSession } from "./session.ts";

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

/** A failure of the database ends the round; one of this mail alone is noted, and the others go on. */
export async function judge(round: Round, uid: string, error: unknown): Promise<unknown> {
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

export function tell({ desk, account, session }: Round, uid: string, size: number, result: IntakeResult): void {
  desk.log.info(
    { road: session.road, account: accountName(account), uid, size, ...result },
    `mail accepted: ${result.outcome}`,
  );
}

export async function reportLarge(
  { desk, account, memory }: Round,
  { uid, size }: ListedMail,
  limit: number,
): Promise<void> {
  const reason = `it has ${size} octets, more than fetch.maxSize (${limit})`;
  if (!(await memory.note(uid, "large", reason))) return;
  desk.log.error(
    { account: accountName(account), uid, size, limit },
    "a mail is too large to be fetched and stays on the server; raise fetch.maxSize or take it away",
  );
}

/** Gone meanwhile is in order; listed again and not given is not. */
export async function reportMissing({ desk, account, session, memory }: Round, uids: readonly string[]): Promise<void> {
  const again = new Set((await session.list(true, memory.isStored)).wanted.map(({ uid }) => uid));
  for (const uid of uids.filter((one) => again.has(one))) {
    if (!(await memory.note(uid, "failed", "the server lists it but does not give it"))) continue;
    desk.log.error(
      { account: accountName(account), uid },
      "the server lists a mail but does not give it; look at it there",
    );
  }
}
