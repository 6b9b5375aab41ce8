/** Where a name that people read really leads: domains that look like others, for the terminal UI and the commands. Pure. */
import { domainToASCII } from "node:url";

/** Any letter, also a full stop of East Asia, which browsers take for a dot. */
const label = "[\\p{L}\\p{N}\\p{M}_-]";
const dot = "[.\\u3002\\uff0e\\uff61]";
const ends = "\\s\\p{Cc}\\u2400-\\u2426/?#@:<>\"'(),;\\[\\]";
/** The host of a page's or a mail address, or a name with `www.` or below a domain that many know. */
const hosts = new RegExp(
  [
    `(?<=(?<page>:\\/\\/(?:[^\\s/?#@]*@)?)|@)(?<host>[^${ends}]+${dot}[^${ends}]*[^${ends}.])`,
    `(?<![\\p{L}\\p{N}\\p{M}@/._-])(?<bare>(?:www\\.(?:${label}+\\.)+${label}+|(?:${label}+\\.)+(?:com|net|org|info|biz|co|io|eu|uk|de|at|ch|fr|es|it|nl|pl|ru))(?![\\p{L}\\p{N}\\p{M}_-]))`,
  ].join("|"),
  "giu",
);
/** What stands before `@` in a mail address, which no standard lets be longer. */
const localPart = /(?<![^\s<>"@])[^\s<>"@]{1,64}@/gu;
/** Up to its end, so that a page's address stays in one piece. */
const rest = /^[^\s<>"]*/;

/**
 * `аpple.com` with a Cyrillic а is followed by what computers call it: `[xn--pple-43d.com]`; what stands before `@` in a
 * page's address, which is no host, by the host; and what cannot be seen in a mail address is `�`.
 */
export function honestHosts(text: string): string {
  // Most text has nothing of that kind anywhere.
  if (!/[^\p{ASCII}]|:\/\/[^\s/?#@]*@/u.test(text)) return text;
  const seen = text.replace(localPart, (local) => local.replace(/\p{Default_Ignorable_Code_Point}/gu, "\ufffd"));
  let honest = "";
  let at = 0;
  for (const { index, groups = {}, 0: found } of seen.matchAll(hosts)) {
    if (index < at) continue;
    const { host, bare, page } = groups;
    const told = toldOf(host ?? bare ?? "", page?.endsWith("@") === true);
    if (told === undefined) continue;
    const end = index + found.length;
    const whole = end + (page === undefined ? 0 : (rest.exec(seen.slice(end))?.[0].length ?? 0));
    // What was made honest before is so.
    if (seen.startsWith(` [${told}]`, whole)) continue;
    honest += `${seen.slice(at, whole)} [${told}]`;
    at = whole;
  }
  return honest + seen.slice(at);
}

/** @param hidden another name stands before it, where a host is looked for */
function toldOf(host: string, hidden: boolean): string | undefined {
  if (/^\p{ASCII}*$/u.test(host)) return hidden ? host : undefined;
  const ascii = domainToASCII(host);
  // What no computer takes for a name is none.
  return ascii === "" ? "?" : ascii === host.toLowerCase() ? undefined : ascii;
}
