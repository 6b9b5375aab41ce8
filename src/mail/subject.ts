/** Subjects with and without a ticket number (otrs-behaviour §1): cleaning, and building for what goes out. */

export interface SubjectSettings {
  readonly hook: string;
  readonly hookDivider: string;
  readonly subjectFormat: "Left" | "Right" | "None";
  readonly subjectRe: string;
  readonly subjectFwd: string;
  /** Characters of the subject proper; the rest becomes ` [...]`. */
  readonly subjectSize: number;
  readonly subjectCleanAllNumbers: boolean;
}

/** How mail programs in other languages say Re and Fwd. */
const foreignPrefixes = [
  "AW",
  "Antw",
  "SV",
  "VS",
  "RES",
  "RIF",
  "R",
  "回复",
  "答复",
  "转发",
  "返信",
  "RV",
  "ENC",
  "WG",
  "TR",
  "I",
  "VL",
  "DOORST",
  "FW",
  "FWD",
  "RE",
];

/** Without prefixes and numbers, cut to size. @param number the ticket's own, or undefined for any */
export function cleanSubject(subject: string, settings: SubjectSettings, number?: string): string {
  const which = number === undefined || settings.subjectCleanAllNumbers ? "\\d+" : literal(number);
  const hook = literal(settings.hook);
  const hooked = `${hook}(?:${literal(settings.hookDivider)}|: {0,2})${which}`;
  const numbered = new RegExp(`\\[${hooked}\\]\\s?|${hooked}\\s?`, "gi");
  const prefix = prefixForm(settings);
  // A number may stand between two prefixes: `Re: [Ticket#1] Re: printer`.
  let text = subject.replace(numbered, "").trim();
  for (let rest = text.replace(prefix, ""); rest !== text; rest = text.replace(prefix, "")) text = rest.trim();
  return cut(text.trim(), settings.subjectSize);
}

/** `Re: [Ticket#1] printer` and its kin; a new ticket's subject has no prefix. */
export function buildSubject(
  kind: "new" | "reply" | "forward",
  number: string,
  subject: string,
  settings: SubjectSettings,
): string {
  const prefix = { new: "", reply: `${settings.subjectRe}: `, forward: `${settings.subjectFwd}: ` }[kind];
  const shown = prefix === ": " ? "" : prefix;
  const clean = cleanSubject(subject, settings, number);
  const tag = `[${settings.hook}${settings.hookDivider}${number}]`;
  switch (settings.subjectFormat) {
    case "Left":
      return `${shown}${tag} ${clean}`.trimEnd();
    case "Right":
      return `${shown}${clean} ${tag}`.trim();
    case "None":
      return `${shown}${clean}`.trimEnd();
  }
}

function prefixForm(settings: SubjectSettings): RegExp {
  const words = [settings.subjectRe, settings.subjectFwd, ...foreignPrefixes]
    .filter((word) => word !== "")
    .map(literal);
  return new RegExp(`^(?:${words.join("|")})(?:\\[\\d{1,4}\\]|\\(\\d{1,4}\\))?\\s?[:：]\\s*`, "i");
}

function cut(text: string, size: number): string {
  const characters = Array.from(text);
  return characters.length <= size ? text : `${characters.slice(0, size).join("")} [...]`;
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
