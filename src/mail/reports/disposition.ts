/** Reads a message disposition notification (RFC 8098): a receipt that says what became of a mail at its reader's. */
import { messageIds } from "../headers.ts";
import type { Attachment, Receipt } from "../message.ts";
import { beginning, fieldsOf, returnedOf, withoutType } from "./fields.ts";

export function dispositionReport(attachments: readonly Attachment[]): Receipt | undefined {
  const part = attachments.find(({ contentType }) =>
    /^message\/(?:global-)?disposition-notification$/.test(contentType),
  );
  if (part === undefined) return undefined;
  // One group; what stands behind an empty line belongs to it in practice.
  const fields = fieldsOf(beginning(part).replace(/\n{2,}/g, "\n"));
  // §3.2.6: `manual-action/MDN-sent-manually; displayed/error`
  const [mode = "", type = ""] = (fields.get("disposition") ?? "").toLowerCase().split(";");
  return {
    originalMessageId: messageIds(fields.get("original-message-id") ?? "")[0] ?? returnedOf(attachments).messageId,
    recipient: withoutType(fields.get("final-recipient") ?? fields.get("original-recipient") ?? ""),
    disposition: /[a-z-]+/.exec(type)?.[0] ?? "displayed",
    automatic: mode.startsWith("automatic-action"),
  };
}
