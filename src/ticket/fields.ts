/** Dynamic fields of tickets and articles as requests and readers have them: texts, lists, yes or no, days and times. */

import { parse } from "yaml";
import type { FieldDefinition, FieldValues } from "../api/ticket.ts";
import { isDay } from "../clock.ts";
import type { Actor, Desk } from "../desk.ts";
import { UserError } from "../errors.ts";
import { said, type Words } from "../said.ts";
import {
  type DynamicField,
  fieldConfig,
  fieldForms,
  fieldValues,
  fieldValuesOf,
  setFieldValues,
} from "../store/dynamicFields.ts";
import { reference } from "../store/reference.ts";
import type { Reader } from "../store/store.ts";
import { changeTicket } from "../store/tickets.ts";
import { type Action, act } from "./commit.ts";
import { unknownName } from "./named.ts";
import { mustDo, permittedArticle } from "./permitted.ts";

/** OTRS's limit. */
const longest = 3800;

/** What fields hold, by name; those that hold nothing are left out. @param db of a transaction that sees what it wrote itself */
export async function shownFields(
  { store }: Desk,
  object: DynamicField["object"],
  ids: readonly number[],
  db: Reader = store.db,
): Promise<ReadonlyMap<number, FieldValues>> {
  const fields = [...(await reference(store)).fields.values()].filter((field) => field.object === object);
  const values = await fieldValuesOf(
    db,
    ids,
    fields.map(({ id }) => id),
  );
  return new Map(
    ids.map((id) => [
      id,
      Object.fromEntries(
        fields.flatMap((field) => {
          const held = values.get(id)?.get(field.id);
          return held === undefined ? [] : [[field.name, shown(field, held)]];
        }),
      ),
    ]),
  );
}

function shown({ type }: DynamicField, values: readonly string[]): FieldValues[string] {
  const [first = ""] = values;
  switch (type) {
    case "Multiselect":
      return values;
    case "Checkbox":
      return first === "1";
    case "Date":
      return first.slice(0, 10);
    case "DateTime":
      return `${first.slice(0, 19).replace(" ", "T")}Z`;
    default:
      return first;
  }
}

/** Which dynamic fields tickets or articles have, for forms. */
export async function fieldDefinitions(
  { store }: Desk,
  object: DynamicField["object"],
  db: Reader = store.db,
): Promise<readonly FieldDefinition[]> {
  const forms = await fieldForms(db, store.codec, object);
  return forms.map(({ config, ...field }) => ({
    ...field,
    values: ["Dropdown", "Multiselect"].includes(field.type) ? namedValues(config) : null,
  }));
}

/** @throws PermissionError without rw, UserError for a field that does not exist, or a value that does not fit */
export async function writeTicketFields(action: Action, fields: FieldValues): Promise<void> {
  await changeFields(action, "Ticket", fields);
}

/** The same for an article of the ticket. */
export async function changeArticleFields(
  desk: Desk,
  actor: Actor,
  articleId: number,
  fields: FieldValues,
): Promise<void> {
  const found = await permittedArticle(desk, actor, articleId, "see");
  await act(desk, actor, found, (action) => changeFields(action, "Article", fields, articleId));
}

/** What it held before is in the history, which OTRS keeps of fields of tickets alone. */
async function changeFields(
  action: Action,
  object: DynamicField["object"],
  fields: FieldValues,
  articleId?: number,
): Promise<void> {
  const { tx, ticket, permissions } = action;
  mustDo(permissions, ticket, "fields");
  const id = articleId ?? ticket.id;
  let changed = false;
  for (const [name, value] of Object.entries(fields)) {
    const field = fieldNamed(action, object, name, "dynamicFields");
    const values = await fittingValues(action, field, value);
    const old = await fieldValues(tx, field, id);
    if (JSON.stringify(old.map(comparable)) === JSON.stringify(values.map(comparable))) continue;
    changed = true;
    await setFieldValues(tx, field, id, values);
    const told = `%%FieldName%%${field.name}%%Value%%${values.join(", ")}%%OldValue%%${old.join(", ")}`;
    await action.record("TicketDynamicFieldUpdate", told, articleId);
  }
  if (changed) await changeTicket(tx, ticket.id, {}, action.now, action.actor.userId);
}

/** For an article that the agent has just written; OTRS's history does not tell of those. */
export async function writeArticleFields(action: Action, articleId: number, fields: FieldValues): Promise<void> {
  for (const [name, value] of Object.entries(fields)) {
    const field = fieldNamed(action, "Article", name, "articleFields");
    await setFieldValues(action.tx, field, articleId, await fittingValues(action, field, value));
  }
}

/** A day is the same with its midnight written out or not. */
function comparable(value: string): string {
  return value.replace(/[T ]00:00:00$/, "");
}

/** @param place where it was named, for what is wrong with it */
function fieldNamed({ rows }: Action, object: DynamicField["object"], name: string, place: string): DynamicField {
  const field = rows.fields.get(name.toLowerCase());
  if (field?.object === object && field.name === name) return field;
  const names = [...rows.fields.values()].filter((one) => one.object === object).map((one) => one.name);
  const kind = object === "Ticket" ? said`dynamic field of tickets` : said`dynamic field of articles`;
  throw unknownName(place, kind, name, names);
}

async function fittingValues(
  action: Action,
  field: DynamicField,
  value: FieldValues[string],
): Promise<readonly string[]> {
  const wrong = (what: Words, mend: Words): UserError =>
    new UserError(said`${JSON.stringify(value)} does not fit: ${what}`, { where: `dynamicFields.${field.name}`, mend });
  if (value === null || value === "") return [];
  if (Array.isArray(value) && field.type !== "Multiselect") throw wrong(said`it holds one value`, said`Give one`);
  const values = (Array.isArray(value) ? value : [value]).map(String);
  switch (field.type) {
    case "Checkbox": {
      const on = { true: "1", "1": "1", false: "0", "0": "0" }[values[0] ?? ""];
      if (on === undefined) throw wrong(said`it is a checkbox`, said`Give true or false`);
      return [on];
    }
    case "Date":
    case "DateTime": {
      const [, day, time] = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)Z?)?$/.exec(values[0] ?? "") ?? [];
      if (day === undefined || !isDay(day) || (time !== undefined && Number.isNaN(Date.parse(`${day}T${time}Z`))))
        throw wrong(said`it is a date`, said`Write 2026-12-31T09:00:00Z`);
      return [field.type === "Date" || time === undefined ? day : `${day} ${time}`];
    }
    case "Dropdown":
    case "Multiselect": {
      const possible = possibleValues(await fieldConfig(action.tx, action.desk.store.codec, field.id));
      const strange = possible === undefined ? undefined : values.find((one) => !possible.includes(one));
      if (strange !== undefined) {
        throw unknownName(`dynamicFields.${field.name}`, said`value`, strange, possible ?? []);
      }
      return values;
    }
    default:
      if ((values[0]?.length ?? 0) > longest)
        throw wrong(said`it is too long`, said`Give at most ${longest} characters`);
      return values;
  }
}

/** undefined where the configuration names none, so that nothing is known to be wrong. */
function possibleValues(config: string): readonly string[] | undefined {
  return namedValues(config)?.map(({ key }) => key);
}

function namedValues(config: string): FieldDefinition["values"] {
  if (config === "") return null;
  const { PossibleValues: possible } = (parse(config) ?? {}) as { readonly PossibleValues?: unknown };
  if (typeof possible !== "object" || possible === null) return null;
  return Object.entries(possible).map(([key, label]) => ({ key, label: String(label) }));
}
