/** The one shape of a mailbox that is open, whatever the protocol: imap.ts and pop3.ts make them, round.ts uses them. */
import type { Readable } from "node:stream";
import type { Desk } from "../../src/desk.ts";
import type { Place } from "../../src/fetch/account.ts";
import type { FetchState } from "../../src/store/fetchState.ts";
import type { MailAccount } from "../../src/store/mailAccounts.ts";

export interface ListedMail {
  readonly uid: string;
  /** Octets, as the server says. */
  readonly size: number;
}

export interface Listing {
  /** Every mail that lies there; undefined when only what is new was asked for. */
  readonly present: ReadonlySet<string> | undefined;
  /** Mails that the account's settings ask for and that are not known yet, oldest first. */
  readonly wanted: readonly ListedMail[];
}

export interface FetchedSource {
  readonly uid: string;
  readonly bytes: Buffer;
}

export interface MailboxSession {
  readonly road: "imap" | "pop3";
  readonly folder: string;
  readonly validity: string;
  /** The number that the next mail to come will have, where the protocol knows. */
  readonly nextUid: number | undefined;
  /** Whether the connection may stay open and tell of new mail. */
  readonly lasting: boolean;
  /** @param full looks at every mail; else only at those that came since the last look, where the server can tell */
  list(full: boolean, isKnown: (uid: string) => boolean): Promise<Listing>;
  /** The sources, in the order asked; one that is gone meanwhile is left out. */
  read(uids: readonly string[]): AsyncIterable<FetchedSource>;
  /** One large mail piece by piece; undefined when it is gone meanwhile. */
  readLarge(uid: string): Promise<Readable | undefined>;
  /**
   * Marks, moves or deletes what is stored, as the account asks.
   * @returns whether the mails are gone from the folder for good already; else `end` tells
   */
  settle(uids: readonly string[]): Promise<"gone" | "marked" | "at the end">;
  /** Waits for new mail, at most so many milliseconds, or until the signal. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** Ends in peace; what `settle` promised for the end is done when this returns. */
  end(): Promise<void>;
  /** Drops the connection at once. */
  drop(): void;
}

export interface Opening {
  readonly desk: Desk;
  readonly account: MailAccount;
  readonly place: Place;
  /** What is known of the folder's numbering; undefined the first time. */
  readonly state: Pick<FetchState, "validity" | "firstUid"> | undefined;
  readonly credentials: Credentials;
  /** Further certificate authorities, PEM. */
  readonly ca: readonly string[] | undefined;
}

export type Credentials =
  | { readonly kind: "password"; readonly password: string }
  | { readonly kind: "token"; readonly token: string };

export interface Fetcher {
  /** @throws FetchFailure that says at which step and why */
  open(opening: Opening): Promise<MailboxSession>;
}
