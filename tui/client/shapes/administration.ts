/** What can be administered, as it has to come. */
import type { AdminEntry, FoundNames, InnerFields, NamedEntry, Thing, ThingField } from "../administration.ts";
import { amount, anything, flag, list, maybe, object, oneOf, record, type Shape, text, whole } from "../shape.ts";

const field: Shape<ThingField> = object<ThingField>({
  ...{ name: text, kind: text, about: text, required: flag, presumed: maybe(flag), default: anything },
  ...{ choices: maybe(list(text)), to: maybe(text), besides: maybe(list(text)), keys: maybe(list(text)) },
  ...{ min: maybe(amount), max: maybe(amount), unit: maybe(text), generated: maybe(flag), fixed: maybe(text) },
  ...{ items: maybe(oneOf("string", "integer")), known: maybe(list(text)), form: maybe(text) },
  namedBy: maybe(object<NonNullable<ThingField["namedBy"]>>({ part: text, things: record(text) })),
  inner: maybe((value) => inner(value)),
});

const inner: Shape<InnerFields> = object<InnerFields>({
  ...{ fields: list(field), single: maybe(flag), keys: maybe(list(text)), bare: maybe(text), ordered: maybe(flag) },
});

export const thing = object<Thing>({
  ...{
    thing: text,
    plural: text,
    about: text,
    key: text,
    canDisable: flag,
    removable: maybe(flag),
    large: maybe(flag),
  },
  fields: list(field),
});

export const namedEntry = object<NamedEntry>({ name: text, valid: flag, about: maybe(text) });

/** An older daemon gives all of them and does not count. */
export const foundNames = object<Pick<FoundNames, "names"> & { readonly total?: number }>({
  names: list(namedEntry),
  total: maybe(whole),
});

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

/** A part of a list, and how many there are. */
export function foundIn(of: Thing): Shape<Readonly<Record<string, unknown>>> {
  const rows = object<Readonly<Record<string, readonly AdminEntry[]>>>({ [of.plural]: list(entryOf(of)) });
  const count = object<{ readonly total: number }>({ total: whole });
  return (value) => rows(value) ?? count(value);
}
