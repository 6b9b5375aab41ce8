/** An agent writes down a call about a ticket: the customer called, or the agent did. */

import type { PhoneRequest } from "../api/requests.ts";
import type { Actor, Desk } from "../desk.ts";
import { UserError } from "../errors.ts";
import { storedEnclosures, writtenEnclosures } from "../outgoing/written.ts";
import { said } from "../said.ts";
import { agentName } from "./agentName.ts";
import { act } from "./commit.ts";
import { writeExtras } from "./extras.ts";
import { permitted } from "./permitted.ts";
import { applyUpdate } from "./update.ts";
import { writeArticle } from "./writeArticle.ts";

export async function phone(
  desk: Desk,
  actor: Actor,
  name: string,
  request: PhoneRequest,
): Promise<{ readonly articleId: number }> {
  const found = await permitted(desk, actor, name, "phone");
  const { body, caller, subject = "Phone call", state, pendingUntil } = request;
  if (body.trim() === "")
    throw new UserError(said`the call is empty`, { where: "body", mend: said`Write what was said` });
  const agent = await agentName(desk, actor);
  return await act(desk, actor, found, async (action) => {
    const customer = action.ticket.customerUser ?? "";
    const articleId = await writeArticle(action, {
      sender: caller,
      channel: "Phone",
      visibleForCustomer: request.visibleForCustomer ?? true,
      from: caller === "customer" ? customer : agent,
      to: caller === "customer" ? agent : customer,
      subject,
      body,
      attachments: storedEnclosures(writtenEnclosures(request.attachments)),
    });
    await action.record(caller === "customer" ? "PhoneCallCustomer" : "PhoneCallAgent", "%%", articleId);
    await writeExtras(action, articleId, request);
    if (state !== undefined)
      await applyUpdate(action, { state, ...(pendingUntil === undefined ? {} : { pendingUntil }) });
    return { articleId };
  });
}
