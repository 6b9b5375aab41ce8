/** HTML to the text that a person reads, with what its structure tells of quotes and signatures. Never throws. */
import { cleanText } from "../text.ts";
import { Page } from "./page.ts";
import type { Line } from "./sheet.ts";
import { walk } from "./tags.ts";

/** Of a longer HTML only the beginning is read; it is no letter. */
const maxHtml = 5_000_000;

export function plainFromHtml(html: string): string {
  return textOf(linesOfHtml(html));
}

function textOf(lines: readonly Line[]): string {
  return lines.length === 0 ? "" : `${lines.map(({ text }) => text).join("\n")}\n`;
}

export function linesOfHtml(html: string): readonly Line[] {
  const page = new Page();
  walk(cleanText(html.length > maxHtml ? html.slice(0, maxHtml) : html), page);
  return page.finish();
}
