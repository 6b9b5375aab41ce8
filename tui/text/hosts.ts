/** Where a name on the screen really leads: look-alike letters in domains, and addresses of pages as links. Pure. */
import { domainToASCII } from "node:url";

/** A page's address up to its end, or the domain of a mail address, with a letter that is none of ASCII in its host. */
const foreign = /(:\/\/|@)([\p{L}\p{N}\p{M}.-]*[^\p{ASCII}\s\p{P}][\p{L}\p{N}\p{M}.-]*)([^\s<>"]*)/gu;

/** `аpple.com` with a Cyrillic а is followed by what computers call it: `[xn--pple-43d.com]`. */
export function honestHosts(text: string): string {
  // Most text has no such letter anywhere.
  if (!/[^\p{ASCII}]/u.test(text)) return text;
  return text.replace(foreign, (whole, _before: string, host: string) => {
    const ascii = domainToASCII(host);
    return ascii === "" || ascii === host.toLowerCase() ? whole : `${whole} [${ascii}]`;
  });
}

export interface Part {
  readonly text: string;
  /** Where it leads: exactly what is read. */
  readonly link?: string;
}

/** A row of text cut at the addresses in it. One that may go on in the next row leads nowhere: half of it is another page. */
export function linkedParts(row: string, width: number): readonly Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const { 0: found, index } of row.matchAll(/\bhttps?:\/\/[!-~]*[a-zA-Z0-9/=#&]/g)) {
    const url = found.replace(/[)>\]].*$/, "");
    const end = index + url.length;
    if (row.slice(end).trim() === "" && end >= width - 1) continue;
    if (index > at) parts.push({ text: row.slice(at, index) });
    parts.push({ text: url, link: url });
    at = end;
  }
  if (at < row.length || parts.length === 0) parts.push({ text: row.slice(at) });
  return parts;
}

const programs = new Set(["iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "Tabby", "rio", "mintty"]);

/** Whether the terminal is known for links (OSC 8); others might print what they do not know. */
export function knowsLinks({
  TERM = "",
  TERM_PROGRAM = "",
  VTE_VERSION,
  KONSOLE_VERSION,
  WT_SESSION,
}: NodeJS.ProcessEnv): boolean {
  return (
    programs.has(TERM_PROGRAM) ||
    Number(VTE_VERSION) >= 5000 ||
    KONSOLE_VERSION !== undefined ||
    WT_SESSION !== undefined ||
    /^(?:xterm-kitty|alacritty|foot|xterm-ghostty)/.test(TERM)
  );
}
