/** Keys of gotrs.yaml: what this helpdesk is. */
import { key } from "../key.ts";
import { anyText, choice, digits, text, timeZone } from "../kinds.ts";

export const systemKeys = {
  "system.id": key(
    digits,
    "10",
    "OTRS SystemID: part of every ticket number. Choose your own before the first ticket.",
  ),
  "system.fqdn": key(
    text,
    ({ hostName }) => hostName,
    "This helpdesk's host name, used in Message-IDs and greetings.",
    {
      defaultText: "the machine's name",
    },
  ),
  "system.timeZone": key(timeZone, "UTC", "Ticket numbers and daily limits begin a new day at midnight there."),
  "system.language": key(
    choice("en", "de", "es", "fr", "it", "nl", "pl", "pt", "sv"),
    "en",
    "The language of the few words that gotrs itself puts into mail, such as the line above a quotation.",
  ),
  "system.organization": key(anyText, "", "Your organization's name, for texts that say `<OTRS_CONFIG_Organization>`."),
} as const;
