/** The automatic answer to what a customer writes: on a ticket, or a new one; decided as for a mail (postmaster/autoResponse.ts). */
import { writeAutoResponse } from "../intake/autoResponse.ts";
import type { Written } from "../intake/newTicket.ts";
import type { Writing } from "../intake/work.ts";
import type { CustomerActor } from "../people/customers.ts";
import { planAutoResponse } from "../postmaster/autoResponse.ts";
import type { PostmasterDesk } from "../postmaster/desk.ts";
import { likenessOf } from "../postmaster/loops.ts";

interface Said {
  readonly type: "auto reply" | "auto follow up";
  readonly subject: string;
  readonly body: string;
}

export async function answerAutomatically(
  work: Writing,
  desk: PostmasterDesk,
  { name, email }: CustomerActor,
  written: Written,
  { type, subject, body }: Said,
): Promise<void> {
  const from = email === "" ? [] : [{ name, address: email }];
  const mail = { from, to: [], cc: [], subject, body, bodyHtml: undefined, messageId: undefined, references: [] };
  const plan = await planAutoResponse(
    {
      type,
      queueId: written.after.queueId,
      answerTo: from.map(({ address }) => address),
      automatic: undefined,
      ticketId: type === "auto reply" ? undefined : written.ticketId,
      alike: likenessOf(mail, desk.subject),
    },
    desk,
  );
  if (plan !== undefined) await writeAutoResponse({ ...work, mail }, written, plan, true);
}
