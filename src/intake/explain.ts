/** The decision about a mail without any effect: what the intake would do, and why. Nothing is stored. */
import type { Desk } from "../desk.ts";
import { fingerprint } from "../mail/identity.ts";
import type { ParsedMail } from "../mail/message.ts";
import { parseMail } from "../mail/parse.ts";
import { decide } from "../postmaster/decide.ts";
import type { Plan } from "../postmaster/plan.ts";
import { mailByFingerprint } from "../store/acceptedMail.ts";
import { reference } from "../store/reference.ts";
import { ticketById } from "../store/tickets.ts";
import { arrivalOf } from "./arrival.ts";
import { postmasterDesk } from "./desk.ts";
import { originOf } from "./origin.ts";
import type { Incoming } from "./types.ts";

export interface Explanation {
  readonly mail: ParsedMail;
  /** Number of the ticket that has this very message already, so that it would make nothing; empty where it made none. */
  readonly duplicateOf: string | undefined;
  readonly plan: Plan;
}

export async function explain(desk: Desk, incoming: Incoming): Promise<Explanation> {
  const { db } = desk.store;
  const mail = await parseMail(incoming.raw);
  const mark = fingerprint(mail, incoming.raw);
  const known = mark === undefined ? undefined : await mailByFingerprint(db, mark);
  const ticket = known?.ticketId == null ? undefined : await ticketById(db, known.ticketId);
  const rows = await reference(desk.store);
  const plan = await decide(
    arrivalOf(incoming, mail, await originOf(desk, incoming, mail)),
    postmasterDesk(desk, db, rows),
  );
  return { mail, duplicateOf: known === undefined ? undefined : (ticket?.number ?? ""), plan };
}
