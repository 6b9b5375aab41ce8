/** Reads a delivery status notification (RFC 3464) out of the parts of a multipart/report. */
import { messageIds } from "./headers.ts";
import type { Attachment, Bounce } from "./message.ts";
import { cleanLine } from "./text.ts";

/** Reports are small; a part larger than that is a returned message of which only the beginning counts. */
const maxRead = 64 * 1024;

/** undefined when the mail is no report about a delivery. */
export function bounceOf(contentType: string, attachments: readonly Attachment[]): Bounce | undefined {
  if (!/^multipart\/report\b/i.test(contentType)) return undefined;
  const status = attachments.find((part) => part.contentType === "message/delivery-status");
  if (status === undefined) return undefined;
  const returned = attachments.find((part) =>
    /^(?:message\/rfc822|text\/rfc822-headers|message\/global)/.test(part.contentType),
  );
  return {
    originalMessageId: returned === undefined ? undefined : originalId(beginning(returned)),
    recipients: recipients(beginning(status)),
  };
}

function beginning(part: Attachment): string {
  return part.read().subarray(0, maxRead).toString("latin1").replace(/\r\n?/g, "\n");
}

function originalId(message: string): string | undefined {
  const [headers = ""] = message.trimStart().split("\n\n", 1);
  const field = /^message-id:((?:.|\n[ \t])*)/im.exec(headers);
  return field?.[1] === undefined ? undefined : messageIds(field[1])[0];
}

/** After the first group, which is about the message, each group of fields is about one recipient. */
function recipients(status: string): Bounce["recipients"] {
  return status
    .split(/\n{2,}/)
    .map((group) => {
      const field = (name: string): string => {
        const found = new RegExp(`^${name}:((?:.|\\n[ \\t])*)`, "im").exec(group);
        return cleanLine(found?.[1] ?? "");
      };
      const address = field("Final-Recipient") || field("Original-Recipient");
      return {
        address: address.replace(/^[^;]*;\s*/, ""),
        action: field("Action").toLowerCase(),
        status: field("Status"),
        diagnostic: field("Diagnostic-Code").replace(/^[^;]*;\s*/, ""),
      };
    })
    .filter(({ address }) => address !== "");
}
