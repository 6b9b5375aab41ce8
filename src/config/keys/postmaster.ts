/** Keys of gotrs.yaml: what becomes of incoming mail, and loop protection. */
import { externalNumbers } from "../externalNumbers.ts";
import { key } from "../key.ts";
import { choice, expression, flag, maybeText, numbersByAddress, text, whole } from "../kinds.ts";

export const postmasterKeys = {
  "postmaster.userId": key(whole(1, 2_000_000_000), 1, "The agent, by id, under whom mail is written to the database."),
  "postmaster.defaultQueue": key(text, "Raw", "The queue of mail to an address that belongs to no queue."),
  "postmaster.defaultState": key(text, "new", "The state of a new ticket."),
  "postmaster.defaultPriority": key(text, "3 normal", "The priority of a new ticket."),
  "postmaster.followUpState": key(text, "open", "The state of a ticket after a customer's answer."),
  "postmaster.followUpStateClosed": key(
    maybeText,
    undefined,
    "The same for a closed ticket; empty takes the one above.",
  ),
  "postmaster.bounceAsFollowUp": key(
    flag,
    true as boolean,
    "Whether a bounce reopens or rejects nothing but is added to the ticket whose mail it returns.",
  ),
  "postmaster.followUpBy.token": key(
    flag,
    true as boolean,
    "Whether our signed token in References, Reply-To or Thread-Index finds a mail's ticket.",
  ),
  "postmaster.followUpBy.subject": key(flag, true as boolean, "Whether a ticket number in the subject does."),
  "postmaster.followUpBy.references": key(flag, true as boolean, "Whether References and In-Reply-To do."),
  "postmaster.followUpBy.body": key(flag, false as boolean, "Whether a ticket number in the text does."),
  "postmaster.followUpBy.attachments": key(flag, false as boolean, "Whether a ticket number in an attachment does."),
  "postmaster.followUpBy.raw": key(flag, false as boolean, "Whether a ticket number anywhere in the raw message does."),
  "postmaster.externalNumbers": key(
    externalNumbers,
    [],
    "Rules that recognise another system's numbers (OTRS ExternalTicketNumberRecognition); see docs/postmaster.md.",
    { defaultText: "none" },
  ),
  "postmaster.replyToToken": key(
    flag,
    false as boolean,
    "Whether our mails ask for answers to an address with a signed token, `support+t7.…@`. Your mail server must deliver it.",
  ),
  "postmaster.strangers": key(
    choice("flag", "newTicket", "join"),
    "flag",
    "What becomes of a mail that only a ticket number brings to a ticket in which its sender takes no part.",
  ),
  "postmaster.automaticReopens": key(
    flag,
    false as boolean,
    "Whether a program's mail, such as an out-of-office notice, changes a ticket's state.",
  ),
  "postmaster.queueBySubject": key(
    flag,
    false as boolean,
    "Whether a queue's name in brackets in the subject, `[Hardware]`, decides about the queue.",
  ),
  "postmaster.secondQueue": key(
    choice("tell", "ticket", "ignore"),
    "tell",
    "When one mail goes to addresses of several queues: tell the other queues' people, or make a linked ticket there.",
  ),
  "postmaster.customerBy": key(
    choice("from", "replyTo"),
    "from",
    "The header whose address is looked up among the customers; without a Reply-To it is From.",
  ),
  "postmaster.agentAnswers": key(
    choice("note", "customer"),
    "note",
    "What an agent's own mail about a ticket becomes: an internal note, or like any customer's mail (as in OTRS).",
  ),
  "postmaster.agentForwards": key(
    choice("authenticated", "address", "never"),
    "authenticated",
    "Whether a mail that an agent forwards is its first sender's: only if DMARC proves the agent, by address alone, or never.",
  ),
  "postmaster.autoAssignCustomerIdForUnknownCustomers": key(
    flag,
    true as boolean,
    "Whether an unknown sender's address becomes the customer id too.",
  ),
  "postmaster.maxEmails": key(whole(0, 100_000), 40, "Automatic mails to one address a day (loop protection)."),
  "postmaster.maxEmailsPerAddress": key(numbersByAddress, {}, "Exceptions to that, by address."),
  "postmaster.maxEmailsPerTicket": key(
    whole(0, 100_000),
    10,
    "Automatic mails about one ticket a day, whatever address they go to.",
  ),
  "postmaster.maxAlike": key(
    whole(0, 100_000),
    10,
    "How often a day mails that say the same are answered automatically, or reopen one ticket, whoever sends them.",
  ),
  "postmaster.maxReopens": key(whole(0, 100_000), 20, "How often a day mail reopens one ticket."),
  "postmaster.noAutoResponse": key(
    expression,
    "(MAILER-DAEMON|postmaster|abuse)@.+?\\..+?",
    "Addresses that never get an automatic mail; any case.",
  ),
} as const;
