/** Nobody overwrites what they have not seen: a request may carry the version of the ticket that its agent looked at. */

import type { Meanwhile } from "../api/problem.ts";
import { iso } from "../clock.ts";
import { ConflictError } from "../errors.ts";
import { joined, said, type Words } from "../said.ts";
import { articleHeads, changesSince, lastMove, type Since, writtenByCustomers } from "../store/ticketVersion.ts";
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
  throw new ConflictError(said`ticket ${ticket.number} was changed meanwhile: ${joined(changes.map(told), "; ")}`, {
    where: "version",
    mend: said`Look at it again and repeat`,
    meanwhile: changes.map((one) => meanwhile(one)),
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
  const all = written.map((one) => meanwhile(one, heads.get(one.articleId ?? 0)?.from));
  const list = ids.map((id) => {
    const by = all.find(({ articleId }) => articleId === id)?.by ?? "";
    return said`#${id} of ${by}, "${heads.get(id)?.subject ?? ""}"`;
  });
  throw new ConflictError(said`ticket ${ticket.number} has what you have not read: ${joined(list, "; ")}`, {
    where: "version",
    mend: said`Read it first, or answer all the same: --anyway, in the API anyway=true`,
    meanwhile: all,
  });
}

/** For what was written in the name of a queue. @throws ConflictError that tells who moved the ticket meanwhile, and where */
export async function mustBeInQueue({ tx, ticket }: Action, queueId: number): Promise<void> {
  if (ticket.queueId === queueId) return;
  const move = await lastMove(tx, ticket.id);
  const [, queue = ""] = move?.values.split("%%") ?? [];
  const { number } = ticket;
  const what =
    move === undefined
      ? said`ticket ${number} was moved meanwhile`
      : said`ticket ${number} was moved meanwhile into queue "${queue}" by ${move.by}`;
  throw new ConflictError(what, {
    mend: said`Look at it again and repeat`,
    meanwhile: move === undefined ? [] : [meanwhile(move)],
  });
}

/** Agents by their login, since they share an address; customers as their article says: the row is the postmaster's. */
function meanwhile({ type, by, time, articleId }: Since, from?: string): Meanwhile {
  return { type, by: writtenByCustomers.has(type) && from ? from : by, at: iso(time), articleId };
}

function told({ type, values, by, time }: Since): Words {
  const words = values.split("%%").filter((word) => word !== "");
  return said`${[type, ...words].join(" ")} by ${by} at ${time}`;
}
