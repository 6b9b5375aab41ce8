/** Addresses of pages as links (OSC 8), in terminals that are known for them. Pure. */

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
