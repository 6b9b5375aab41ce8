/** Follow-up by ticket number anywhere in the raw message (OTRS 0500-RawEmail, off unless asked for). */
import { beginning } from "../../mail/rawSource.ts";
import { byNumberIn, type FollowUpCheck } from "./check.ts";

/** Octets of the message that are searched. */
const searched = 5_000_000;

export const raw: FollowUpCheck = {
  name: "raw message",
  proves: false,
  enabled: (settings) => settings.followUpBy.raw,
  find: ({ raw: content }, desk) => byNumberIn(beginning(content, searched).toString("latin1"), "the message", desk),
};
