/** Dynamic fields of a ticket and of one of its articles: what they hold; Enter changes one. */
import type { FieldDefinition, FieldValues } from "../../src/api/ticket.ts";
import type { Client } from "../client/client.ts";
import { askField, fieldWords } from "../fieldValues.ts";
import type { Done, Question } from "../ground.ts";
import { text } from "../messages.ts";
import { withColon } from "../text/colon.ts";
import { safeLine, widestOf } from "../text/safe.ts";
import { isLinear } from "../theme.ts";
import { heading, labelled, orNone, type Page, type PageLine } from "./page.ts";

type Value = FieldValues[string];

export interface FieldsGround {
  readonly client: Client;
  readonly show: (page: Page) => void;
  readonly ask: (question: Question) => void;
  readonly say: (told: string) => void;
  readonly remember: (done: Done) => void;
  readonly again: () => void;
  /** A long text, in $EDITOR. */
  readonly edit: (before: string) => Promise<string>;
}

/** What has fields: the ticket, or one of its articles. */
interface Holder {
  /** Its number, as it is said afterwards. */
  readonly number: string;
  readonly held: FieldValues;
  readonly set: (values: FieldValues) => Promise<unknown>;
  /** The page as it is then. */
  readonly again: () => Promise<Page>;
}

/** @param articleId of the article whose fields stand below those of the ticket, where articles have any */
export async function fieldsPage(ground: FieldsGround, ticketId: number, articleId?: number): Promise<Page> {
  const { client } = ground;
  const ticket = await client.ticket(ticketId);
  const article = ticket.articles.find(({ id }) => id === articleId);
  const fields = await client.fields("Ticket");
  const ofArticles = article === undefined ? [] : await client.fields("Article");
  const width = widestOf(
    [...fields, ...ofArticles].map(({ label }) => label),
    40,
  );
  const again = (): Promise<Page> => fieldsPage(ground, ticketId, articleId);
  const { number } = ticket;
  const lines = (some: readonly FieldDefinition[], holder: Omit<Holder, "number" | "again">): readonly PageLine[] =>
    some.map((field) => fieldLine(ground, field, { number, again, ...holder }, width));
  const set = (dynamicFields: FieldValues) => client.update(ticketId, { dynamicFields });
  return {
    title: text("page.fields", { number }),
    renew: again,
    lines: [
      ...orNone(lines(fields, { held: ticket.dynamicFields, set }), text("page.noFields")),
      ...(article === undefined || ofArticles.length === 0
        ? []
        : [
            { text: "" },
            heading(text("page.articleFields", { who: safeLine(article.from) })),
            ...lines(ofArticles, {
              held: article.dynamicFields ?? {},
              set: (values) => client.updateArticle(article.id, values),
            }),
          ]),
    ],
  };
}

function fieldLine(ground: FieldsGround, field: FieldDefinition, holder: Holder, width: number): PageLine {
  const held = holder.held[field.name] ?? null;
  return {
    text: labelled(field.label, width, fieldWords(field, held) || "–"),
    aside: `${isLinear() ? text("heard.field", { name: field.name }) : field.name} `,
    meaning: held === null ? "faint" : undefined,
    choose: () => askField(ground, field, held, (value) => write(ground, holder, field, value)),
  };
}

async function write(
  { say, remember, again, show }: FieldsGround,
  holder: Holder,
  field: FieldDefinition,
  value: Value,
): Promise<void> {
  const set = (to: Value) => holder.set({ [field.name]: to });
  await set(value);
  const what = withColon(holder.number, `${field.label} ${fieldWords(field, value) || "–"}`);
  remember({
    what,
    undo: async () => {
      await set(holder.held[field.name] ?? null);
      again();
    },
  });
  say(what);
  again();
  show(await holder.again());
}
