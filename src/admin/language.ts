/** Languages as OTRS writes them: by ISO 639, with a country or a script behind where there are several, `pt_BR`. */
import { said } from "../said.ts";
import type { Complaint, Planned } from "./module.ts";

/** Whether there is such a language, and such a country or script. */
export function isLanguage(name: string): boolean {
  const [, language, rest] = /^([a-z]{2,3})(?:[_-]([A-Za-z]{2}|[A-Za-z]{4}))?$/.exec(name) ?? [];
  if (language === undefined || !isNamed("language", language)) return false;
  if (rest === undefined) return true;
  return rest.length === 4 ? isNamed("script", rest) : isNamed("region", rest.toUpperCase());
}

/** Node knows the names of all that there are. */
function isNamed(type: "language" | "script" | "region", code: string): boolean {
  return new Intl.DisplayNames("en", { type, fallback: "none" }).of(code) !== undefined;
}

/** What is wrong with a language that is being set; one that an OTRS has left there is nobody's fault now. */
export function languageFaults({ before, after }: Planned): readonly Complaint[] {
  const { language } = after;
  if (typeof language !== "string" || language === "" || language === before?.values.language) return [];
  if (isLanguage(language)) return [];
  return [{ field: "language", what: said`there is no language "${language}"`, mend: said`Write it like de or pt_BR` }];
}
