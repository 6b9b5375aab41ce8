/** Whose ticket it is: a customer user and a company. */

import type { UpdateRequest } from "../../api/requests.ts";
import { UserError } from "../../errors.ts";
import { said } from "../../said.ts";
import { customerByEmail, customerByLogin, loginsBeginning } from "../../store/customers.ts";
import type { Reader } from "../../store/store.ts";
import { guess } from "../missing.ts";
import type { Before, Step } from "./step.ts";

export async function customerSteps({ ticket, tx }: Before, request: UpdateRequest): Promise<readonly Step[]> {
  const chosen = await chosenCustomer(tx, request);
  if (chosen === undefined) return [];
  const customerUser = chosen.customerUser === undefined ? ticket.customerUser : chosen.customerUser;
  const customerId = chosen.customerId === undefined ? ticket.customerId : chosen.customerId;
  if (customerUser === ticket.customerUser && customerId === ticket.customerId) return [];
  return [
    {
      change: { customer_user_id: customerUser, customer_id: customerId },
      history: ["CustomerUpdate", customerHistory(customerId, customerUser)],
      does: "customer",
    },
  ];
}

export function customerHistory(customerId: string | null, customerUser: string | null): string {
  return `%%CustomerID=${customerId ?? ""};CustomerUser=${customerUser ?? ""};`;
}

interface Chosen {
  readonly customerUser?: string | null;
  readonly customerId?: string | null;
}

/**
 * By login or mail address, as the customer user's own rows have it; an address that nobody has is a customer by itself, as
 * for a mail from it. An empty text takes away.
 * @throws UserError for a login that nobody has
 */
export async function chosenCustomer(
  db: Reader,
  { customerUser, customerId }: Pick<UpdateRequest, "customerUser" | "customerId">,
): Promise<Chosen | undefined> {
  const id = customerId === undefined ? {} : { customerId: customerId === "" ? null : customerId };
  if (customerUser === undefined) return customerId === undefined ? undefined : id;
  if (customerUser === "") return { customerUser: null, customerId: null, ...id };
  const byLogin = await customerByLogin(db, customerUser);
  const known = byLogin ?? (customerUser.includes("@") ? await customerByEmail(db, customerUser) : undefined);
  if (known !== undefined) return { customerUser: known.login, customerId: known.customerId, ...id };
  if (/^[^\s@]+@[^\s@]+$/.test(customerUser)) return { customerUser, customerId: customerUser, ...id };
  const near = await loginsBeginning(db, customerUser.slice(0, 1));
  throw new UserError(said`there is no customer user "${customerUser}"`, {
    where: "customerUser",
    mend: guess(customerUser, near, said`Name a customer user's login, or a mail address`),
  });
}
