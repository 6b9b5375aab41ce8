/** The language in which whoever asks wants to be told: RFC 9110 §12.5.4. */
import Negotiator from "negotiator";
import { type Language, languages } from "../../src/messages/catalogue.ts";

/** @param header Accept-Language. @returns English where none of ours is wanted */
export function languageAsked(header: string | undefined): Language {
  if (header === undefined) return "en";
  const [best] = new Negotiator({ headers: { "accept-language": header } }).languages([...languages]);
  return languages.find((one) => one === best) ?? "en";
}
