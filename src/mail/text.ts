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

/** Counts opened and closed elements roughly; deep nesting costs the converter more than the square of it. */
function deeperThan(html: string, limit: number): boolean {
  let depth = 0;
  for (const [, closing] of html.matchAll(
    /<(\/?)(?:div|span|table|blockquote|b|i|u|font|a|ul|ol|center|section|em|strong)\b/gi,
  )) {
    depth += closing === "/" ? -1 : 1;
    if (depth > limit) return true;
  }
  return false;
}

function stripTags(html: string): string {
  const text = html
    .replace(/<(script|style)\b[^>]{0,1000}>[^<]*<\/\1>/gi, " ")
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
  const lines = text.replace(/\s+$/, "").split("\n");
  return lines.map((line) => (line.startsWith(">") ? `>${line}` : `> ${line}`.trimEnd())).join("\n");
}
