/** Text as a person reads it: from HTML, free of control characters, quoted. */
import { compile } from "html-to-text";

/** Longer HTML is not converted but stripped of its tags: conversion builds a tree of it. */
const maxHtml = 2_000_000;
const maxDepth = 200;

const convert = compile({
  wordwrap: false,
  limits: { maxDepth, maxInputLength: maxHtml },
  selectors: [
    { selector: "a", options: { hideLinkHrefIfSameAsText: true, ignoreHref: false } },
    { selector: "img", format: "skip" },
    { selector: "table", format: "block" },
    ...["h1", "h2", "h3", "h4", "h5", "h6"].map((selector) => ({ selector, options: { uppercase: false } })),
  ],
});

/** Never throws: HTML that cannot be converted loses its tags and nothing else. */
export function plainFromHtml(html: string): string {
  if (html.length <= maxHtml && !deeperThan(html, maxDepth)) {
    try {
      return cleanText(convert(html));
    } catch {
      return stripTags(html);
    }
  }
  return stripTags(html);
}

const voidElements = new Set("area base br col embed hr img input link meta param source track wbr".split(" "));
/** Elements that one of their group ends by beginning, so that a list of unclosed ones does not nest. */
const groups = ["p", "li", "dt dd", "option optgroup", "tr td th", "td th", "thead tbody tfoot", "rt rp"];
const endedBy = new Map<string, ReadonlySet<string>>(
  groups.flatMap((group) => group.split(" ").map((name) => [name, new Set(group.split(" "))] as const)),
);

/** Never less than the depth that the converter sees; deep nesting costs it more than the square. */
function deeperThan(html: string, limit: number): boolean {
  const open: string[] = [];
  for (const [, closing, written = ""] of html.matchAll(/<(\/?)([a-z][a-z0-9:-]*)/gi)) {
    const name = written.toLowerCase();
    if (voidElements.has(name)) continue;
    if (closing === "/") {
      const at = open.lastIndexOf(name);
      if (at >= 0) open.length = at;
      continue;
    }
    const ended = endedBy.get(name);
    while (ended?.has(open.at(-1) ?? "")) open.pop();
    open.push(name);
    if (open.length > limit) return true;
  }
  return false;
}

function stripTags(html: string): string {
  const text = html
    .replace(/<(script|style)\b[^<>]{0,1000}>[^<]*<\/\1>/gi, " ")
    .replace(/<(?:br|\/p|\/div|\/tr|\/h\d)\b[^<>]{0,1000}>/gi, "\n")
    .replace(/<[^<>]{0,100000}>/g, " ");
  return cleanText(text.replace(/[ \t]+/g, " ").replace(/\n\s*\n/g, "\n\n"));
}

/** LF line ends, no control characters but tab and line feed. */
export function cleanText(text: string): string {
  return printable(text.replace(/\r\n?/g, "\n"));
}

/** One line: what stands in a header or a name. */
export function cleanLine(text: string): string {
  return printable(text.replace(/[\r\n\t]+/g, " ")).trim();
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what has to go (C0, DEL, C1)
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

function printable(text: string): string {
  return text.replace(controls, "").toWellFormed();
}

/** Each line behind `> `; what is quoted already is not given a blank more. */
export function quote(text: string): string {
  const lines = text.trimEnd().split("\n");
  return lines.map((line) => (line.startsWith(">") ? `>${line}` : `> ${line}`.trimEnd())).join("\n");
}

/** In one pass: a regular expression for it takes the square of the line ends that stand elsewhere. */
export function withoutFinalLineEnds(text: string): string {
  let end = text.length;
  while (text[end - 1] === "\n") end -= 1;
  return text.slice(0, end);
}
