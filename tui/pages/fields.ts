/** A ticket's dynamic fields: what they hold, and each of them asked for as its kind wants it. */
import type { FieldDefinition, FieldValues, TicketDetail } from "../../src/api/ticket.ts";
import type { Client } from "../client/client.ts";
import type { Done, Question } from "../ground.ts";
import { text } from "../messages.ts";
import { inCells, safeLine, widestOf } from "../text/safe.ts";
import { orNone, type Page } from "./page.ts";

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

export async function fieldsPage(ground: FieldsGround, ticketId: number): Promise<Page> {
  const ticket = await ground.client.ticket(ticketId);
  const fields = await ground.client.ticketFields();
  const width = widestOf(
    fields.map(({ label }) => label),
    40,
  );
  return {
    title: text("page.fields", { number: ticket.number }),
    renew: () => fieldsPage(ground, ticketId),
    lines: orNone(
      fields.map((field) => {
        const held = ticket.dynamicFields[field.name] ?? null;
        return {
          text: `${inCells(field.label, width)}  ${fieldWords(field, held) || "–"}`,
          aside: `${field.name} `,
          meaning: held === null ? ("faint" as const) : undefined,
          choose: () => ask(ground, field, held, (value) => write(ground, ticket, field, value)),
        };
      }),
      text("page.noFields"),
    ),
  };
}

async function write(ground: FieldsGround, ticket: TicketDetail, field: FieldDefinition, value: Value): Promise<void> {
  const { client, say, remember, again, show } = ground;
  const set = (to: Value) => client.update(ticket.id, { dynamicFields: { [field.name]: to } });
  await set(value);
  const what = `${ticket.number}: ${field.label} ${fieldWords(field, value) || "–"}`;
  remember({
    what,
    undo: async () => {
      await set(ticket.dynamicFields[field.name] ?? null);
      again();
    },
  });
  say(what);
  again();
  show(await fieldsPage(ground, ticket.id));
}

function ask(
  ground: FieldsGround,
  field: FieldDefinition,
  held: Value,
  done: (value: Value) => Promise<void>,
): void | Promise<void> {
  const { label, type, values } = field;
  const none = { value: "", label: text("field.none") };
  const choose = (items: readonly { value: string; label: string }[], chosen: (value: string) => Promise<void>): void =>
    ground.ask({ kind: "choice", title: label, items, chosen });
  switch (type) {
    case "Checkbox":
      return choose(
        [{ value: "yes", label: text("foot.yes") }, { value: "no", label: text("foot.no") }, none],
        (value) => done(value === "" ? null : value === "yes"),
      );
    case "Dropdown":
      if (values === null) break;
      return choose([...values.map(({ key, label: words }) => ({ value: key, label: words })), none], (value) =>
        done(value === "" ? null : value),
      );
    case "Multiselect": {
      if (values === null) break;
      const on = Array.isArray(held) ? held.map(String) : [];
      return choose(
        [
          ...values.map(({ key, label: words }) => ({ value: key, label: `${on.includes(key) ? "✓" : " "} ${words}` })),
          none,
        ],
        (value) => done(value === "" ? null : on.includes(value) ? on.filter((one) => one !== value) : [...on, value]),
      );
    }
    case "TextArea":
      return ground
        .edit(typeof held === "string" ? held : "")
        .then((written) => done(written.trim() === "" ? null : written.replace(/\n$/, "")));
  }
  ground.ask({
    kind: "prompt",
    label: type === "Date" || type === "DateTime" ? `${label} (${dateForms[type]})` : label,
    start: Array.isArray(held) ? held.join(", ") : held === null ? "" : String(held),
    done: (typed) => done(typed.trim() === "" ? null : typed.trim()),
  });
}

const dateForms = { Date: "2026-12-31", DateTime: "2026-12-31T09:00:00Z" } as const;

/** What a field holds, as people read it. */
function fieldWords({ values }: FieldDefinition, held: Value): string {
  const words = (one: string): string => values?.find(({ key }) => key === one)?.label ?? one;
  if (held === null) return "";
  if (typeof held === "boolean") return text(held ? "foot.yes" : "foot.no");
  return safeLine(typeof held === "string" ? words(held) : held.map(words).join(", "));
}
