/** What there is to know before a draft is sent: recipients that mail does not reach, and what looks like a mistake. */
import type { FailingAddressView } from "../../src/api/outbound.ts";
import { type Draft, isMail } from "../draft.ts";
import { text } from "../messages.ts";
import { safeLine } from "../text/safe.ts";
import { addressesOf, warningsOf } from "../text/warnings.ts";
import { useFailing } from "./useFailing.ts";

export interface DraftWarnings {
  /** Of recipients that mail does not reach, why. */
  readonly failed: readonly string[];
  /** What is asked about before it is sent. */
  readonly warnings: readonly string[];
}

/** @param begun as the daemon made it */
export function useDraftWarnings(
  draft: Draft,
  begun: Draft,
  look: (addresses: readonly string[]) => Promise<readonly FailingAddressView[]>,
): DraftWarnings {
  const failing = useFailing(isMail(draft.kind) ? addressesOf(draft.headers) : [], look);
  return {
    failed: failing.map(({ address, reason }) => text("compose.failing", { who: address, reason: safeLine(reason) })),
    warnings: [
      ...warningsOf(draft, begun),
      ...failing.map(({ address }) => text("compose.failsFor", { who: address })),
    ],
  };
}
