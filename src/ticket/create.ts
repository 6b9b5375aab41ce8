/** An agent opens a ticket: by a mail to the customer, by what the customer said on the phone, or by a note. */
import type { CreateRequest } from "../api/requests.ts";
import type { Actor, Desk } from "../desk.ts";
import { UserError } from "../errors.ts";
import type { Address } from "../mail/message.ts";
import { queueAddress, writtenAddresses } from "../outgoing/written.ts";
import { reference } from "../store/reference.ts";
import { agentName } from "./agentName.ts";
import { writeExtras } from "./extras.ts";
import { writeFirstCall, writeFirstMail, writeFirstNote } from "./firstArticle.ts";
import { chooseTicket, openTicket } from "./newTicket.ts";

export interface Created {
  readonly ticketId: number;
  readonly ticketNumber: string;
  readonly articleId: number;
}

export async function create(desk: Desk, actor: Actor, request: CreateRequest): Promise<Created> {
  const rows = await reference(desk.store);
  const to = writtenAddresses("to", request.to);
  const by = kindOf(request, to);
  if (request.body.trim() === "") throw new UserError("the text is empty", { where: "body", mend: "Write something" });
  const customerUser = request.customerUser ?? to[0]?.address;
  const chosen = await chooseTicket(desk, actor, rows, {
    ...request,
    ...(customerUser === undefined ? {} : { customerUser }),
  });
  const from = by === "mail" ? queueAddress(rows, chosen.queue.id) : undefined;
  const cc = writtenAddresses("cc", request.cc);
  const agent = await agentName(desk, actor);
  return await desk.store.grouped(async (tx) => {
    const action = await openTicket(desk, actor, tx, rows, chosen);
    const articleId =
      from !== undefined
        ? await writeFirstMail(action, { from, to, cc, request })
        : by === "phone"
          ? await writeFirstCall(action, request)
          : await writeFirstNote(action, agent, request);
    await writeExtras(action, articleId, request);
    const { id, number } = action.ticket;
    return { ticketId: id, ticketNumber: number, articleId };
  });
}

/** @throws UserError when it is to be a mail and there is nobody to write to, or the other way round */
function kindOf({ by, customerUser }: CreateRequest, to: readonly Address[]): NonNullable<CreateRequest["by"]> {
  if (by === "mail" && to.length === 0) {
    throw new UserError("the mail has no recipient", { where: "to", mend: "Name an address" });
  }
  if (by !== undefined && by !== "mail" && to.length > 0) {
    throw new UserError(`a ticket by ${by} sends no mail`, { where: "to", mend: "Leave it out, or create it by mail" });
  }
  if (by === "phone" && (customerUser ?? "") === "") {
    throw new UserError("nobody called", { where: "customerUser", mend: "Name the customer who did" });
  }
  return by ?? (to.length > 0 ? "mail" : "note");
}
