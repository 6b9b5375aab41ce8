/** An agent's own marks on a ticket or one of its articles, `Important` for example; no one else sees them. */

import type { FlagRequest } from "../api/requests.ts";
import type { Actor, Desk } from "../desk.ts";
import { UserError } from "../errors.ts";
import { said } from "../said.ts";
import { articleTicket } from "../store/articleView.ts";
import { setArticleFlag, setTicketFlag } from "../store/flags.ts";
import { act } from "./commit.ts";
import { permitted } from "./permitted.ts";

/** Characters that OTRS's columns have room for. */
const longest = 50;

export async function flag(desk: Desk, actor: Actor, name: string, request: FlagRequest): Promise<void> {
  const { flag: key, articleId } = request;
  const value = request.value === undefined ? "1" : request.value;
  if (!/^[A-Za-z][\w.-]*$/.test(key) || key.length > longest) {
    throw new UserError(said`"${key}" is no name of a mark`, {
      where: "flag",
      mend: said`Use up to ${longest} letters and digits`,
    });
  }
  if (value !== null && value.length > longest) {
    throw new UserError(said`the mark's value is too long`, {
      where: "value",
      mend: said`Use up to ${longest} characters`,
    });
  }
  const found = await permitted(desk, actor, name, "flag");
  if (articleId !== undefined && (await articleTicket(desk.store.db, articleId)) !== found.ticket.id) {
    throw new UserError(said`ticket ${found.ticket.number} has no article ${articleId}`, {
      where: "articleId",
      mend: said`Take it from \`gotrs ticket show\``,
    });
  }
  await act(desk, actor, found, ({ tx, ticket, now }) =>
    articleId === undefined
      ? setTicketFlag(tx, ticket.id, actor.userId, key, value, now)
      : setArticleFlag(tx, articleId, actor.userId, key, value, now),
  );
}
