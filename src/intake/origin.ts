/** Where a mail comes from, as far as the edge, the headers and the block list tell, and what the rules make of that. */
import type { Desk } from "../desk.ts";
import { type Authentication, isProven } from "../mail/authentication.ts";
import { believedAuthentication } from "../mail/authenticationResults.ts";
import type { ParsedMail } from "../mail/message.ts";
import { spamInHeaders } from "../mail/spamHeaders.ts";
import { blockOf } from "../postmaster/blockList.ts";
import { type Treatment, treat } from "../postmaster/origin.ts";
import { blockList } from "../store/blockList.ts";
import type { Incoming } from "./types.ts";

export interface Known {
  readonly authentication: Authentication | undefined;
  /** As the rules read it. */
  readonly authenticated: boolean | undefined;
  readonly treatment: Treatment;
}

/** Of a mail that even these rules could not digest. */
export const nothingKnown: Known = {
  authentication: undefined,
  authenticated: undefined,
  treatment: { action: "ignore", reason: undefined, queue: undefined, apart: false, warnings: [], steps: [] },
};

export async function originOf(desk: Desk, { found = {}, envelope }: Incoming, mail: ParsedMail): Promise<Known> {
  const { authentication: checks, spam } = desk.settings;
  const authentication =
    found.authentication ??
    (found.direct ? undefined : believedAuthentication(mail.headers, fromDomain(mail), checks.trustedHosts));
  const believesHeaders = spam.trustHeaders && !found.direct;
  const senders = mail.from.map(({ address }) => address);
  const blocks = await blockList(desk.store, desk.clock.now());
  const origin = {
    authentication,
    spam: found.spam ?? (believesHeaders ? spamInHeaders(mail.headers) : undefined),
    block: found.block ?? blockOf(blocks, envelope.from === undefined ? senders : [...senders, envelope.from]),
  };
  return {
    authentication,
    authenticated: found.loggedIn ? true : isProven(authentication),
    treatment: treat(origin, { authentication: checks, spam }, found.refusable ?? false),
  };
}

/** undefined where From names nobody, or people of several domains. */
function fromDomain({ from }: ParsedMail): string | undefined {
  const domains = new Set(from.map(({ address }) => address.slice(address.lastIndexOf("@") + 1).toLowerCase()));
  const [domain] = domains;
  return domains.size === 1 ? domain : undefined;
}
