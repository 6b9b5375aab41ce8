/** Follow-up by ticket number in the text (OTRS 0300-Body, off unless asked for: quoted mails carry foreign numbers). */
import { byNumberIn, type FollowUpCheck } from "./check.ts";

export const body: FollowUpCheck = {
  name: "body",
  proves: false,
  enabled: (settings) => settings.followUpBy.body,
  find: ({ mail }, desk) => byNumberIn(mail.body, "the text", desk),
};
