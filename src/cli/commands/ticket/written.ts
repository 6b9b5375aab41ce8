/** What a person hands in besides options: the text, and files to send along. */
import { basename } from "node:path";
import type { ReplyRequest } from "../../../api/requests.ts";
import type { FilledTemplate } from "../../../api/templates.ts";
import { filledTemplate, type TemplateType } from "../../../ticket/templates.ts";
import { readWhole } from "../../input.ts";
import type { Common, TicketCli } from "./cli.ts";

/** What was given, or standard input. */
export async function textOf(body: string | undefined): Promise<string> {
  return body === undefined || body === "-" ? (await readWhole("-")).toString("utf8") : body;
}

/** The template that is named, with its tags filled in; undefined where none is. */
export async function templateOf(
  cli: TicketCli,
  who: Common,
  ticket: string,
  name: string | undefined,
  type: TemplateType,
): Promise<FilledTemplate | undefined> {
  if (name === undefined) return undefined;
  return await cli.act(who, (desk, actor) => filledTemplate(desk, actor, ticket, name, undefined, type));
}

/** Text and files of what is written with a template: text that is given takes the place of the template's. */
export async function withTemplate(
  template: FilledTemplate | undefined,
  body: string | undefined,
  attach: readonly string[] | undefined,
): Promise<{ readonly body: string } & Pick<ReplyRequest, "attachments">> {
  const files = [...(template?.attachments ?? []), ...((await filesOf(attach)).attachments ?? [])];
  return {
    body: body === undefined && template !== undefined ? template.text : await textOf(body),
    ...(files.length > 0 && { attachments: files }),
  };
}

export async function filesOf(files: readonly string[] | undefined): Promise<Pick<ReplyRequest, "attachments">> {
  if (files === undefined) return {};
  const read = async (file: string) => ({
    filename: basename(file),
    contentBase64: (await readWhole(file)).toString("base64"),
  });
  return { attachments: await Promise.all(files.map(read)) };
}
