/** Keeps a mail of the queue from being sent until somebody releases it, with a line where one looks for who did so. */

import { fromDbTime } from "../clock.ts";
import type { Actor, Desk } from "../desk.ts";
import { ConflictError, NotFoundError, UserError } from "../errors.ts";
import { said } from "../said.ts";
import { sentArticle } from "../store/articles.ts";
import { addAuditOf } from "../store/auditTrail.ts";
import { addHistory } from "../store/history.ts";
import { endHold, type MailHold, queuedInTurn, setHold } from "../store/mailHold.ts";
import { reference } from "../store/reference.ts";
import type { Tx } from "../store/store.ts";

const longestReason = 200;

/**
 * The caller has checked that the person may.
 * @throws ConflictError when it is on hold already, or leaving just now; NotFoundError when it has left or was given up
 */
export async function hold(desk: Desk, id: number, actor: Actor, reason: string | undefined): Promise<void> {
  const why = reasonOf(reason);
  await onQueued(desk, id, actor, async (tx, mail, now) => {
    if (mail.hold !== null) {
      throw new ConflictError(said`mail ${id} is on hold already, ${holdWords(mail.hold)}`, {
        mend: said`Release it first, to hold it for another reason`,
      });
    }
    if (mail.sending) {
      throw new ConflictError(said`mail ${id} is being sent just now`, {
        mend: said`Try again in a moment, in case its server puts it off`,
      });
    }
    await setHold(tx, id, mail, { userId: actor.userId, reason: why }, now);
    return { action: "hold", told: `On hold${why === null ? "" : `: ${why}`}`, changes: { reason: [null, why] } };
  });
}

/** It is sent as if it had just been queued. @throws ConflictError when it is not on hold */
export async function release(desk: Desk, id: number, actor: Actor): Promise<void> {
  await onQueued(desk, id, actor, async (tx, mail, now) => {
    if (mail.hold === null) {
      throw new ConflictError(said`mail ${id} is not on hold`, {
        mend: said`See what it waits for in the outbound queue`,
      });
    }
    await endHold(tx, id, now);
    return { action: "release", told: "Released", changes: { reason: [mail.hold.reason, null] } };
  });
}

/** `by root@localhost since 2026-11-24 10:00 UTC: the wrong attachment`. */
export function holdWords({ by, since, reason }: MailHold): string {
  const time = fromDbTime(since).toISOString().slice(0, 16).replace("T", " ");
  return `by ${by ?? "somebody who is gone"} since ${time} UTC${reason === null ? "" : `: ${reason}`}`;
}

type Queued = NonNullable<Awaited<ReturnType<typeof queuedInTurn>>>;
interface Deed {
  readonly action: "hold" | "release";
  readonly told: string;
  readonly changes: Parameters<typeof addAuditOf>[1]["changes"];
}

/** Mail of a ticket is told of in the ticket's history, other mail in the audit trail. */
async function onQueued(
  { store, clock }: Desk,
  id: number,
  { userId, login }: Actor,
  work: (tx: Tx, mail: Queued, now: Date) => Promise<Deed>,
): Promise<void> {
  const rows = await reference(store);
  await store.transaction(async (tx) => {
    const now = clock.now();
    const mail = await queuedInTurn(tx, id, "hold", now);
    if (mail === undefined) {
      throw new NotFoundError(said`there is no mail ${id} that waits to be sent`, {
        mend: said`It has left, or was given up; look at the outbound queue again`,
      });
    }
    const { action, told, changes } = await work(tx, mail, now);
    const { articleId, recipients } = mail;
    const after = articleId === null ? undefined : (await sentArticle(tx, articleId))?.ticket;
    if (after === undefined) {
      await addAuditOf(tx, { userId, login, thing: "outbound-mail", key: String(id), action, changes }, now);
    } else {
      const name = `%%${told}: ${recipients.join(", ")}`;
      await addHistory(tx, rows, after, "Misc", name, now, userId, articleId);
    }
  });
}

function reasonOf(text = ""): string | null {
  const reason = text.replace(/\s+/g, " ").trim();
  if (reason.length > longestReason) {
    throw new UserError(said`the reason has ${reason.length} characters`, {
      where: "reason",
      mend: said`Write at most ${longestReason}`,
    });
  }
  return reason === "" ? null : reason;
}
