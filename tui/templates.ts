/** Which template: those of the ticket's queue, found by a few letters, each as it would read. */
import type { FilledTemplate, TemplateSummary } from "../src/api/templates.ts";
import type { Client } from "./client/client.ts";
import type { TemplateType } from "./client/templates.ts";
import type { Draft } from "./draft.ts";
import type { ChoiceQuestion } from "./ground.ts";
import { text } from "./messages.ts";
import { safeLine } from "./text/safe.ts";

/** Where templates are looked up: for a ticket, or for one that is about to be opened. */
export interface TemplateSource {
  readonly all: () => Promise<readonly TemplateSummary[]>;
  readonly one: (name: string) => Promise<FilledTemplate>;
}

export function templatesOfTicket(
  client: Client,
  ticketId: number,
  { type, articleId }: { readonly type: TemplateType; readonly articleId: number | undefined },
): TemplateSource {
  return {
    all: () => client.templates.ofTicket(ticketId, type),
    one: (name) => client.templates.filled(ticketId, name, articleId),
  };
}

/** @throws Error when there is none for the ticket's queue */
export async function templateQuestion(
  source: TemplateSource,
  chosen: (name: string) => Promise<void>,
): Promise<ChoiceQuestion> {
  const templates = await source.all();
  if (templates.length === 0) throw new Error(text("wrong.noTemplates"));
  return {
    kind: "choice",
    title: text("ask.template"),
    items: templates.map(({ name }) => ({ value: name, label: safeLine(name) })),
    preview: async (name) => {
      const { text: words, attachments } = await source.one(name);
      return [words, ...attachments.map(({ filename }) => `+ ${filename}`)].join("\n");
    },
    chosen,
  };
}

/** What is offered while such a thing is written. */
export const templateTypes = {
  reply: "Answer",
  note: "Note",
  forward: "Forward",
  customerCalled: "PhoneCall",
  agentCalled: "PhoneCall",
  newMail: "Create",
  newPhone: "Create",
  newNote: "Create",
} as const satisfies Readonly<Record<Draft["kind"], TemplateType>>;
