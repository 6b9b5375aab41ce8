/** Fields that most things of OTRS have. */
import type { Field, PreferencePlace } from "./field.ts";

export function name(about: string): Field<"name"> {
  return { kind: "text", about, max: 200, required: true, at: { column: "name" } };
}

/** A name that nests with `::`. */
export function nestedName(about: string): Field<"name"> {
  return {
    ...name(about),
    kind: "text",
    max: 200,
    pattern: /^(?!.*::::)(?!::)(?!.*::$)[^:]+(?:::?[^:]+)*$/,
    form: "Write it like Parent::Child",
  };
}

export const comment: Field<"comments"> = {
  kind: "text",
  about: "a note for administrators",
  max: 250,
  at: { column: "comments" },
};

/** OTRS writes the charset beside it; everything is UTF-8. */
export const contentType: Field<"content_type"> = {
  kind: "choice",
  about: "whether the text is plain or HTML",
  choices: ["text/plain", "text/html"],
  default: "text/plain",
  at: {
    column: "content_type",
    from: (stored) => (/^\s*text\/html/i.test(String(stored ?? "")) ? "text/html" : "text/plain"),
    to: (value) => `${String(value)}; charset=utf-8`,
  },
};

/** @param about half a sentence */
export function minutes<Column extends string>(column: Column, about: string): Field<Column> {
  return { kind: "integer", about, unit: "minutes", min: 0, max: 10_000_000, default: 0, at: { column } };
}

/** 0: no warning. */
export function percent<Column extends string>(column: Column, about: string): Field<Column> {
  return { kind: "integer", about, unit: "percent", min: 0, max: 99, default: 0, at: { column } };
}

/** The number under which OTRS keeps a calendar; none is the system's own working time. */
export const calendar: Field<"calendar_name"> = {
  kind: "text",
  about: "the number of the calendar whose working time counts, 1 to 99; empty for the ordinary one",
  max: 2,
  pattern: /^[1-9]\d?$/,
  form: "Give a number from 1 to 99, or nothing",
  // OTRS's forms may have stored 0 for none.
  at: { column: "calendar_name", from: (stored) => (Number(stored ?? 0) === 0 ? null : String(stored)) },
};

/** OTRS's name of a preference of agents or customers. */
export function preference(table: "user_preferences" | "customer_preferences", key: string): PreferencePlace {
  return { table, owner: "user_id", preference: key };
}

/** A text that is kept as it is written. */
export function plain<Column extends string>(column: Column, max: number, about: string): Field<Column> {
  return { kind: "text", about, max, at: { column } };
}
