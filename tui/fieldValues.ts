/** Values of dynamic fields: asked for, and told. */

import type { FieldDefinition, FieldValues } from "../src/api/ticket.ts";
import type { Ground } from "./ground.ts";
import { text } from "./messages.ts";
import { onMark } from "./text/marks.ts";
import { safeLine } from "./text/safe.ts";

type Value = FieldValues[string];

/** Asked for as its kind wants it. @param held at first */
export function askField(
  ground: Pick<Ground, "ask" | "edit">,
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
          ...values.map(({ key, label: words }) => ({
            value: key,
            label: `${onMark(on.includes(key))}${words}`,
          })),
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
export function fieldWords({ values }: FieldDefinition, held: Value): string {
  const words = (one: string): string => values?.find(({ key }) => key === one)?.label ?? one;
  if (held === null) return "";
  if (typeof held === "boolean") return text(held ? "foot.yes" : "foot.no");
  return safeLine(typeof held === "string" ? words(held) : held.map(words).join(", "));
}
