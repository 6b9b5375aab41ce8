/** Who a customer is, and which tickets are theirs: their own, their companies', within their groups (behaviour §6). */

import type { Desk } from "../desk.ts";
import { AuthenticationError } from "../errors.ts";
import { said } from "../said.ts";
import { customerGroups, customerRow, furtherCustomerIds, type GroupKey } from "../store/customerAccess.ts";
import { reference } from "../store/reference.ts";
import { isSession } from "./secrets.ts";
import { sessionOf } from "./sessions.ts";

/** A customer who acts, resolved once at the edge. */
export interface CustomerActor {
  /** customer_user.id */
  readonly id: number;
  readonly login: string;
  readonly name: string;
  readonly email: string;
  /** The company of the row first, then further ones. */
  readonly customerIds: readonly string[];
}

export type CustomerKey = "ro" | "rw";

/** Which tickets: those that fulfil it, and no others. */
export interface CustomerScope {
  /** Tickets of this customer user. */
  readonly login: string;
  /** And tickets of these companies. */
  readonly customerIds: readonly string[];
  /** Only in queues of these groups; undefined where groups of customers are off. */
  readonly groupIds: readonly number[] | undefined;
}

interface Rules {
  readonly groups: boolean;
  readonly companyTickets: boolean;
}

/** Pure. @param groups what `customerGroups` gives */
export function scopeOf(
  { login, customerIds }: Pick<CustomerActor, "login" | "customerIds">,
  groups: readonly GroupKey[],
  key: CustomerKey,
  rules: Rules,
): CustomerScope {
  const allowed = groups.filter((group) => group.key === "rw" || group.key === key);
  return {
    login,
    customerIds: rules.companyTickets ? customerIds : [],
    groupIds: rules.groups ? [...new Set(allowed.map(({ groupId }) => groupId))] : undefined,
  };
}

export async function customerScope(desk: Desk, actor: CustomerActor, key: CustomerKey): Promise<CustomerScope> {
  const { groups, alwaysGroups, companyTickets } = desk.settings.customer;
  const rows = groups ? await customerGroups(desk.store.db, actor.login, actor.customerIds, alwaysGroups) : [];
  return scopeOf(actor, rows, key, { groups, companyTickets });
}

/** Names of the queues in which the customer may open tickets. */
export async function customerQueues(desk: Desk, actor: CustomerActor): Promise<readonly string[]> {
  const { queues } = await reference(desk.store);
  const { groupIds } = await customerScope(desk, actor, "rw");
  const offered = desk.settings.customer.queues;
  const names = offered.length > 0 ? offered : [desk.settings.postmaster.defaultQueue];
  return names.filter((name) => {
    const queue = queues.byName(name);
    return queue?.valid === true && (groupIds === undefined || groupIds.includes(queue.groupId));
  });
}

/** @throws AuthenticationError for a token that is none, has ended, or is an agent's */
export async function customerByToken(
  desk: Desk,
  bearer: string,
): Promise<{ readonly customer: CustomerActor; readonly sessionId: number }> {
  const session = isSession(bearer) ? await sessionOf(desk, bearer) : undefined;
  const row =
    session === undefined || session.userId !== null ? undefined : await customerRow(desk.store.db, session.login);
  if (session === undefined || row === undefined) {
    throw new AuthenticationError(said`the token is no customer's`, {
      mend: said`Log in: POST /api/v1/customer/session`,
    });
  }
  const { id, login, email, firstName, lastName } = row;
  const customerIds = [row.customerId, ...(await furtherCustomerIds(desk.store.db, login))];
  return {
    sessionId: session.id,
    customer: {
      id,
      login,
      email,
      name: `${firstName} ${lastName}`.trim() || login,
      // An empty one belongs to nobody: it would open the tickets of everybody who has none.
      customerIds: [...new Set(customerIds.filter((one) => one.trim() !== ""))],
    },
  };
}
