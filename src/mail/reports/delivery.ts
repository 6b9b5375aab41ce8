/** Reads a delivery status notification (RFC 3464; internationalized, RFC 6533) out of the parts of a multipart/report. */
import type { Attachment, Bounce, BouncedRecipient } from "../message.ts";
import { cleanLine } from "../text.ts";
import { beginning, type Fields, groupsOf, returnedOf, withoutType } from "./fields.ts";

/** undefined when no part tells about a delivery. Some gateways pass the parts on without saying multipart/report. */
export function deliveryReport(attachments: readonly Attachment[]): Bounce | undefined {
  const part = attachments.find(({ contentType }) => /^message\/(?:global-)?delivery-status$/.test(contentType));
  if (part === undefined) return undefined;
  const groups = groupsOf(beginning(part));
  // After the first group, which is about the message, each is about one recipient; some programs leave the first out.
  const recipients = groups.flatMap((group) => recipientOf(group) ?? []);
  const returned = returnedOf(attachments);
  return {
    kind: kindOf(recipients),
    found: "report",
    originalMessageId: returned.messageId ?? groups[0]?.get("x-original-message-id"),
    originalSubject: returned.subject,
    recipients,
  };
}

function recipientOf(group: Fields): BouncedRecipient | undefined {
  const address = withoutType(group.get("final-recipient") ?? "") || withoutType(group.get("original-recipient") ?? "");
  if (address === "") return undefined;
  const action = (group.get("action") ?? "").toLowerCase().replace(/[^a-z].*$/s, "");
  const status = /[245]\.\d{1,3}\.\d{1,3}/.exec(group.get("status") ?? "")?.[0] ?? "";
  const diagnostic = cleanLine(withoutType(group.get("diagnostic-code") ?? ""));
  return { address, action, status, diagnostic, permanent: isPermanent(action, status) };
}

export function isPermanent(action: string, status: string): boolean {
  return action === "failed" && !status.startsWith("4");
}

/** The worst of the recipients' fates names the report's. */
export function kindOf(recipients: readonly Pick<BouncedRecipient, "action">[]): Bounce["kind"] {
  const has = (...actions: readonly string[]): boolean => recipients.some(({ action }) => actions.includes(action));
  if (has("failed")) return "failed";
  if (has("delayed")) return "delayed";
  return has("delivered", "relayed", "expanded") ? "delivered" : "failed";
}
