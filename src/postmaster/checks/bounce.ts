/** A delivery status notification belongs to the ticket whose mail bounced (OTRS 0000-BounceEmail). */
import { byMessageIds, type FollowUpCheck, no } from "./check.ts";

export const bounce: FollowUpCheck = {
  name: "bounce",
  async find(mail, desk) {
    if (!desk.settings.bounceAsFollowUp) return no("bounces are no follow-ups here");
    if (mail.bounce === undefined) return no("not a bounce");
    const original = mail.bounce.originalMessageId;
    return await byMessageIds(original === undefined ? [] : [original], desk, "bounced Message-ID");
  },
};
