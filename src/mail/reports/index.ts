/** What a mail reports about another mail: a delivery, a receipt, a complaint. Recognised by its parts, else by words. */
import type { ParsedMail } from "../message.ts";
import { abuseReport } from "./complaint.ts";
import { deliveryReport } from "./delivery.ts";
import { dispositionReport } from "./disposition.ts";
import { returnedOf } from "./fields.ts";
import { bounceInWords, isDaemon } from "./words.ts";

type Reports = Pick<ParsedMail, "bounce" | "receipt" | "complaint">;
type Read = Pick<ParsedMail, "from" | "subject" | "body" | "headers" | "attachments" | "contentType">;

const none: Reports = { bounce: undefined, receipt: undefined, complaint: undefined };

export function reportsOf(mail: Read): Reports {
  // Whose program passes a report on part by part is no reporter.
  const attachments = isReport(mail) ? mail.attachments : [];
  const bounce = deliveryReport(attachments);
  if (bounce !== undefined)
    return { ...none, bounce: bounce.recipients.length > 0 ? bounce : (inWords(mail) ?? bounce) };
  const receipt = dispositionReport(attachments);
  if (receipt !== undefined) return { ...none, receipt };
  const complaint = abuseReport(attachments);
  if (complaint !== undefined) return { ...none, complaint };
  return { ...none, bounce: inWords(mail) };
}

function isReport({ contentType, from }: Read): boolean {
  return /^(?:multipart\/report|message\/)/i.test(contentType) || from.length === 0 || from.some(isDaemon);
}

function inWords(mail: Read): Reports["bounce"] {
  return bounceInWords({ ...mail, returned: () => returnedOf(mail.attachments) });
}
