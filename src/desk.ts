/** What every action is handed: the database, the settings, the clock and the log. Nothing reaches for them otherwise. */
import type { Clock } from "./clock.ts";
import type { Settings } from "./config/settings.ts";
import type { Crypto } from "./mail/security/security.ts";
import type { Store } from "./store/store.ts";

/** The part of pino's logger that the helpdesk uses: fields first, then a sentence. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface Desk {
  readonly store: Store;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly log: Log;
  /** Keys for signed and encrypted mail; undefined where none are configured. */
  readonly crypto?: Crypto;
}

/** Who acts: an agent, resolved once at the edge. */
export interface Actor {
  readonly userId: number;
  readonly login: string;
  /** Acts by a token with a list of scopes, which may not be got round. */
  readonly scoped?: true;
}
