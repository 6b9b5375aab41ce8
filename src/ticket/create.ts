/** An agent opens a ticket: by a mail to the customer, by what the customer said on the phone, or by a note. */

import type { CreateRequest } from "../api/requests.ts";
import type { Actor, Desk } from "../desk.ts";
import { UserError } from "../errors.ts";
import type { Address } from "../mail/message.ts";
import { heldSeconds } from "../outgoing/due.ts";
import { queueAddress, writtenAddresses } from "../outgoing/written.ts";
import { said } from "../said.ts";
import { reference } from "../store/reference.ts";
import { agentName } from "./agentName.ts";
import { writeExtras } from "./extras.ts";
import { writeFirstCall, writeFirstMail, writeFirstNote } from "./firstArticle.ts";
import { chooseTicket, openTicket } from "./newTicket.ts";

export interface Created {
  readonly ticketId: number;
  readonly ticketNumber: string;
  readonly articleId: number;
  /** Of a mail, seconds for which it can be taken back. */
  readonly heldSeconds?: number;
}

export async function create(desk: Desk, actor: Actor, request: CreateRequest): Promise<Created> {
  const rows = await reference(desk.store);
  const recipients = {
    to: writtenAddresses("to", request.to),
    cc: writtenAddresses("cc", request.cc),
    bcc: writtenAddresses("bcc", request.bcc),
  };
  const by = kindOf(request, recipients);
  if (request.body.trim() === "")
    throw new UserError(said`the text is empty`, { where: "body", mend: said`Write something` });
  const customerUser = request.customerUser ?? recipients.to[0]?.address;
  const chosen = await chooseTicket(desk, actor, rows, {
    ...request,
    ...(customerUser === undefined ? {} : { customerUser }),
  });
  const from = by === "mail" ? queueAddress(rows, chosen.queue.id) : undefined;
  const agent = await agentName(desk, actor);
  return await desk.store.grouped(async (tx) => {
    const action = await openTicket(desk, actor, tx, rows, chosen);
    const articleId =
      from !== undefined
        ? await writeFirstMail(action, { from, ...recipients, request })
        : by === "phone"
          ? await writeFirstCall(action, request)
          : await writeFirstNote(action, agent, request);
    await writeExtras(action, articleId, request);
    const { id, number } = action.ticket;
    const held = by === "mail" ? { heldSeconds: heldSeconds(request, desk.settings.outbound.undoSeconds) } : undefined;
    return { ticketId: id, ticketNumber: number, articleId, ...held };
  });
}

/** @throws UserError when it is to be a mail and there is nobody to write to, or the other way round */
function kindOf(
  { by, customerUser, visibleForCustomer }: CreateRequest,
  recipients: Readonly<Record<"to" | "cc" | "bcc", readonly Address[]>>,
): NonNullable<CreateRequest["by"]> {
  const kind = by ?? (recipients.to.length > 0 ? "mail" : "note");
  if (kind === "mail" && recipients.to.length === 0) {
    throw new UserError(said`the mail has no recipient`, { where: "to", mend: said`Name an address` });
  }
  const where = (["to", "cc", "bcc"] as const).find((field) => recipients[field].length > 0);
  if (kind !== "mail" && where !== undefined) {
    throw new UserError(said`a ticket by ${kind} sends no mail`, {
      where,
      mend: said`Leave it out, or create it by mail`,
    });
  }
  if (kind === "mail" && visibleForCustomer === false) {
    const mend = said`Leave it out, or write to others by forwarding an article`;
    throw new UserError(said`a mail is seen by whom it goes to`, { where: "visibleForCustomer", mend });
  }
  if (kind === "phone" && (customerUser ?? "") === "") {
    throw new UserError(said`nobody called`, { where: "customerUser", mend: said`Name the customer who did` });
  }
  return kind;
}
