/** Reads an abuse report (ARF, RFC 5965): a provider passes on that somebody called our mail spam. */
import { messageIds } from "../headers.ts";
import type { Attachment, Complaint } from "../message.ts";
import { beginning, fieldsOf, returnedOf, withoutType } from "./fields.ts";

export function abuseReport(attachments: readonly Attachment[]): Complaint | undefined {
  const part = attachments.find(({ contentType }) => contentType === "message/feedback-report");
  if (part === undefined) return undefined;
  const text = beginning(part);
  const fields = fieldsOf(text.replace(/\n{2,}/g, "\n"));
  const returned = returnedOf(attachments);
  // §3.2: Original-Rcpt-To may stand several times.
  const named = [...text.matchAll(/^original-rcpt-to:[ \t]*([^\n]+)/gim)].map(([, address = ""]) =>
    withoutType(address),
  );
  return {
    type: (fields.get("feedback-type") ?? "abuse").toLowerCase(),
    originalMessageId: returned.messageId ?? messageIds(fields.get("original-message-id") ?? "")[0],
    recipients: named.length > 0 || returned.to === undefined ? named : [returned.to],
    agent: fields.get("user-agent") ?? fields.get("reporting-mta") ?? "",
  };
}
