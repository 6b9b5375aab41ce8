/** A report about a mail of ours belongs to that mail's ticket: bounces (OTRS 0000-BounceEmail), receipts, complaints. */
import { byMessageIds, type FollowUpCheck, no } from "./check.ts";

export const bounce: FollowUpCheck = {
  name: "bounce",
  proves: true,
  enabled: (settings) => settings.bounceAsFollowUp,
  async find({ mail }, desk) {
    const report = mail.bounce ?? mail.receipt ?? mail.complaint;
    if (report === undefined) return no("it is no report about a mail of ours");
    const original = report.originalMessageId;
    return await byMessageIds(original === undefined ? [] : [original], desk, "the reported Message-ID");
  },
};
