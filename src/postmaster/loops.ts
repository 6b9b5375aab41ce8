/**
 * Stops the loops that no header and no address shows: a robot that answers each of our mails as a person would, from an
 * address that changes. What counts is how often one ticket, or mail that says the same, made us act today.
 */
import { createHash } from "node:crypto";
import type { ParsedMail } from "../mail/message.ts";
import { segmentsOf } from "../mail/reply/split.ts";
import { cleanSubject, type SubjectSettings } from "../mail/subject.ts";
import type { PostmasterDesk } from "./desk.ts";

/** What is counted, by the name under which the day's number is kept. */
export type LoopMark = `ticket:${number}` | `alike:${string}` | `reopen:${number}` | `reopen:${number}:${string}`;

/** Letters that are looked at; robots differ, if at all, at the end. */
const comparedLetters = 2000;
/** With fewer letters many people say the same: only those of one domain count together. */
const telling = 80;

/** `likeness`, computed once and only when it is asked for. */
export function likenessOf(...about: Parameters<typeof likeness>): () => string {
  let known: string | undefined;
  return () => {
    known ??= likeness(...about);
    return known;
  };
}

/**
 * Equal for mails that say the same: letters alone, without numbers, addresses, links, quotations, signature and our ticket
 * number, all of which a robot may fill in anew each time.
 */
export function likeness(
  mail: Pick<ParsedMail, "subject" | "body" | "bodyHtml" | "from">,
  subject: SubjectSettings,
): string {
  const own = segmentsOf(mail.body.slice(0, 100_000), null, mail.subject).filter(({ kind }) => kind === "text");
  const words = [cleanSubject(mail.subject, subject), ...own.map(({ text }) => text)]
    .join("\n")
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => !/@|:\/\//.test(word));
  const letters = words
    .join("")
    .replace(/\P{L}+/gu, "")
    .slice(0, comparedLetters);
  const domain = mail.from.at(-1)?.address.toLowerCase().replace(/^.*@/s, "") ?? "";
  const said = letters.length < telling ? `${letters} ${domain}` : letters;
  return createHash("sha256").update(said).digest("hex").slice(0, 32);
}

/** @returns why no automatic answer may go out; undefined when one may */
export async function answersEnough(
  ticketId: number | undefined,
  alike: string,
  desk: PostmasterDesk,
): Promise<string | undefined> {
  const { maxEmailsPerTicket, maxAlike } = desk.settings;
  if (ticketId !== undefined && (await desk.countedToday(`ticket:${ticketId}`)) >= maxEmailsPerTicket) {
    return `${maxEmailsPerTicket} automatic mails about this ticket today`;
  }
  if ((await desk.countedToday(`alike:${alike}`)) >= maxAlike) return `${maxAlike} mails that say the same today`;
  return undefined;
}

/** @returns why a mail may not reopen the ticket again; undefined when it may */
export async function reopensEnough(
  ticketId: number,
  alike: string,
  desk: PostmasterDesk,
): Promise<string | undefined> {
  const { maxReopens, maxAlike } = desk.settings;
  if ((await desk.countedToday(`reopen:${ticketId}`)) >= maxReopens) return `it was reopened ${maxReopens} times today`;
  if ((await desk.countedToday(`reopen:${ticketId}:${alike}`)) >= maxAlike) {
    return `mail that says the same reopened it ${maxAlike} times today`;
  }
  return undefined;
}
