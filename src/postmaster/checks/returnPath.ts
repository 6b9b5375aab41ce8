/** What comes to an envelope sender of ours, signed, is about the article that it was made for: bounces, vacation notices. */
import { addressedTo } from "../addressedTo.ts";
import { type FollowUpCheck, no, yes } from "./check.ts";

export const returnPath: FollowUpCheck = {
  name: "return path",
  proves: true,
  enabled: () => true,
  async find({ mail, envelopeTo }, desk) {
    for (const address of addressedTo(mail, envelopeTo)) {
      const ticket = await desk.ticketByReturnPath(address);
      if (ticket !== undefined) return yes(ticket, `${address} is the return path of an article`);
    }
    return no("it did not come to a return path of ours");
  },
};
