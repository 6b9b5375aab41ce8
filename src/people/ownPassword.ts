/** What people do with their own password: change it, or get a new one when it is lost. */

import { fromDbTime } from "../clock.ts";
import type { Desk } from "../desk.ts";
import { AuthenticationError, NotFoundError, UserError } from "../errors.ts";
import { composeMail, newMessageId } from "../mail/compose.ts";
import type { Language } from "../messages/catalogue.ts";
import { said } from "../said.ts";
import { enqueueMail } from "../store/mailQueue.ts";
import { addReset, newestReset, resetByDigest } from "../store/passwordResets.ts";
import { type Person, type PersonKind, personById, personByLogin } from "../store/passwords.ts";
import { emailOf } from "../store/personEmails.ts";
import { reference } from "../store/reference.ts";
import { fromTemplate } from "../templates.ts";
import { beginAttempt, forgive } from "./attempts.ts";
import { setPassword } from "./newPassword.ts";
import { isOurs } from "./passwordSources.ts";
import { passwordMatches } from "./passwords.ts";
import { digestOf, newSecret } from "./secrets.ts";

/** Seconds between two mails with a code to one person. */
const resetEvery = 120;

/**
 * @param exceptSession the session that asks; all others end
 * @throws AuthenticationError when the old one is wrong, TooOftenError, and UserError when the new one is not good enough
 */
export async function changeOwnPassword(
  desk: Desk,
  person: Person,
  change: { readonly old: string; readonly new: string; readonly address: string },
  exceptSession: number | undefined,
): Promise<void> {
  if (!isOurs(desk, person)) {
    throw new UserError(said`your password is not kept here`, { mend: said`Change it where you have it from` });
  }
  const attempt = await beginAttempt(desk, { login: person.login, address: change.address }, person.kind);
  if (!(await passwordMatches(change.old, person.hash, person.login))) {
    throw new UserError(said`it is not your password now`, { where: "old", mend: said`Type it again` });
  }
  await attempt.succeeded();
  await setPassword(desk, person, change.new, { where: "new", exceptSession });
}

/** Mails a code to the address that is known of a person, in the language of whoever asks. Says nothing about whether there is one. */
export async function mailResetCode(
  desk: Desk,
  kind: PersonKind,
  { login, address, language }: { readonly login: string; readonly address: string; readonly language: Language },
): Promise<void> {
  const { resetMinutes } = desk.settings.password;
  if (resetMinutes === 0) {
    throw new UserError(said`lost passwords are not replaced by mail here`, { mend: said`Ask an administrator` });
  }
  // Counted like a failed login, so that nobody floods a mailbox or looks for logins.
  await beginAttempt(desk, { login, address }, kind);
  const person = await personByLogin(desk.store.db, kind, login.trim());
  const email = person?.valid && isOurs(desk, person) ? await emailOf(desk.store, person) : undefined;
  if (person === undefined || email === undefined) {
    desk.log.info({ login, address }, "a code for a lost password was asked for, but there is nobody to send it to");
    return;
  }
  await send(desk, person, email, language);
}

async function send(desk: Desk, person: Person, email: string, language: Language): Promise<void> {
  const { settings, store, clock } = desk;
  const { addresses, addressById } = await reference(store);
  // A mail to one of our own addresses would come back as a ticket, code and all.
  if (addresses.has(email.toLowerCase())) return;
  const now = clock.now();
  const { text: code, digest } = newSecret("reset");
  const own = [...addressById.values()].toSorted((a, b) => a.id - b.id).find(({ valid }) => valid);
  if (own === undefined) throw new NotFoundError(said`there is no system address to send from`);
  const { resetMinutes, resetUrl } = settings.password;
  const [subject = "", ...lines] = fromTemplate(`mail/lostPassword/${language}`, {
    name: person.firstName,
    login: person.login,
    code,
    url: resetUrl?.replaceAll("{code}", encodeURIComponent(code)),
    minutes: String(resetMinutes),
  }).split("\n");
  const from = { name: own.realname, address: own.address };
  const raw = await composeMail({
    from,
    to: [{ name: `${person.firstName} ${person.lastName}`.trim(), address: email }],
    cc: [],
    subject,
    messageId: newMessageId(now, settings.system.fqdn, 0),
    date: now,
    references: [],
    text: lines.join("\n").trimStart(),
    attachments: [],
    automatic: "auto-generated",
    loopAddress: from.address,
  });
  await store.transaction(async (tx) => {
    const newest = await newestReset(tx, person, now);
    if (newest !== undefined && now.getTime() - fromDbTime(newest).getTime() < resetEvery * 1000) return;
    await addReset(tx, person, digest, now, new Date(now.getTime() + resetMinutes * 60_000));
    await enqueueMail(tx, store.codec, { articleId: null, sender: "", recipients: [email], raw, due: undefined }, now);
  });
}

/** Sets a new password by the code of a mail; every session ends. @throws AuthenticationError when the code is none any more */
export async function resetPassword(
  desk: Desk,
  { code, password, address }: { readonly code: string; readonly password: string; readonly address: string },
): Promise<void> {
  // Codes are guessed from somewhere, not for somebody.
  const attempt = await beginAttempt(desk, { login: `a code from ${address}`, address }, "agent");
  const found = await resetByDigest(desk.store.db, digestOf(code.trim()), desk.clock.now());
  const person = found === undefined ? undefined : await personById(desk.store.db, found.kind, found.personId);
  if (person === undefined || !person.valid) {
    throw new AuthenticationError(said`the code is not good any more`, { mend: said`Ask for a new one` });
  }
  await attempt.withdraw();
  await setPassword(desk, person, password, { where: "password" });
  await forgive(desk, person.kind, person.login);
}
