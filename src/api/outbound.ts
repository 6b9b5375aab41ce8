/** The outbound queue, and who can be written to. */
import type { Growing } from "./growing.ts";

/** A mail in the outbound queue, or one that was given up. */
export interface OutboundMail {
  readonly id: number;
  /**
   * held: not to be sent before `due`; onHold: not until it is released; waiting: a try failed; sending: a daemon has it;
   * failed: given up.
   */
  readonly state: Growing<"queued" | "held" | "onHold" | "waiting" | "sending" | "failed">;
  /** null for what belongs to no ticket, such as notices to agents. */
  readonly ticketId: number | null;
  readonly ticketNumber: string | null;
  readonly articleId: number | null;
  /** Of the envelope; empty for automatic mail. */
  readonly sender: string;
  readonly recipients: readonly string[];
  readonly attempts: number;
  /** When it is sent or tried again; null for now, and for what was given up. */
  readonly due: string | null;
  /** The server's own words at the last try. */
  readonly message: string | null;
  /** Who keeps it from being sent, since when and why; null unless it is on hold. */
  readonly hold: Hold | null;
  readonly created: string;
}

export interface Hold {
  readonly since: string;
  /** Login; null for an agent who is no longer there. */
  readonly by: string | null;
  readonly reason: string | null;
}

export interface OutboundPage {
  /** At most 1000. */
  readonly mails: readonly OutboundMail[];
  readonly total: number;
  /** What is not sent for now: `all`, `domain:example.com` or `route:NAME`, and why and since when. */
  readonly pauses: readonly { readonly scope: string; readonly reason: string }[];
  /** What can be paused by its name, and where it leads; only for administrators, who may. */
  readonly routes: readonly OutboundRoute[];
}

/** `server` is null where there is no one server: to the recipients' own, or into a folder. */
export interface OutboundRoute {
  readonly name: string;
  readonly kind: Growing<"smarthost" | "direct" | "maildir">;
  readonly server: string | null;
}

export interface OutboundMailDetail extends OutboundMail {
  readonly tries: readonly {
    readonly attempt: number;
    /** Of the SMTP reply; null when nobody answered. */
    readonly code: number | null;
    readonly message: string;
    readonly created: string;
  }[];
  /** LF line ends. */
  readonly headers: string;
}

/** An address that our mail does not reach. */
export interface FailingAddressView {
  readonly address: string;
  readonly origin: Growing<"refused" | "bounced">;
  /** The server's own words. */
  readonly reason: string;
  readonly failures: number;
  readonly since: string;
  /** When mail failed there for the last time; null from a daemon that does not tell. */
  readonly last: string | null;
}

/** A customer user who can be written to. */
export interface Recipient {
  readonly login: string;
  readonly name: string;
  readonly email: string;
  /** The company. */
  readonly customerId: string;
}
