/** The customer of a new ticket: named by a header, found by the sender's address, or the bare address (behaviour §2). */
import type { Letter } from "./arrival.ts";
import type { PostmasterDesk } from "./desk.ts";
import { customerAddress } from "./sender.ts";
import { steered } from "./steering.ts";

export interface FoundCustomer {
  readonly user: string | null;
  readonly id: string | null;
  readonly saw: string;
}

export async function findCustomer({ mail, steering }: Letter, desk: PostmasterDesk): Promise<FoundCustomer> {
  const number = steered(steering, "customerno");
  const login = steered(steering, "customeruser");
  if (login !== undefined) {
    const known = await desk.customerByLogin(login);
    const id = number ?? known?.customerId ?? null;
    return { user: known?.login ?? login, id, saw: `X-OTRS-CustomerUser names ${login}${known ? "" : ", not known"}` };
  }
  const address = customerAddress(mail, desk.settings);
  if (address === undefined) return { user: null, id: number ?? null, saw: "the mail has no sender address" };
  const known = await desk.customerByEmail(address);
  if (known !== undefined) {
    return { user: known.login, id: number ?? known.customerId, saw: `${address} is customer user ${known.login}` };
  }
  const id = desk.settings.autoAssignCustomerIdForUnknownCustomers ? address : null;
  return { user: address, id: number ?? id, saw: `${address} is not known` };
}
