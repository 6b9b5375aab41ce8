/** Follow-up by ticket number in an attachment (OTRS 0400-Attachments, off unless asked for). */
import { beginning, contentOf } from "../../mail/rawSource.ts";
import { byNumberIn, type FollowUpCheck, no } from "./check.ts";

/** Octets of an attachment that are searched. */
const searched = 1_000_000;

export const attachments: FollowUpCheck = {
  name: "attachments",
  proves: false,
  enabled: (settings) => settings.followUpBy.attachments,
  async find({ mail }, desk) {
    for (const attachment of mail.attachments) {
      const text = beginning(attachment.waiting ?? contentOf(attachment.read()), searched).toString("utf8");
      const found = await byNumberIn(text, `attachment ${attachment.filename}`, desk);
      if (found.ticket !== undefined) return found;
    }
    return no(mail.attachments.length === 0 ? "no attachment" : "no ticket number in an attachment");
  },
};
