/** The time that an agent spent on a ticket, with an article or by itself. */

import type { Actor, Desk } from "../desk.ts";
import { UserError } from "../errors.ts";
import { said } from "../said.ts";
import { insertTime, timeOf } from "../store/timeAccounting.ts";
import { type Action, act } from "./commit.ts";
import { permitted } from "./permitted.ts";

/** Ten digits, two of them behind the point: what the column has room for. */
const most = 99_999_999.99;

export async function accountTime(
  desk: Desk,
  actor: Actor,
  name: string,
  units: number,
): Promise<{ readonly timeUnits: number }> {
  const found = await permitted(desk, actor, name, "time");
  return await act(desk, actor, found, async (action) => ({ timeUnits: await writeTime(action, units, undefined) }));
}

/** The part of another action that accounts time. @returns the sum of the ticket */
export async function writeTime(action: Action, units: number, articleId: number | undefined): Promise<number> {
  if (!Number.isFinite(units) || Math.abs(units) > most || Math.round(units * 100) === 0) {
    throw new UserError(said`${units} is no time`, {
      where: "timeUnits",
      mend: said`Give a number with up to two decimals`,
    });
  }
  const { tx, ticket, now, actor } = action;
  await insertTime(tx, { ticketId: ticket.id, articleId: articleId ?? null, units }, now, actor.userId);
  const sum = await timeOf(tx, ticket.id);
  await action.record("TimeAccounting", `%%${units}%%${sum}`, articleId);
  return sum;
}
