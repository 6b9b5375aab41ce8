/** Whether a mail was sent by a program, so that it never gets an automatic answer (OTRS's loop mark, RFC 3834). */
import { hasHeader, type ParsedMail } from "./message.ts";

/** OTRS's list; any value counts. */
const loopFields = ["Mailing-List", "Precedence", "X-Loop", "X-No-Loop", "X-Auto-Response-Suppress"];
const reportTypes = /^(?:multipart\/report|message\/delivery-status|message\/disposition-notification)\b/i;

/**
 * @param envelopeFrom empty for the null sender; undefined when the road has no envelope
 * @returns the reason in words, or undefined for a mail that a person sent
 */
export function isAutomatic(mail: ParsedMail, envelopeFrom: string | undefined): string | undefined {
  if (envelopeFrom === "") return "the envelope sender is null";
  if (mail.autoSubmitted?.startsWith("auto-")) return `Auto-Submitted is ${mail.autoSubmitted}`;
  const field = loopFields.find((name) => hasHeader(mail, name));
  if (field !== undefined) return `${field} is set`;
  const list = mail.headers.find(([name]) => /^list-/i.test(name));
  if (list !== undefined) return `${list[0]} is set`;
  if (mail.bounce !== undefined || reportTypes.test(mail.contentType)) return "it is a report about another mail";
  return undefined;
}
