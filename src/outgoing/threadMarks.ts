/** The signed marks of a ticket on a mail that leaves, by which its answer comes back to the ticket. See mail/threadToken.ts. */
import { fromDbTime } from "../clock.ts";
import type { Desk } from "../desk.ts";
import type { Address } from "../mail/message.ts";
import { cleanSubject } from "../mail/subject.ts";
import { threadTokens } from "../mail/threadToken.ts";
import { reference } from "../store/reference.ts";

export interface ThreadMarks {
  /** The ticket's own reference first: every client then shows all its mails as one conversation. */
  readonly references: readonly string[];
  /** Where answers shall go instead of to From. */
  readonly replyTo: Address | undefined;
  /** What Exchange and Outlook thread by. */
  readonly headers: Readonly<Record<string, string>>;
}

export async function threadMarks(
  desk: Desk,
  ticketId: number,
  from: Address,
  subject: string,
  references: readonly string[],
): Promise<ThreadMarks> {
  const { threadKey } = await reference(desk.store);
  if (threadKey === undefined) return { references, replyTo: undefined, headers: {} };
  const tokens = threadTokens(threadKey);
  const mark = tokens.reference(ticketId, desk.settings.system.fqdn);
  const plus = { name: from.name, address: tokens.plusAddress(from.address, ticketId) };
  return {
    references: [mark, ...references.filter((id) => id !== mark)],
    replyTo: desk.settings.postmaster.replyToToken ? plus : undefined,
    headers: {
      // The root must be the same in all mails of a ticket, so it holds no time of its own.
      "Thread-Index": tokens.threadIndex(ticketId, epoch),
      "Thread-Topic": cleanSubject(subject, desk.settings.ticket),
    },
  };
}

const epoch = fromDbTime("2000-01-01 00:00:00");
