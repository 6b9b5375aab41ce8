/** What the API takes for a module, as JSON Schema for the OpenAPI document. What is allowed in detail, errors tell. */
import { z } from "zod";
import type { Described, Field, Inner } from "./field.ts";
import type { AdminModule } from "./module.ts";
import { allowed } from "./parse.ts";
import { generatingOption } from "./shown.ts";

/** @param isNew for `add`, which needs what is required */
export function bodySchema({ fields, canDisable }: AdminModule, isNew: boolean): object {
  const entries = Object.entries(fields).filter(
    ([name, { fixed }]) => name !== "valid" && (isNew || fixed === undefined),
  );
  const generating = entries.filter(([, field]) => field.kind === "secret" && field.generated !== undefined);
  const required = entries.filter(([, field]) => field.required && field.default === undefined).map(([name]) => name);
  return {
    type: "object",
    additionalProperties: false,
    properties: {
      ...Object.fromEntries(entries.map(([name, field]) => [name, { ...typeOf(field), description: field.about }])),
      ...Object.fromEntries(
        generating.map(([name]) => [
          generatingOption(name),
          { type: "boolean", description: `make the ${name} at random; the answer has it, once` },
        ]),
      ),
      ...(canDisable && { valid: { type: "boolean", description: "whether it can be used" } }),
    },
    ...(isNew && required.length > 0 && { required }),
  };
}

function typeOf(field: Field): object {
  const orNull = (type: string): object => ({ type: field.required ? type : [type, "null"] });
  switch (field.kind) {
    case "boolean":
      return { type: "boolean" };
    case "integer":
      return { type: "integer", minimum: field.min, maximum: field.max };
    case "choice":
      return { type: "string", enum: field.choices };
    case "references":
      return { type: "array", items: { type: "string" } };
    case "grants":
      return {
        type: "object",
        additionalProperties: { type: "array", items: { type: "string", enum: field.keys } },
      };
    case "file":
      return { type: "string", contentEncoding: "base64" };
    case "structure":
      return z.toJSONSchema(field.schema, { io: "input", unrepresentable: "any" });
    case "text":
      return {
        ...orNull("string"),
        maxLength: field.max,
        ...(field.form !== undefined && { $comment: allowed(field) }),
      };
    case "secret":
      return { type: "string", maxLength: field.max, writeOnly: true };
    default:
      return orNull("string");
  }
}

/** What a program needs to know to ask a person: the modules with their fields. */
export function descriptionOf(module: AdminModule): object {
  const { thing, plural, about, key, fields, canDisable, rows } = module;
  return {
    thing,
    plural,
    about,
    key,
    canDisable,
    // Whether `valid: false` takes an entry away.
    removable: rows.remove !== undefined,
    // Whether its list can be asked for in part: `?search=…&limit=…`.
    large: rows.find !== undefined,
    fields: Object.entries(fields).map(([name, field]) => ({
      ...fieldDescription(name, field),
      // Why it stays as it is once it was added.
      ...(field.fixed !== undefined && { fixed: field.fixed }),
      ...(field.presumed && { presumed: true }),
    })),
  };
}

function fieldDescription(name: string, field: Described): object {
  return {
    name,
    kind: field.kind,
    about: field.about,
    required: field.required ?? false,
    default: field.default ?? null,
    ...("choices" in field && { choices: field.choices }),
    ...("to" in field && { to: field.to }),
    ...("besides" in field && { besides: field.besides }),
    ...("keys" in field && { keys: field.keys }),
    ...(field.kind === "integer" && { min: field.min, max: field.max }),
    ...("unit" in field && { unit: field.unit }),
    ...("known" in field && { known: field.known }),
    // How a text has to be written.
    ...("form" in field && { form: field.form }),
    ...(field.namedBy !== undefined && { namedBy: field.namedBy }),
    ...(field.kind === "structure" && itemsOf(field)),
    ...("inner" in field && field.inner !== undefined && { inner: innerDescription(field.inner) }),
    // Whether it can be made at random instead: `generatePassword: true`.
    ...(field.kind === "secret" && { generated: field.generated !== undefined }),
  };
}

function innerDescription({ fields, ...inner }: Inner): object {
  return { ...inner, fields: Object.entries(fields).map(([name, field]) => fieldDescription(name, field)) };
}

/** Of a list of texts or whole numbers, which of them: what one line can ask for. */
function itemsOf({ schema }: Extract<Described, { readonly kind: "structure" }>): object {
  type Node = { readonly type?: string; readonly items?: { readonly type?: string } };
  const { type, items } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Node;
  return type === "array" && (items?.type === "string" || items?.type === "integer") ? { items: items.type } : {};
}
