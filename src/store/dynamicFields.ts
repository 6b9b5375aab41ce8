/** SQL of dynamic fields: which there are, their values on a ticket or article, and tickets found by a value. */
import type { Codec } from "./codec.ts";
import { insertRow } from "./insert.ts";
import type { Reader, Tx } from "./store.ts";

export interface DynamicField {
  readonly id: number;
  readonly name: string;
  readonly object: "Ticket" | "Article";
  /** Text, TextArea, Checkbox, Dropdown, Multiselect, Date, DateTime …. */
  readonly type: string;
}

/** The valid ones of tickets and articles. */
export async function dynamicFields(db: Reader): Promise<readonly DynamicField[]> {
  const rows = await db
    .selectFrom("dynamic_field")
    .select(["id", "name", "object_type as object", "field_type as type"])
    .where("valid_id", "=", 1)
    .where("object_type", "in", ["Ticket", "Article"])
    .orderBy("id")
    .execute();
  return rows.map((row) => ({ ...row, object: row.object === "Ticket" ? "Ticket" : "Article" }));
}

export interface FieldForm {
  readonly name: string;
  readonly label: string;
  readonly type: string;
  /** OTRS's YAML. */
  readonly config: string;
}

/** The valid ones of tickets or articles, in the order that the administrator gave them. */
export async function fieldForms(
  db: Reader,
  codec: Codec,
  object: DynamicField["object"],
): Promise<readonly FieldForm[]> {
  const rows = await db
    .selectFrom("dynamic_field")
    .select(["name", "label", "field_type as type", "config"])
    .where("valid_id", "=", 1)
    .where("object_type", "=", object)
    .where("internal_field", "=", 0)
    .orderBy("field_order")
    .orderBy("id")
    .execute();
  return rows.map(({ config, ...row }) => ({ ...row, config: config === null ? "" : codec.toText(config) }));
}

/** As text, whatever column holds it; several for a multiselect, none where the field is not set. */
export async function fieldValues(db: Reader, field: DynamicField, objectId: number): Promise<readonly string[]> {
  const rows = await db
    .selectFrom("dynamic_field_value")
    .select(["value_text", "value_int", "value_date"])
    .where("field_id", "=", field.id)
    .where("object_id", "=", objectId)
    .orderBy("id")
    .execute();
  return rows.map((row) => row.value_text ?? row.value_date ?? String(row.value_int ?? ""));
}

/** Values of several fields of one kind of object, by object and field. */
export async function fieldValuesOf(
  db: Reader,
  objectIds: readonly number[],
  fieldIds: readonly number[],
): Promise<ReadonlyMap<number, ReadonlyMap<number, readonly string[]>>> {
  const found = new Map<number, Map<number, string[]>>();
  if (objectIds.length === 0 || fieldIds.length === 0) return found;
  const rows = await db
    .selectFrom("dynamic_field_value")
    .select(["object_id", "field_id", "value_text", "value_int", "value_date"])
    .where("object_id", "in", objectIds)
    .where("field_id", "in", fieldIds)
    .orderBy("id")
    .execute();
  for (const row of rows) {
    const ofObject = found.get(row.object_id) ?? new Map<number, string[]>();
    const values = ofObject.get(row.field_id) ?? [];
    values.push(row.value_text ?? row.value_date ?? String(row.value_int ?? ""));
    found.set(row.object_id, ofObject.set(row.field_id, values));
  }
  return found;
}

/** The YAML with which OTRS says what a field may hold; empty where it says nothing. */
export async function fieldConfig(db: Reader, codec: Codec, fieldId: number): Promise<string> {
  const row = await db.selectFrom("dynamic_field").select("config").where("id", "=", fieldId).executeTakeFirst();
  return row?.config === undefined || row.config === null ? "" : codec.toText(row.config);
}

/** Replaces what the field held on this ticket or article. @throws RangeError when the value does not fit its type */
export async function setFieldValue(tx: Tx, field: DynamicField, objectId: number, value: string): Promise<void> {
  await setFieldValues(tx, field, objectId, [value]);
}

/** The same with several values, or none. */
export async function setFieldValues(
  tx: Tx,
  field: DynamicField,
  objectId: number,
  values: readonly string[],
): Promise<void> {
  const rows = values.map((value) => valueColumns(field, value));
  await tx
    .deleteFrom("dynamic_field_value")
    .where("field_id", "=", field.id)
    .where("object_id", "=", objectId)
    .execute();
  for (const columns of rows) {
    await insertRow(tx, "dynamic_field_value", { field_id: field.id, object_id: objectId, ...columns });
  }
}

function valueColumns(
  { name, type }: DynamicField,
  value: string,
): { readonly value_text: string | null; readonly value_date: string | null; readonly value_int: number | null } {
  const none = { value_text: null, value_date: null, value_int: null };
  switch (type) {
    case "Checkbox":
      if (/^[01]$/.test(value)) return { ...none, value_int: Number(value) };
      throw new RangeError(`${name} is a checkbox: 0 or 1, not "${value}"`);
    case "Date":
    case "DateTime": {
      const [, day, time] = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d(?::\d\d)?))?$/.exec(value.trim()) ?? [];
      if (day === undefined) throw new RangeError(`${name} is a date: YYYY-MM-DD HH:MM:SS, not "${value}"`);
      const clock = type === "Date" ? "00:00:00" : (time ?? "00:00").padEnd(8, ":00");
      return { ...none, value_date: `${day} ${clock}` };
    }
    default:
      return { ...none, value_text: value };
  }
}

/** The newest ticket with this value. @param stateTypes names of state types; any when undefined */
export async function ticketIdByField(
  db: Reader,
  fieldId: number,
  value: string,
  stateTypes: readonly string[] | undefined,
): Promise<number | undefined> {
  let query = db
    .selectFrom("dynamic_field_value as v")
    .innerJoin("ticket as t", "t.id", "v.object_id")
    .innerJoin("ticket_state as s", "s.id", "t.ticket_state_id")
    .innerJoin("ticket_state_type as y", "y.id", "s.type_id")
    .select("t.id")
    .where("v.field_id", "=", fieldId)
    .where("v.value_text", "=", value);
  if (stateTypes !== undefined) query = query.where("y.name", "in", stateTypes);
  return (await query.orderBy("t.id", "desc").limit(1).executeTakeFirst())?.id;
}
