/** Colleagues that a note names as `@login`: kept with it, and told by mail. */
import { buildSubject } from "../mail/subject.ts";
import { tellAgents } from "../notification/tell.ts";
import { permissionsOf } from "../people/permissions.ts";
import { insertMention } from "../store/mentions.ts";
import type { Action } from "./commit.ts";

/** Logins that the text names, each once, in the order of the logins. What belongs to a longer word or address is none. */
export function mentioned(text: string, logins: readonly string[]): readonly string[] {
  return logins.filter((login) => {
    const name = login.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    return new RegExp(`(?<![\\w.@-])@${name}(?![\\w@-]|\\.\\w)`, "i").test(text);
  });
}

/** Only agents who may see the ticket are told; whoever writes need not be. */
export async function writeMentions(action: Action, articleId: number, text: string, from: string): Promise<void> {
  const { desk, tx, rows, ticket, now, actor } = action;
  if (!text.includes("@")) return;
  const logins = new Set(
    mentioned(
      text,
      rows.agents.map(({ login }) => login),
    ),
  );
  const told: number[] = [];
  for (const { id, login } of rows.agents) {
    if (!logins.has(login)) continue;
    const permissions = await permissionsOf(desk, { userId: id, login }, { tx, rows });
    if (!permissions.mayTicket(ticket, "ro")) continue;
    await insertMention(tx, { userId: id, ticketId: ticket.id, articleId }, now);
    if (id !== actor.userId) told.push(id);
  }
  const notice = {
    name: "Mention",
    subject: buildSubject("new", ticket.number, `${from} names you: ${ticket.title}`, desk.settings.ticket),
    text: `${from} names you in a note on ticket ${ticket.number}, "${ticket.title}":\n\n${text.trimEnd()}\n`,
    references: [],
  };
  await tellAgents(tx, desk, rows, { ...ticket, ticketId: ticket.id }, told, notice, now);
}
