/** Links and images in a text: where they go, said once. */
import type { Attributes } from "./tags.ts";

/** Behind the words of a link; undefined where the words tell already, or it leads nowhere a reader can go. */
export function targetOf(href: string, words: string): string | undefined {
  const target = href.replace(/[\t\n\r]+/g, "").trim();
  if (!/^(?:https?|ftp|mailto|tel|sip|callto):/i.test(target) || /^mailto:\?/i.test(target)) return undefined;
  const mailto = /^(?:mailto|tel|sip|callto):/i.test(target);
  const place = mailto ? decoded(target.replace(/^\w+:(?:\/\/)?/, "").replace(/\?.*$/s, "")) : target;
  if (place === "" || likened(place) === likened(words)) return undefined;
  return place.replace(/ /g, "%20");
}

/** Without what makes no difference to a reader. */
function likened(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/^<(.*)>$/s, "$1")
    .replace(/^(?:https?|ftp|mailto|tel):(?:\/\/)?/, "")
    .replace(/^www\./, "")
    .replace(/[()\s\u00a0\u200b\u00ad]/g, "")
    .replace(/\/$/, "");
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What stands for an image: its description, or that there is one where the mail carries it along. */
export function imageText(attributes: Attributes): string {
  if (isDot(attributes)) return "";
  const alt = (attributes.get("alt") ?? "").replace(/\s+/g, " ").trim();
  const source = attributes.get("src") ?? "";
  if (/^cid:/i.test(source)) {
    const name = /^cid:([^@]+\.\w{2,5})(?:@|$)/i.exec(source)?.[1];
    return `[${alt || name || "image"}]`;
  }
  return alt === "" ? "" : `[${alt.slice(0, 200)}]`;
}

/** Counts who reads, shows nothing. */
function isDot(attributes: Attributes): boolean {
  const size = (name: string): number => Number.parseInt(attributes.get(name) ?? "", 10);
  return size("width") <= 2 || size("height") <= 2;
}

/** The Content-IDs that the HTML shows, without brackets, in lower case. */
export function shownContentIds(html: string): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const [, id = ""] of html.matchAll(/\bcid:([^\s"'<>)]{1,300})/gi)) ids.add(decoded(id).toLowerCase());
  return ids;
}
