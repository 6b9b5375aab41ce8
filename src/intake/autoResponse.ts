/** Writes the planned automatic answers: an article, its mail in the queue and the history, each address apart. */
import { dateIn } from "../clock.ts";
import { formatAddress, parseAddresses, sameAddress } from "../mail/addresses.ts";
import { plainFromHtml } from "../mail/html/text.ts";
import type { Address, ParsedMail } from "../mail/message.ts";
import { buildSubject } from "../mail/subject.ts";
import { composeLetter, threadOf } from "../outgoing/letter.ts";
import { sendLetter } from "../outgoing/send.ts";
import type { AutoResponsePlan } from "../postmaster/plan.ts";
import { expandTags, type TagSource } from "../queue/tags.ts";
import { ticketTags } from "../queue/ticketTags.ts";
import { agentLogin } from "../store/agents.ts";
import { customerByLogin } from "../store/customers.ts";
import { automaticMailsSent, countAutomaticMail } from "../store/loopProtection.ts";
import type { AutoResponse } from "../store/referenceRows.ts";
import { type TicketRow, ticketById } from "../store/tickets.ts";
import { fieldTags, furtherTags, hasFurtherTags } from "../ticket/furtherTags.ts";
import type { Written } from "./newTicket.ts";
import { record, type Writing } from "./work.ts";

const historyTypes: Readonly<Record<AutoResponsePlan["type"], string>> = {
  "auto reply": "SendAutoReply",
  "auto reply/new ticket": "SendAutoReply",
  "auto reject": "SendAutoReject",
  "auto follow up": "SendAutoFollowUp",
};

/** What is answered: a mail, or what a customer wrote on another road. */
export type Answered = Pick<ParsedMail, "from" | "to" | "cc" | "subject" | "body" | "messageId" | "references">;

type Answering = Writing & { readonly mail: Answered };

/** @param visible whether the customer may see the mail that is answered, and so the answer */
export async function writeAutoResponse(
  work: Answering,
  written: Written,
  plan: AutoResponsePlan,
  visible: boolean,
): Promise<void> {
  if (plan.withheld !== undefined) await record(work, written.after, "Misc", plan.withheld, written.articleId);
  for (const address of plan.limited) {
    await record(work, written.after, "LoopProtection", `%%${address}`, written.articleId);
  }
  const response = work.reference.autoResponse(plan.queueId, plan.type);
  if (plan.to.length === 0 || response === undefined) return;
  const ticket = await ticketById(work.tx, written.ticketId);
  if (ticket === undefined) throw new Error(`ticket ${written.ticketNumber} vanished inside the transaction`);
  const texts = expand(await tagSource(work, ticket, hasFurtherTags(response.subject + response.body)), response);
  const customer = visible ? await customerInCopy(work, ticket, plan.to) : undefined;
  const today = dateIn(work.desk.settings.system.timeZone, work.now);
  for (const mark of plan.marks) await countAutomaticMail(work.tx, mark, today);
  for (const [index, address] of plan.to.entries()) {
    await countAutomaticMail(work.tx, `ticket:${written.ticketId}`, today);
    const copies = index === 0 && customer !== undefined ? [customer] : [];
    await send(work, written, { response, texts, to: address, copies, historyType: historyTypes[plan.type] });
  }
}

interface Sending {
  readonly response: AutoResponse;
  readonly texts: Texts;
  readonly to: string;
  readonly copies: readonly string[];
  readonly historyType: string;
}

async function send(
  work: Answering,
  written: Written,
  { response, texts, to, copies, historyType }: Sending,
): Promise<void> {
  const { desk, tx, mail, now, userId, reference } = work;
  const letter = await composeLetter(
    desk,
    {
      ticketId: written.ticketId,
      sender: "system",
      from: senderOf(work, response),
      to: [{ name: "", address: to }],
      cc: copies.map((address) => ({ name: "", address })),
      bcc: [],
      separately: false,
      queue: reference.queues.byId(written.after.queueId)?.name ?? "",
      subject: buildSubject("new", written.ticketNumber, texts.subject, desk.settings.ticket),
      text: texts.body,
      attachments: [],
      thread: threadOf(mail.messageId, mail.references),
      due: undefined,
      automatic: "auto-replied",
    },
    now,
  );
  const { articleId, recipients } = await sendLetter(tx, desk, reference, letter, now, userId);
  const today = dateIn(desk.settings.system.timeZone, now);
  for (const recipient of recipients) await countAutomaticMail(tx, recipient, today);
  await record(work, written.after, historyType, `%%${recipients.join(", ")}`, articleId);
}

function senderOf(work: Answering, response: AutoResponse): Address {
  const address = work.reference.addressById.get(response.systemAddressId);
  if (address === undefined)
    throw new Error(`system address ${response.systemAddressId} of an auto response does not exist`);
  return { name: address.realname, address: address.address };
}

interface Texts {
  readonly subject: string;
  readonly body: string;
}

function expand(source: TagSource, response: AutoResponse): Texts {
  const html = response.contentType.startsWith("text/html");
  const body = expandTags(response.body, source, html ? escapeHtml : undefined);
  return { subject: expandTags(response.subject, source), body: html ? plainFromHtml(body) : body };
}

async function tagSource(work: Answering, ticket: TicketRow, further: boolean): Promise<TagSource> {
  const { mail, reference } = work;
  const sender = mail.from.at(-1);
  const tagged = {
    ...ticket,
    queue: reference.queues.byId(ticket.queueId)?.name ?? "",
    state: reference.states.byId(ticket.stateId)?.name ?? "",
    priority: reference.priorities.byId(ticket.priorityId)?.name ?? "",
    owner: (await agentLogin(work.tx, ticket.ownerId)) ?? "",
  };
  const incoming = {
    from: mail.from.map(formatAddress).join(", "),
    to: mail.to.map(formatAddress).join(", "),
    cc: mail.cc.map(formatAddress).join(", "),
    subject: mail.subject,
    body: mail.body,
    realname: sender === undefined || sender.name === "" ? (sender?.address ?? "") : sender.name,
  };
  return {
    values: {
      ...ticketTags(work.desk.settings, tagged, incoming, undefined),
      ...(further && (await furtherTags(work.tx, reference, ticket))),
      ...(further && (await fieldTags(work.desk, ticket.id, work.tx))),
    },
    subject: mail.subject,
    body: mail.body,
  };
}

/** The ticket's customer hears of answers that somebody else's mail brings about (OTRS, behaviour §4). */
async function customerInCopy(work: Answering, ticket: TicketRow, to: readonly string[]): Promise<string | undefined> {
  if (ticket.customerUser === null) return undefined;
  const email = (await customerByLogin(work.tx, ticket.customerUser))?.email ?? ticket.customerUser;
  const [address] = parseAddresses(email);
  if (address === undefined || !address.address.includes("@")) return undefined;
  const copied = address.address;
  const ours = work.reference.addresses.has(copied.toLowerCase());
  if (ours || to.some((recipient) => sameAddress(recipient, copied))) return undefined;
  const { noAutoResponse, maxEmails, maxEmailsPerAddress } = work.desk.settings.postmaster;
  if (new RegExp(noAutoResponse, "i").test(copied)) return undefined;
  const sent = await automaticMailsSent(work.tx, copied, dateIn(work.desk.settings.system.timeZone, work.now));
  return sent < (maxEmailsPerAddress[copied.toLowerCase()] ?? maxEmails) ? copied : undefined;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
