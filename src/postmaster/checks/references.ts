/** Follow-up by References and In-Reply-To against the Message-ID of any article (OTRS 0200-References). */
import { byMessageIds, type FollowUpCheck } from "./check.ts";

/** A thread's header grows for years; the newest ids are at the end (RFC 5322 §3.6.4). */
const newest = 100;

export const references: FollowUpCheck = {
  name: "references",
  proves: true,
  enabled: (settings) => settings.followUpBy.references,
  async find({ mail }, desk) {
    const ids = new Set([...mail.inReplyTo.slice(-newest), ...mail.references.slice(-newest).toReversed()]);
    return await byMessageIds([...ids], desk, "References or In-Reply-To");
  },
};
