/** A folder of an IMAP account (RFC 3501, RFC 9051) by imapflow: lists by UID, reads, marks, and waits in IDLE (RFC 2177). */
import type { Readable } from "node:stream";
import type { ImapFlow, MailboxObject } from "imapflow";
import type { Place } from "../../src/fetch/account.ts";
import { said } from "../../src/said.ts";
import type { AfterFetch } from "../../src/store/mailAccounts.ts";
import { FetchFailure, fetchFailure } from "./failure.ts";
import { readAll, search } from "./imapCommands.ts";
import { openMailbox } from "./imapMailbox.ts";
import type { FetchedSource, Fetcher, Listing, MailboxSession, Opening } from "./session.ts";

/** Milliseconds; routers forget connections that are silent for longer. */
const longestWait = 240_000;
/** UIDs in one command: its line must not grow without end. */
const chunk = 500;

export const imap: Fetcher = {
  async open(opening) {
    const { client, mailbox } = await openMailbox(opening);
    return new ImapSession(client, mailbox, opening);
  },
};

class ImapSession implements MailboxSession {
  readonly road = "imap";
  readonly lasting = true;
  readonly folder: string;
  readonly validity: string;
  readonly nextUid: number;
  readonly #client: ImapFlow;
  readonly #place: Place;
  readonly #after: AfterFetch;
  readonly #moveFolder: string;
  readonly #firstUid: number;
  /** The highest UID that was listed. */
  #highest = 0;
  #looked = false;
  #news = false;
  #wake: () => void = () => {};

  constructor(client: ImapFlow, mailbox: MailboxObject, { account, place, state }: Opening) {
    this.#client = client;
    this.#place = place;
    this.#after = account.after;
    this.#moveFolder = account.moveFolder ?? "";
    this.folder = account.folder;
    this.validity = String(mailbox.uidValidity);
    this.nextUid = mailbox.uidNext;
    // Mail that was there and read when the folder was seen first is somebody's archive.
    this.#firstUid = state?.validity === this.validity && state.firstUid !== null ? state.firstUid : mailbox.uidNext;
    const wake = (): void => {
      this.#news = true;
      this.#wake();
    };
    client.on("exists", ({ count, prevCount }) => {
      if (count > prevCount) wake();
    });
    client.on("close", wake);
  }

  async list(full: boolean, isKnown: (uid: string) => boolean): Promise<Listing> {
    return await this.#talk(async (client) => {
      this.#news = false;
      // SELECT has just looked; later, servers may search in what they knew before.
      if (this.#looked) await client.noop();
      this.#looked = true;
      const { mailbox } = client;
      if (mailbox === false || String(mailbox.uidValidity) !== this.validity) {
        throw new FetchFailure("transfer", said`${this.#place.host} numbered the folder ${this.folder} anew`, {
          mend: said`It is opened again by itself`,
        });
      }
      const from = full ? 1 : this.#highest + 1;
      const all = await search(client, { uid: `${from}:*` }, from);
      const unread =
        this.#after === "seen" ? new Set(await search(client, { uid: `${from}:*`, seen: false }, from)) : undefined;
      const deleted = new Set(await search(client, { uid: `${from}:*`, deleted: true }, from));
      const wanted = all.filter(
        (uid) =>
          !deleted.has(uid) &&
          !isKnown(String(uid)) &&
          (unread === undefined || unread.has(uid) || uid >= this.#firstUid),
      );
      const sizes = await this.#sizes(client, wanted);
      for (const uid of all) if (uid > this.#highest) this.#highest = uid;
      return {
        present: full ? new Set(all.map(String)) : undefined,
        wanted: wanted.flatMap((uid) => {
          const size = sizes.get(uid);
          return size === undefined ? [] : [{ uid: String(uid), size }];
        }),
      };
    });
  }

  async #sizes(client: ImapFlow, uids: readonly number[]): Promise<ReadonlyMap<number, number>> {
    const sizes = new Map<number, number>();
    for (let at = 0; at < uids.length; at += chunk) {
      const range = uids.slice(at, at + chunk).join(",");
      for (const { uid, size } of await client.fetchAll(range, { uid: true, size: true }, { uid: true })) {
        if (size !== undefined) sizes.set(uid, size);
      }
    }
    return sizes;
  }

  async *read(uids: readonly string[]): AsyncIterable<FetchedSource> {
    const found = await this.#talk((client) => readAll(client, uids));
    for (const uid of uids) {
      const bytes = found.get(uid);
      if (bytes !== undefined) yield { uid, bytes };
    }
  }

  async readLarge(uid: string): Promise<Readable | undefined> {
    return await this.#talk(async (client) => {
      const { content } = await client.download(uid, undefined, { uid: true, chunkSize: 1_000_000 });
      return content;
    });
  }

  async settle(uids: readonly string[]): Promise<"gone" | "marked"> {
    for (let at = 0; at < uids.length; at += chunk) await this.#settleChunk(uids.slice(at, at + chunk).join(","));
    return this.#after === "delete" || this.#after === "move" ? "gone" : "marked";
  }

  async #settleChunk(range: string): Promise<void> {
    const done = await this.#talk(async (client) => {
      switch (this.#after) {
        case "delete":
          return await client.messageDelete(range, { uid: true });
        case "seen":
          return await client.messageFlagsAdd(range, ["\\Seen"], { uid: true, silent: true });
        case "keep":
          return true;
        case "move": {
          const moved = await client.messageMove(range, this.#moveFolder, { uid: true });
          if (moved) return true;
          await client.mailboxCreate(this.#moveFolder).catch(() => undefined);
          return (await client.messageMove(range, this.#moveFolder, { uid: true })) !== false;
        }
      }
    });
    if (done) return;
    const { host } = this.#place;
    const refused = {
      delete: said`${host} refuses to delete mail from the folder ${this.folder}`,
      seen: said`${host} refuses to mark mail as read in the folder ${this.folder}`,
      move: said`${host} refuses to move mail from the folder ${this.folder} to ${this.#moveFolder}`,
      keep: "",
    }[this.#after];
    throw new FetchFailure("folder", refused, {
      mend: said`Look at the login's rights and the mailbox's quota, or choose another --after; the mail is stored and will not be taken again`,
    });
  }

  async wait(milliseconds: number, signal: AbortSignal): Promise<void> {
    if (this.#news || signal.aborted) return;
    let timer: NodeJS.Timeout | undefined;
    const over = new Promise<void>((resolve) => {
      this.#wake = resolve;
      timer = setTimeout(resolve, Math.min(milliseconds, longestWait));
      signal.addEventListener("abort", () => resolve(), { once: true });
    });
    // Ends when the next command is sent, or with the connection; a server without IDLE is asked again when time is over.
    const idling = this.#client.capabilities.has("IDLE") ? this.#client.idle().catch(() => undefined) : undefined;
    await over;
    clearTimeout(timer);
    this.#wake = () => {};
    void idling;
  }

  async end(): Promise<void> {
    await this.#client.logout().catch(() => undefined);
  }

  drop(): void {
    this.#client.close();
  }

  /** Every command goes through here, so that what the library throws gets words. */
  async #talk<T>(command: (client: ImapFlow) => Promise<T>): Promise<T> {
    if (!this.#client.usable) {
      throw new FetchFailure("transfer", said`${this.#place.host} closed the connection`, {
        mend: said`It is opened again by itself`,
      });
    }
    try {
      return await command(this.#client);
    } catch (error) {
      throw fetchFailure(error, this.#place, "transfer");
    }
  }
}
