/** Nobody overwrites what they have not seen: a request may carry the version of the ticket that its agent looked at. */
import { ConflictError } from "../errors.ts";
import { articleHeads, changesSince, type Since } from "../store/ticketVersion.ts";
import type { Action } from "./commit.ts";

/** What history tells about people being told, or about single agents, is no change of the ticket. */
const unimportant = new Set([
  "SendAgentNotification",
  "SendCustomerNotification",
  "SendAutoReply",
  "SendAutoReject",
  "SendAutoFollowUp",
  "Subscribe",
  "Unsubscribe",
  "TimeAccounting",
  "LoopProtection",
  "Misc",
  "EmailResend",
]);

/** @throws ConflictError that tells what others changed since, and who */
export async function mustBeCurrent({ tx, ticket, actor }: Action, version: number | undefined): Promise<void> {
  if (version === undefined) return;
  const changes = (await changesSince(tx, ticket.id, version, actor.userId)).filter(
    ({ type }) => !unimportant.has(type),
  );
  if (changes.length === 0) return;
  throw new ConflictError(`ticket ${ticket.number} was changed meanwhile: ${changes.map(told).join("; ")}`, {
    where: "version",
    mend: "Look at it again and repeat",
  });
}

/** For an answer: only what was written meanwhile matters. @throws ConflictError that tells the new articles */
export async function mustHaveRead({ tx, ticket, actor }: Action, version: number | undefined): Promise<void> {
  if (version === undefined) return;
  const written = (await changesSince(tx, ticket.id, version, actor.userId)).filter(
    ({ type, articleId }) => articleId !== null && !unimportant.has(type),
  );
  const ids = [...new Set(written.flatMap(({ articleId }) => (articleId === null ? [] : [articleId])))];
  if (ids.length === 0) return;
  const heads = await articleHeads(tx, ids);
  const list = ids.map((id) => `#${id} of ${heads.get(id)?.from ?? "?"}, "${heads.get(id)?.subject ?? ""}"`);
  throw new ConflictError(`ticket ${ticket.number} has what you have not read: ${list.join("; ")}`, {
    where: "version",
    mend: "Read it first, or answer all the same: --anyway, in the API anyway=true",
  });
}

function told({ type, values, by, time }: Since): string {
  const words = values.split("%%").filter((word) => word !== "");
  return `${type}${words.length === 0 ? "" : ` ${words.join(" ")}`} by ${by} at ${time}`;
}
