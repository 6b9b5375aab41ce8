/** POP3 accounts: lists by UIDL, reads, and deletes at the end of the conversation, for RFC 1939 knows no other time. */
import { Readable } from "node:stream";
import type { Place } from "../../src/fetch/account.ts";
import { said } from "../../src/said.ts";
import { FetchFailure, loginRefused } from "./failure.ts";
import { Pop3Client, Pop3Refusal } from "./pop3Client.ts";
import type { FetchedSource, Fetcher, Listing, MailboxSession, Opening } from "./session.ts";

export const pop3: Fetcher = {
  async open({ account, place, credentials, ca }: Opening) {
    const client = await Pop3Client.connect(place, ca);
    try {
      await client.logIn(account.login, credentials);
    } catch (error) {
      client.drop();
      if (!(error instanceof Pop3Refusal)) throw error;
      // RFC 2449 §8: the mailbox is in use, the login was right.
      if (/^\[IN-USE\]/i.test(error.message)) {
        throw new FetchFailure(
          "transfer",
          said`the mailbox of ${account.login} is in use by another program (${error.message})`,
          {
            mend: said`It is tried again by itself; end the other program if it stays so`,
            cause: error,
          },
        );
      }
      throw loginRefused(account.login, place, credentials.kind, error.message, error);
    }
    return new Pop3Session(client, place, account.after === "delete");
  },
};

interface Entry {
  /** RFC 1939 §7: equal copies of one mail may share a UIDL; they are one mail to us. */
  readonly numbers: number[];
  readonly size: number;
}

class Pop3Session implements MailboxSession {
  readonly road = "pop3";
  readonly lasting = false;
  readonly folder = "";
  readonly validity = "";
  readonly nextUid = undefined;
  readonly #client: Pop3Client;
  readonly #place: Place;
  readonly #deletes: boolean;
  #entries: ReadonlyMap<string, Entry> = new Map();

  constructor(client: Pop3Client, place: Place, deletes: boolean) {
    this.#client = client;
    this.#place = place;
    this.#deletes = deletes;
  }

  async list(_full: boolean, isKnown: (uid: string) => boolean): Promise<Listing> {
    const sizes = new Map((await this.#lines("LIST")).map(pair));
    const uids = (await this.#lines("UIDL")).map(pair);
    const entries = new Map<string, Entry>();
    for (const [number, uid] of uids) {
      const same = entries.get(uid);
      if (same === undefined) entries.set(uid, { numbers: [number], size: Number(sizes.get(number) ?? 0) });
      else same.numbers.push(number);
    }
    this.#entries = entries;
    return {
      present: new Set(this.#entries.keys()),
      wanted: [...this.#entries].filter(([uid]) => !isKnown(uid)).map(([uid, { size }]) => ({ uid, size })),
    };
  }

  async #lines(command: "LIST" | "UIDL"): Promise<readonly string[]> {
    try {
      return await this.#client.lines(command);
    } catch (error) {
      if (!(error instanceof Pop3Refusal)) throw error;
      throw new FetchFailure(
        "folder",
        said`${this.#place.host} does not answer ${command} (it says: ${error.message})`,
        {
          mend: said`Without UIDL no mail can be told from another: use IMAP if the server has it`,
          cause: error,
        },
      );
    }
  }

  async *read(uids: readonly string[]): AsyncIterable<FetchedSource> {
    for (const uid of uids) {
      const content = await this.readLarge(uid);
      if (content === undefined) continue;
      const pieces: Buffer[] = [];
      for await (const piece of content as AsyncIterable<Buffer>) pieces.push(piece);
      yield { uid, bytes: Buffer.concat(pieces) };
    }
  }

  async readLarge(uid: string): Promise<Readable | undefined> {
    const number = this.#entries.get(uid)?.numbers[0];
    if (number === undefined) return undefined;
    const pieces = this.#client.retrieve(number);
    // The answer to RETR comes before the first piece: only then is it known whether the mail is there.
    const first = await pieces.next().catch((error: unknown) => {
      if (error instanceof Pop3Refusal) return undefined;
      throw error;
    });
    if (first === undefined) return undefined;
    return Readable.from(
      (async function* () {
        for (let next = first; next.done !== true; next = await pieces.next()) yield next.value;
      })(),
    );
  }

  async settle(uids: readonly string[]): Promise<"marked" | "at the end"> {
    if (!this.#deletes) return "marked";
    for (const uid of uids) {
      for (const number of this.#entries.get(uid)?.numbers ?? []) await this.#delete(number);
    }
    return "at the end";
  }

  async #delete(number: number): Promise<void> {
    try {
      await this.#client.command(`DELE ${number}`);
    } catch (error) {
      if (!(error instanceof Pop3Refusal)) throw error;
      throw new FetchFailure("folder", said`${this.#place.host} refuses to delete mail (it says: ${error.message})`, {
        mend: said`Look at the mailbox; the mail is stored and will not be taken again`,
        cause: error,
      });
    }
  }

  /** POP3 tells nothing by itself; the connection is not kept for it. */
  async wait(): Promise<void> {}

  async end(): Promise<void> {
    try {
      await this.#client.quit();
    } catch (error) {
      if (!(error instanceof Pop3Refusal)) throw error;
      throw new FetchFailure("folder", said`${this.#place.host} did not delete all mail (it says: ${error.message})`, {
        mend: said`Look at the mailbox; what is stored will not be taken again`,
        cause: error,
      });
    } finally {
      this.#client.drop();
    }
  }

  drop(): void {
    this.#client.drop();
  }
}

/** `1 octets` of LIST, `1 uidl` of UIDL. */
function pair(line: string): readonly [number: number, value: string] {
  const [number = "", value = ""] = line.split(" ");
  return [Number(number), value];
}
