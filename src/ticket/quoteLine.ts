/** The line above a quotation in an answer, in the helpdesk's language: when, and who wrote. */
import type { Settings } from "../config/settings.ts";
import { fromTemplate } from "../templates.ts";

export function quoteLine({ language, timeZone }: Settings["system"], written: Date, from: string): string {
  const date = new Intl.DateTimeFormat(language, {
    timeZone,
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
  }).format(written);
  return fromTemplate(`mail/quote/${language}`, { date, from });
}
