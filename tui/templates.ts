/** Which template: those of the ticket's queue, found by a few letters, each as it would read. */
import type { Client, TemplateType } from "./client/client.ts";
import type { Draft } from "./draft.ts";
import type { ChoiceQuestion } from "./ground.ts";
import { text } from "./messages.ts";
import { safeLine } from "./text/safe.ts";

/** @throws Error when there is none for the ticket's queue */
export async function templateQuestion(
  client: Client,
  ticketId: number,
  { type, articleId }: { readonly type: TemplateType; readonly articleId: number | undefined },
  chosen: (name: string) => Promise<void>,
): Promise<ChoiceQuestion> {
  const templates = await client.templates(ticketId, type);
  if (templates.length === 0) throw new Error(text("wrong.noTemplates"));
  return {
    kind: "choice",
    title: text("ask.template"),
    items: templates.map(({ name }) => ({ value: name, label: safeLine(name) })),
    preview: async (name) => {
      const { text: words, attachments } = await client.template(ticketId, name, articleId);
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
} as const satisfies Readonly<Record<Draft["kind"], TemplateType>>;
