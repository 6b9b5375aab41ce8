/** Follow-up by a signed token of ours in References, a recipient's plus-address or Thread-Index: the strongest sign. */
import { header } from "../../mail/message.ts";
import type { Letter } from "../arrival.ts";
import { type FollowUpCheck, no, yes } from "./check.ts";

export const token: FollowUpCheck = {
  name: "token",
  proves: true,
  enabled: (settings) => settings.followUpBy.token,
  async find(letter, desk) {
    const { tokens } = desk;
    if (tokens === undefined) return no("this database has no key for tokens");
    for (const { where, text, read } of places(letter)) {
      const id = tokens[read](text);
      if (id === undefined) continue;
      const ticket = await desk.ticketById(id);
      return ticket === undefined
        ? no(`token of ticket #${id} in ${where}`, "the ticket is gone")
        : yes(ticket, `our token in ${where}`);
    }
    return no("no token of ours");
  },
};

interface Place {
  readonly where: string;
  readonly text: string;
  readonly read: "inMessageId" | "inAddress" | "inThreadIndex";
}

function* places({ mail, envelopeTo }: Letter): Generator<Place> {
  for (const text of mail.inReplyTo) yield { where: "In-Reply-To", text, read: "inMessageId" };
  for (const text of mail.references.toReversed()) yield { where: "References", text, read: "inMessageId" };
  for (const { address } of mail.to) yield { where: "To", text: address, read: "inAddress" };
  for (const { address } of mail.cc) yield { where: "Cc", text: address, read: "inAddress" };
  for (const text of envelopeTo) yield { where: "the envelope", text, read: "inAddress" };
  for (const name of ["Delivered-To", "X-Original-To", "Envelope-To"]) {
    yield { where: name, text: header(mail, name) ?? "", read: "inAddress" };
  }
  yield { where: "Thread-Index", text: header(mail, "Thread-Index") ?? "", read: "inThreadIndex" };
}
