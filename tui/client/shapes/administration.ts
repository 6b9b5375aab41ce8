/** What can be administered, as it has to come. */
import type { AdminEntry, NamedEntry, Thing, ThingField } from "../administration.ts";
import { amount, anything, flag, list, maybe, object, oneOf, record, type Shape, text } from "../shape.ts";

export const thing = object<Thing>({
  ...{ thing: text, plural: text, about: text, key: text, canDisable: flag, removable: maybe(flag) },
  fields: list(
    object<ThingField>({
      ...{ name: text, kind: text, about: text, required: flag, presumed: maybe(flag), default: anything },
      ...{ choices: maybe(list(text)), to: maybe(text), besides: maybe(list(text)), keys: maybe(list(text)) },
      ...{ min: maybe(amount), max: maybe(amount), unit: maybe(text), generated: maybe(flag), fixed: maybe(text) },
      items: maybe(oneOf("string", "integer")),
    }),
  ),
});

export const namedEntry = object<NamedEntry>({ name: text, valid: flag });

const values: Shape<AdminEntry> = record(anything);

/** Whatever it holds, it can be named. */
export function entryOf({ key }: Thing): Shape<AdminEntry> {
  return (value) => {
    const wrong = values(value);
    if (wrong !== undefined) return wrong;
    const name = (value as AdminEntry)[key];
    return typeof name === "string" || typeof name === "number" ? undefined : `.${key}`;
  };
}
