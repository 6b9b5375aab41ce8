/** Text templates of a ticket's queue: which there are, and one with its tags filled in and its files. */

import type { CreateRequest } from "../api/requests.ts";
import type { FilledTemplate, TemplateSummary } from "../api/templates.ts";
import type { Actor, Desk } from "../desk.ts";
import { joined, said } from "../said.ts";
import { articlesOf } from "../store/articleView.ts";
import { reference } from "../store/reference.ts";
import { type Template, templateFiles, templatesOfQueue } from "../store/templates.ts";
import { unknownName } from "./named.ts";
import { chooseTicket } from "./newTicket.ts";
import { permitted } from "./permitted.ts";
import { newTicketFiller, tagFiller } from "./queueTexts.ts";

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
  type?: TemplateType,
): Promise<FilledTemplate> {
  const { ticket } = await permitted(desk, actor, name, "see");
  const found = await templateNamed(desk, ticket.queueId, template, ...(type === undefined ? [] : [type]));
  const articles = await articlesOf(desk.store, ticket.id, actor.userId);
  const article = articleId === undefined ? articles.at(-1) : articles.find(({ id }) => id === articleId);
  const fill = await tagFiller(desk, actor, ticket, article);
  return await asFilled(desk, found, fill(found));
}

/** Those of the type Create, for a ticket that is about to be opened. @throws PermissionError, UserError as `create` does */
export async function newTicketTemplates(desk: Desk, actor: Actor, queue: string): Promise<readonly TemplateSummary[]> {
  const chosen = await chooseTicket(desk, actor, await reference(desk.store), { title: "-", queue });
  const all = await templatesOfQueue(desk.store.db, chosen.queue.id);
  return all.filter(({ type }) => type === "Create").map(({ id, name, type }) => ({ id, name, type }));
}

/** One of the type Create, for a ticket that is about to be opened. @throws PermissionError, UserError as `create` does */
export async function newTicketTemplate(
  desk: Desk,
  actor: Actor,
  request: Omit<CreateRequest, "body">,
  template: string,
): Promise<FilledTemplate> {
  const chosen = await chooseTicket(desk, actor, await reference(desk.store), request);
  const found = await templateNamed(desk, chosen.queue.id, template, "Create");
  const fill = await newTicketFiller(desk, actor, chosen);
  return await asFilled(desk, found, fill(found));
}

async function asFilled(desk: Desk, template: Template, text: string): Promise<FilledTemplate> {
  const { id, name, type } = template;
  return { id, name, type, text, attachments: await filesOf(desk, template) };
}

/**
 * @param types any when none is named
 * @throws UserError for one that does not exist, is of no such type, or is not for the queue
 */
export async function templateNamed(
  desk: Desk,
  queueId: number,
  name: string,
  ...types: readonly TemplateType[]
): Promise<Template> {
  const fits = (one: Template): boolean => types.length === 0 || types.some((type) => type === one.type);
  const all = (await templatesOfQueue(desk.store.db, queueId)).filter(fits);
  const found = all.find((one) => one.name === name);
  if (found !== undefined) return found;
  throw unknownName(
    "template",
    types.length === 0 ? said`template for this queue` : said`${joined(types, "/")} template for this queue`,
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
