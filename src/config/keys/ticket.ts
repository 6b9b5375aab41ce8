/** Keys of gotrs.yaml: ticket numbers and subjects. */
import { key } from "../key.ts";
import { anyText, choice, flag, namesByName, text, whole } from "../kinds.ts";

export const ticketKeys = {
  "ticket.hook": key(text, "Ticket#", "What stands before a ticket number in a subject (OTRS Ticket::Hook)."),
  "ticket.hookDivider": key(anyText, "", "What stands between hook and number."),
  "ticket.numberGenerator": key(
    choice("AutoIncrement", "Date", "DateChecksum", "Random"),
    "DateChecksum",
    "How ticket numbers are made, as OTRS does.",
  ),
  "ticket.minCounterSize": key(whole(1, 20), 5, "The least digits of the counter in AutoIncrement and formatted Date."),
  "ticket.useFormattedCounter": key(flag, false as boolean, "Whether Date pads its counter with zeros."),
  "ticket.checkSystemId": key(flag, true as boolean, "Whether only numbers with our SystemID are recognised in mail."),
  "ticket.subjectFormat": key(
    choice("Left", "Right", "None"),
    "Left",
    "Where the number stands in a subject. With None, only References thread a mail.",
  ),
  "ticket.subjectRe": key(anyText, "Re", "The word before a reply's subject."),
  "ticket.subjectFwd": key(anyText, "Fwd", "The word before a forward's subject."),
  "ticket.subjectSize": key(whole(10, 1000), 100, "Characters after which a subject is cut."),
  "ticket.stateAfterPending": key(
    namesByName,
    { "pending auto close+": "closed successful", "pending auto close-": "closed unsuccessful" } as Readonly<
      Record<string, string>
    >,
    "The state that follows each state of the type `pending auto` when its time has come (OTRS Ticket::StateAfterPending).",
  ),
  "ticket.subjectCleanAllNumbers": key(
    flag,
    false as boolean,
    "Whether foreign ticket numbers are removed from subjects too.",
  ),
} as const;
