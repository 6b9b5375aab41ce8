/** `gotrs admin dynamic-field`: fields of your own on tickets, articles and customers. OTRS keeps what they may hold as YAML. */

import { isDeepStrictEqual } from "node:util";
import { said, type Words } from "../../said.ts";
import { emptyValue, type Field, type Value, type Values } from "../field.ts";
import { type FieldType, fieldTypes, optionsOf, typeOptions } from "../fieldOptions.ts";
import type { AdminModule, Asking, Complaint, Planned } from "../module.ts";
import { plain } from "../ordinary.ts";
import { tableModule } from "../table.ts";

export const dynamicField: AdminModule = tableModule({
  thing: "dynamic-field",
  plural: "dynamicFields",
  about: "fields of your own on tickets, articles and customers",
  table: "dynamic_field",
  columns: ["label", "object", "type", "order"],
  fields: {
    name: {
      kind: "text",
      about: "what headers, filters and programs call it: letters and digits",
      max: 200,
      pattern: /^[A-Za-z0-9]+$/,
      form: "Use letters and digits only",
      required: true,
      at: { column: "name" },
    },
    label: { ...plain("label", 200, "as people see it"), required: true },
    object: {
      kind: "choice",
      about: "what has it",
      choices: ["Ticket", "Article", "CustomerUser", "CustomerCompany"],
      default: "Ticket",
      required: true,
      fixed: "values are stored by it",
      at: { column: "object_type" },
    },
    type: {
      kind: "choice",
      about: "what it holds",
      choices: fieldTypes,
      default: "Text",
      required: true,
      fixed: "values are stored by it",
      at: { column: "field_type" },
    },
    order: {
      kind: "integer",
      about: "its place among the others; the last where nothing is said",
      min: 1,
      max: 9999,
      at: { column: "field_order" },
    },
    ...typeOptions,
  },
  presume: atTheEnd,
  check: fitting,
});

async function atTheEnd(_: Values, asking: Asking): Promise<Values> {
  const orders = (await asking.every("dynamic-field")).map(({ order }) => Number(order));
  return { order: Math.max(0, ...orders) + 1 };
}

/** Whether the options are ones of this type, and fit each other. */
async function fitting({ before, after }: Planned): Promise<readonly Complaint[]> {
  const type = after.type as FieldType;
  const isNew = (name: string): boolean =>
    before === undefined || !isDeepStrictEqual(before.values[name] ?? null, after[name] ?? null);
  const complaints: Complaint[] = [];
  if (after.order === null) {
    complaints.push({
      field: "order",
      what: said`it must not be empty`,
      mend: said`Give a whole number from 1 to 9999`,
    });
  }
  const own = optionsOf[type];
  if (own === undefined) return complaints;
  for (const [name, field] of Object.entries<Field>(typeOptions)) {
    if (own.includes(name) || !isNew(name) || isDeepStrictEqual(after[name] ?? null, emptyValue(field))) continue;
    complaints.push({
      field: name,
      what: said`a ${type} has none`,
      mend: said`Leave it out; it has: ${own.join(", ")}`,
    });
  }
  const possible = Object.keys((after.possibleValues ?? {}) as Values);
  const chooses = own.includes("possibleValues");
  if (chooses && isNew("possibleValues") && possible.length === 0) {
    complaints.push({ field: "possibleValues", what: said`a ${type} needs some`, mend: said`Write key=label` });
  }
  const wrong = unfit(type, after.defaultValue ?? null, possible);
  if (wrong !== undefined && (isNew("defaultValue") || (chooses && isNew("possibleValues")))) complaints.push(wrong);
  return complaints;
}

function unfit(type: FieldType, value: Value, possible: readonly string[]): Complaint | undefined {
  if (value === null) return undefined;
  const wrong = (mend: Words): Complaint => ({
    field: "defaultValue",
    what: said`"${String(value)}" does not fit`,
    mend,
  });
  switch (type) {
    case "Checkbox":
      return value === "0" || value === "1" ? undefined : wrong(said`Write 1 for checked, or 0`);
    case "Date":
    case "DateTime":
      return /^-?\d{1,10}$/.test(String(value)) ? undefined : wrong(said`Write seconds from now, such as 86400`);
    case "Dropdown":
    case "Multiselect":
      return possible.includes(String(value)) ? undefined : wrong(said`Use one of: ${possible.join(", ")}`);
    default:
      return undefined;
  }
}
