/** Follow-up by ticket number in the subject (OTRS 0100-Subject). Whether the sender may follow up: participants.ts. */
import { byNumberIn, type FollowUpCheck } from "./check.ts";

export const subject: FollowUpCheck = {
  name: "subject",
  proves: false,
  enabled: (settings) => settings.followUpBy.subject,
  find: ({ mail }, desk) => byNumberIn(mail.subject, "the subject", desk),
};
