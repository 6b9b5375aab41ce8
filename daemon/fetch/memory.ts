/** What is remembered of one mailbox while its session lasts: the rows of gotrs_fetched_mail, by UID. */
import type { Desk } from "../../src/desk.ts";
import {
  type FetchedMail,
  type FetchedStateName,
  fetchedMails,
  forgetMails,
  type MailPlace,
  noteUnfetched,
  settleMails,
} from "../../src/store/fetchedMail.ts";
import type { MailboxSession } from "./session.ts";

export class Memory {
  readonly #desk: Desk;
  readonly #accountId: number;
  readonly #folder: string;
  readonly #validity: string;
  readonly #states: Map<string, FetchedStateName>;
  /** Of another numbering of this folder: by digest, until a full look has gone through. */
  #renumbered: ReadonlyMap<string, FetchedMail>;
  /** Of other folders or numberings. */
  #elsewhere: readonly FetchedMail[];

  private constructor(
    desk: Desk,
    accountId: number,
    { folder, validity }: MailboxSession,
    rows: readonly FetchedMail[],
  ) {
    this.#desk = desk;
    this.#accountId = accountId;
    this.#folder = folder;
    this.#validity = validity;
    const here = (row: FetchedMail): boolean => row.folder === folder && row.validity === validity;
    this.#states = new Map(rows.filter(here).map(({ uid, state }) => [uid, state]));
    this.#elsewhere = rows.filter((row) => !here(row));
    this.#renumbered = byDigest(this.#elsewhere.filter((row) => row.folder === folder));
  }

  static async load(desk: Desk, accountId: number, session: MailboxSession): Promise<Memory> {
    return new Memory(desk, accountId, session, await fetchedMails(desk.store.db, accountId));
  }

  placeOf(uid: string): MailPlace {
    return { accountId: this.#accountId, folder: this.#folder, validity: this.#validity, uid };
  }

  /** Stored here, whatever the server knows of it. */
  isStored = (uid: string): boolean => {
    const state = this.#states.get(uid);
    return state === "stored" || state === "settled";
  };

  /** Stored, but the server has not been told, or did not hear. */
  unsettled(present: ReadonlySet<string>): readonly string[] {
    return [...this.#states].filter(([uid, state]) => state === "stored" && present.has(uid)).map(([uid]) => uid);
  }

  wasStored(uid: string): void {
    this.#states.set(uid, "stored");
  }

  /** The row of the same mail under an older number, if there is one: the server numbered its mail anew. */
  formerly(digest: string): FetchedMail | undefined {
    return this.#renumbered.get(digest);
  }

  /** @returns whether that is news */
  async note(uid: string, state: "large" | "failed", reason: string): Promise<boolean> {
    const isNew = this.#states.get(uid) !== state;
    await noteUnfetched(this.#desk.store, this.placeOf(uid), state, reason, this.#desk.clock.now());
    this.#states.set(uid, state);
    return isNew;
  }

  async settled(uids: readonly string[]): Promise<void> {
    await settleMails(
      this.#desk.store,
      uids.map((uid) => this.placeOf(uid)),
    );
    for (const uid of uids) this.#states.set(uid, "settled");
  }

  async gone(uids: readonly string[]): Promise<void> {
    await forgetMails(
      this.#desk.store,
      uids.map((uid) => this.placeOf(uid)),
    );
    for (const uid of uids) this.#states.delete(uid);
  }

  /** Mail that was remembered and is not there any more; a POP3 server may have given it another UIDL. */
  vanished(present: ReadonlySet<string>): readonly string[] {
    return [...this.#states.keys()].filter((uid) => !present.has(uid));
  }

  /** For protocols whose numbers may change without a sign: vanished mails are looked for by digest. */
  async lookForByDigest(uids: readonly string[]): Promise<void> {
    const wanted = new Set(uids);
    const rows = (await fetchedMails(this.#desk.store.db, this.#accountId)).filter(
      (row) => row.folder === this.#folder && row.validity === this.#validity && wanted.has(row.uid),
    );
    this.#renumbered = new Map([...this.#renumbered, ...byDigest(rows)]);
  }

  /** After a full look that went through, nothing of an older numbering is left to be known again. */
  async forgetElsewhere(): Promise<void> {
    this.#renumbered = new Map();
    if (this.#elsewhere.length === 0) return;
    await forgetMails(this.#desk.store, this.#elsewhere);
    this.#elsewhere = [];
  }
}

function byDigest(rows: readonly FetchedMail[]): ReadonlyMap<string, FetchedMail> {
  const stored = rows.filter(({ state }) => state === "stored" || state === "settled");
  return new Map(stored.flatMap((row) => (row.digest === null ? [] : [[row.digest, row] as const])));
}
