/** The HTML form of an agent's mail: the text as Markdown, inside the template of its queue. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Desk } from "../desk.ts";
import { htmlOf } from "../mail/markdown.ts";
import { fromTemplate, fromTemplateFile } from "../templates.ts";

/** What of a letter its HTML form is made of. */
export interface Formatted {
  readonly text: string;
  readonly subject: string;
  readonly queue: string;
}

/** @param contentIds by file name: Content-IDs of the images that the text shows */
export function htmlForm(desk: Desk, letter: Formatted, contentIds: ReadonlyMap<string, string>): string {
  const values = {
    body: htmlOf(letter.text, contentIds),
    subject: escapeHtml(letter.subject),
    queue: escapeHtml(letter.queue),
  };
  const own = ownTemplate(desk.settings.outbound.templates, letter.queue);
  return own === undefined ? fromTemplate("mail/html", values) : fromTemplateFile(own, values);
}

function ownTemplate(folder: string, queue: string): string | undefined {
  // A queue's name may hold anything; what would be a path is no file's name.
  const names = /^[^/\0]+$/.test(queue) ? [`${queue}.eta`, "default.eta"] : ["default.eta"];
  return names.map((name) => join(folder, name)).find((path) => existsSync(path));
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
