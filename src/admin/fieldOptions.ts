/** What a dynamic field may hold, as fields over the keys of OTRS's YAML; which of them each type has. */

import { z } from "zod";
import { UserError } from "../errors.ts";
import { said } from "../said.ts";
import { complaint, wanted } from "../schemaWords.ts";
import type { Field, Value, Values } from "./field.ts";
import { yamlKey } from "./yaml.ts";

export const fieldTypes = ["Text", "TextArea", "Checkbox", "Dropdown", "Multiselect", "Date", "DateTime"] as const;
export type FieldType = (typeof fieldTypes)[number];

const chosen = ["defaultValue", "possibleValues", "possibleNone", "translatableValues", "treeView"] as const;
const dated = ["defaultValue", "yearsInPast", "yearsInFuture", "dateRestriction", "link", "linkPreview"] as const;

/** Type → its options. */
export const optionsOf: Readonly<Record<FieldType, readonly string[]>> = {
  Text: ["defaultValue", "link", "linkPreview", "regularExpressions"],
  TextArea: ["defaultValue", "rows", "columns", "regularExpressions"],
  Checkbox: ["defaultValue"],
  Dropdown: [...chosen, "link", "linkPreview"],
  Multiselect: chosen,
  Date: dated,
  DateTime: dated,
};

const config = (
  key: string,
  from: (stored: Value | undefined) => Value,
  to: (value: Value) => Value | undefined,
  beside?: Values,
) => yamlKey("dynamic_field", "config", key, from, to, beside);

const text = (stored: Value | undefined): Value =>
  stored === undefined || stored === null || stored === "" || typeof stored === "object" ? null : String(stored);
const kept = (value: Value): Value | undefined => (value === null || value === "" ? undefined : value);

function textOption(key: string, max: number, about: string): Field<never> {
  return { kind: "text", about, max, at: config(key, text, kept) };
}

function flag(key: string, about: string): Field<never> {
  // OTRS's forms write text.
  const at = config(
    key,
    (stored) => Number(stored ?? 0) === 1,
    (value) => (value === true ? "1" : undefined),
  );
  return { kind: "boolean", about, default: false, at };
}

function number(key: string, min: number, max: number, about: string, beside?: Values): Field<never> {
  const at = config(
    key,
    (stored) => (Number.isInteger(Number(text(stored) ?? Number.NaN)) ? Number(stored) : null),
    (value) => (value === null ? undefined : String(value)),
    beside,
  );
  return { kind: "integer", about, min, max, at };
}

/** Without it OTRS reads no years. */
const yearsPeriod = { YearsPeriod: "1" };

type Label = readonly [key: string, label: string];
const label = z.tuple([z.string(), z.string()]);

/** `red=Red wine`; without a label the key is one. */
function labelIn(word: string): Value {
  const [, key = "", shown] = /^([^=]*)(?:=(.*))?$/s.exec(word) ?? [];
  if (key.trim() === "") throw new UserError(said`"${word}" has no key`, { mend: said`Write key=label` });
  return [key.trim(), (shown ?? key).trim()];
}

export const typeOptions = {
  defaultValue: textOption("DefaultValue", 3800, "what it holds first; 0 or 1, a key, or seconds from now for dates"),
  possibleValues: {
    kind: "structure",
    about: "what can be chosen, each as key=label",
    list: true,
    schema: z.union(
      [
        z.record(z.string().min(1), z.string()),
        z.array(label).transform((labels: readonly Label[]) => Object.fromEntries(labels)),
      ],
      { error: wanted(said`Write key=label, or keys with a text for each`) },
    ),
    inner: {
      keys: ["key"],
      bare: "label",
      fields: {
        key: { kind: "text", about: "what is stored", max: 200, required: true },
        label: { kind: "text", about: "as people see it", max: 200, required: true },
      },
    },
    fromText: labelIn,
    toText: (value) =>
      Object.entries(value as Values)
        .map(([key, shown]) => (key === shown ? key : `${key}=${String(shown)}`))
        .join(", ") || "-",
    default: {},
    at: config(
      "PossibleValues",
      (stored) =>
        Object.fromEntries(
          Object.entries(typeof stored === "object" && stored !== null ? (stored as Values) : {}).map(
            ([key, shown]) => [key, String(shown ?? "")],
          ),
        ),
      (value) => (Object.keys(value as Values).length === 0 ? undefined : value),
    ),
  },
  possibleNone: flag("PossibleNone", "whether nothing can be chosen"),
  translatableValues: flag("TranslatableValues", "whether the labels are translated"),
  treeView: flag("TreeView", "whether labels with :: are shown as a tree"),
  rows: number("Rows", 1, 1000, "lines of the box"),
  columns: number("Cols", 1, 1000, "characters of a line of the box"),
  regularExpressions: {
    kind: "structure",
    about: 'what a value has to match: {"pattern":"…","message":"…"}',
    list: true,
    schema: z
      .array(z.strictObject({ pattern: z.string().min(1), message: z.string() }))
      .superRefine((list, { addIssue }) => {
        for (const [index, { pattern }] of list.entries()) {
          try {
            new RegExp(pattern);
          } catch (error) {
            const what = said`"${pattern}" is no regular expression (${error instanceof Error ? error.message : ""})`;
            addIssue(complaint(what, { mend: said`Correct it`, path: [index, "pattern"] }));
          }
        }
      }),
    inner: {
      ordered: true,
      fields: {
        pattern: { kind: "regex", about: "the expression that a value has to match", max: 1000, required: true },
        message: { kind: "text", about: "what is told when it does not", max: 1000, default: "" },
      },
    },
    at: config(
      "RegExList",
      (stored) =>
        (Array.isArray(stored) ? (stored as readonly Values[]) : []).map((one) => ({
          pattern: String(one.Value ?? ""),
          message: String(one.ErrorMessage ?? ""),
        })),
      (value) => {
        const list = (value ?? []) as readonly Values[];
        if (list.length === 0) return undefined;
        return list.map(({ pattern = "", message = "" }) => ({ Value: pattern, ErrorMessage: message }));
      },
    ),
  },
  yearsInPast: number("YearsInPast", 0, 500, "how many years back can be chosen", yearsPeriod),
  yearsInFuture: number("YearsInFuture", 0, 500, "how many years ahead can be chosen", yearsPeriod),
  dateRestriction: {
    kind: "choice",
    about: "which days cannot be chosen",
    choices: ["DisablePastDates", "DisableFutureDates"],
    at: config("DateRestriction", (stored) => (stored === "none" ? null : text(stored)), kept),
  },
  link: textOption("Link", 2000, "where a click on the value leads; with tags"),
  linkPreview: textOption("LinkPreview", 2000, "what is shown of the link beforehand"),
} as const satisfies Readonly<Record<string, Field<never>>>;
