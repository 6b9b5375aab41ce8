/** Tickets as text. */
import type { TicketDetail, TicketSummary } from "../../../api/ticket.ts";

export function listLine({ number, state, priority, queue, title, customerUser }: TicketSummary): string {
  return `${number}  ${state}  ${priority}  ${queue}  ${customerUser ?? ""}  ${title}`;
}

export function detailText(detail: TicketDetail): string {
  const head = `${detail.number} ${detail.title}\n${detail.queue}, ${detail.state}, ${detail.priority}, owner ${detail.owner}, ${detail.lock}`;
  const articles = detail.articles.map((article) => {
    const files = article.attachments.map(({ filename, size }) => `\n[${filename}, ${size} octets]`).join("");
    return `\n#${article.id} ${article.created} ${article.sender} ${article.from}\n${article.subject}\n\n${article.body}${files}`;
  });
  return [head, ...articles].join("\n");
}
