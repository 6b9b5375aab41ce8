/** A mail with one header changed, and what the parser would have made of it: for filters and forwarded mail. */
import { parseAddresses } from "../mail/addresses.ts";
import { messageIds } from "../mail/headers.ts";
import type { ParsedMail } from "../mail/message.ts";

/** @param key a header's name, or `Body` */
export function withMailHeader(mail: ParsedMail, key: string, value: string): ParsedMail {
  const name = key.toLowerCase();
  if (name === "body") return { ...mail, body: value };
  const kept = mail.headers.filter(([written]) => written.toLowerCase() !== name);
  return { ...mail, headers: [...kept, [key, value]], ...parsed(name, value) };
}

function parsed(name: string, value: string): Partial<ParsedMail> {
  switch (name) {
    case "subject":
      return { subject: value };
    case "from":
      return { from: parseAddresses(value) };
    case "to":
      return { to: parseAddresses(value) };
    case "cc":
      return { cc: parseAddresses(value) };
    case "reply-to":
      return { replyTo: parseAddresses(value) };
    case "in-reply-to":
      return { inReplyTo: messageIds(value) };
    case "references":
      return { references: messageIds(value) };
    default:
      return {};
  }
}
