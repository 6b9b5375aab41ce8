/** A reply as the agent edits it: headers, a blank line, the text. Pure. */
import type { ReplyDraft, ReplyRequest } from "../src/api/types.ts";

const fields = ["to", "cc", "subject"] as const;

export function draftText(draft: ReplyDraft): string {
  return `To: ${draft.to}\nCc: ${draft.cc}\nSubject: ${draft.subject}\n\n${draft.body}`;
}

/** What stands above the first blank line are headers; a text without any goes to the draft's own recipient. */
export function replyOf(text: string, draft: ReplyDraft): ReplyRequest {
  const [head = "", ...rest] = text.split(/\n\n/);
  const headers = new Map(
    head.split("\n").flatMap((line) => {
      const match = /^(To|Cc|Subject):\s*(.*)$/i.exec(line);
      return match === null ? [] : [[(match[1] ?? "").toLowerCase(), match[2] ?? ""] as const];
    }),
  );
  const body = headers.size === 0 ? text : rest.join("\n\n");
  const chosen = Object.fromEntries(fields.map((field) => [field, headers.get(field) ?? draft[field]]));
  return { ...chosen, ...(draft.articleId === 0 ? {} : { articleId: draft.articleId }), body };
}
