/** Keys of gotrs.yaml: what becomes of incoming mail, and loop protection. */
import { key } from "../key.ts";
import { expression, flag, maybeText, numbersByAddress, text, whole } from "../kinds.ts";

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
  "postmaster.autoAssignCustomerIdForUnknownCustomers": key(
    flag,
    true as boolean,
    "Whether an unknown sender's address becomes the customer id too.",
  ),
  "postmaster.maxEmails": key(whole(0, 100_000), 40, "Automatic mails to one address a day (loop protection)."),
  "postmaster.maxEmailsPerAddress": key(numbersByAddress, {}, "Exceptions to that, by address."),
  "postmaster.noAutoResponse": key(
    expression,
    "(MAILER-DAEMON|postmaster|abuse)@.+?\\..+?",
    "Addresses that never get an automatic mail; any case.",
  ),
} as const;
