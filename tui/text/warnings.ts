/** What an agent may want to know before a mail leaves. Pure; the daemon decides what is allowed. */
import { distance } from "fastest-levenshtein";
import { type Draft, filesOf, type Headers, isMail } from "../draft.ts";
import { text } from "../messages.ts";
import { safeLine } from "./safe.ts";

const attachmentWords =
  /\b(?:attach(?:ed|ment|ments|ing)?|enclosed|anhang|anhänge|angehängt|anbei|beigefügt|beiliegend|adjunt[oa]s?|anexo|pièces? jointes?|ci-joint(?:e|es|s)?)\b/iu;

/** @param start the draft as the daemon made it: whom it names belongs to the conversation */
export function warningsOf(draft: Draft, start: Draft): readonly string[] {
  if (!isMail(draft.kind)) return [];
  const known = addressesOf(start.headers);
  // Who a mail is forwarded to, or a new one, is a stranger by nature.
  const strangers =
    draft.kind !== "reply" ? [] : addressesOf(draft.headers).filter((address) => !known.includes(address));
  const own = draft.body
    .split("\n")
    .filter((line) => !line.startsWith(">") && !start.body.includes(line))
    .join("\n");
  return [
    ...(addressesOf(draft.headers).length === 0 ? [nobodyText(draft.headers)] : []),
    ...(filesOf(draft).length === 0 && attachmentWords.test(own) ? [text("compose.forgotten")] : []),
    ...strangers.map((address) => strangerText(address, known)),
  ];
}

function strangerText(who: string, known: readonly string[]): string {
  const like = known.find((address) => distance(address, who) <= 2);
  return like === undefined ? text("compose.stranger", { who }) : text("compose.almost", { who, like });
}

/** Addresses of To, Cc and Bcc in small letters; what is no address yet is left out. */
export function addressesOf({ to = "", cc = "", bcc = "" }: Partial<Headers>): readonly string[] {
  return [...`${to},${cc},${bcc}`.matchAll(/[^\s<>,;"]+@[^\s<>,;"]+/g)].map(([address]) => address.toLowerCase());
}

/** Why nobody would receive it. */
export function nobodyText({ to = "", cc = "", bcc = "" }: Partial<Headers>): string {
  const what = [to, cc, bcc].map(safeLine).find((typed) => typed !== "");
  return what === undefined ? text("compose.noRecipient") : text("compose.noAddress", { what });
}
