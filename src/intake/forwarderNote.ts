/** What an agent wrote above a customer's mail that the agent forwarded to us: an internal note, and who it was. */
import { header } from "../mail/message.ts";
import type { NewTicketPlan } from "../postmaster/plan.ts";
import { insertArticle } from "../store/articles.ts";
import type { Snapshot } from "../store/history.ts";
import { record, type Work } from "./work.ts";

export async function writeForwarderNote(
  work: Work,
  after: Snapshot,
  articleId: number,
  { agent, comment }: NonNullable<NewTicketPlan["forwardedBy"]>,
): Promise<void> {
  await record(work, after, "Misc", `Forwarded by ${agent.login}`, articleId);
  if (comment === "") return;
  const { tx, desk, reference, mail, now } = work;
  const note = await insertArticle(
    tx,
    desk.store.codec,
    reference,
    {
      ticketId: after.ticketId,
      sender: "agent",
      channel: "Internal",
      visibleForCustomer: false,
      from: header(mail, "From") ?? agent.login,
      replyTo: "",
      to: "",
      cc: "",
      subject: mail.subject,
      body: comment,
      contentType: "text/plain; charset=utf-8",
      messageId: undefined,
      inReplyTo: "",
      references: "",
      raw: undefined,
      attachments: [],
    },
    now,
    agent.id,
  );
  await record({ ...work, userId: agent.id }, after, "AddNote", "%%", note);
}
