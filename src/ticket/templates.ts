/** Text templates of a ticket's queue: which there are, and one with its tags filled in and its files. */
import type { FilledTemplate, TemplateSummary } from "../api/types.ts";
import type { Actor, Desk } from "../desk.ts";
import { articlesOf } from "../store/articleView.ts";
import { type Template, templateFiles, templatesOfQueue } from "../store/templates.ts";
import type { TicketRow } from "../store/tickets.ts";
import { unknownName } from "./named.ts";
import { permitted } from "./permitted.ts";
import { tagFiller } from "./queueTexts.ts";

/** OTRS's kinds. */
export const templateTypes = ["Answer", "Create", "Email", "Forward", "Note", "PhoneCall"] as const;
export type TemplateType = (typeof templateTypes)[number];

export async function templates(
  desk: Desk,
  actor: Actor,
  name: string,
  type?: TemplateType,
): Promise<readonly TemplateSummary[]> {
  const { ticket } = await permitted(desk, actor, name, "see");
  const all = await templatesOfQueue(desk.store.db, ticket.queueId);
  return all
    .filter((one) => type === undefined || one.type === type)
    .map(({ id, name: called, type: kind }) => ({ id, name: called, type: kind }));
}

/** @param articleId of the article that tags such as `CUSTOMER_SUBJECT` are about; the newest when undefined */
export async function filledTemplate(
  desk: Desk,
  actor: Actor,
  name: string,
  template: string,
  articleId?: number,
): Promise<FilledTemplate> {
  const { ticket } = await permitted(desk, actor, name, "see");
  const found = await templateNamed(desk, ticket, template);
  const articles = await articlesOf(desk.store, ticket.id, actor.userId);
  const article = articleId === undefined ? articles.at(-1) : articles.find(({ id }) => id === articleId);
  const fill = await tagFiller(desk, actor, ticket, article);
  const { id, name: called, type } = found;
  return { id, name: called, type, text: fill(found), attachments: await filesOf(desk, found) };
}

/** @throws UserError for one that does not exist, is not of the type, or is not for the ticket's queue */
export async function templateNamed(
  desk: Desk,
  ticket: TicketRow,
  name: string,
  type?: TemplateType,
): Promise<Template> {
  const all = (await templatesOfQueue(desk.store.db, ticket.queueId)).filter(
    (one) => type === undefined || one.type === type,
  );
  const found = all.find((one) => one.name === name);
  if (found !== undefined) return found;
  throw unknownName(
    "template",
    `${type ?? ""} template for this queue`.trim(),
    name,
    all.map((one) => one.name),
  );
}

export async function filesOf(desk: Desk, { id }: Template): Promise<FilledTemplate["attachments"]> {
  const files = await templateFiles(desk.store.db, desk.store.codec, id);
  return files.map(({ filename, contentType, content }) => ({
    filename,
    contentType,
    contentBase64: content.toString("base64"),
  }));
}
