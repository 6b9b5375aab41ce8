/** Fields that are rows of a table of keys and values beside the thing, as OTRS keeps what it has many of; several rows are a list. */
import { z } from "zod";
import { said } from "../said.ts";
import { wanted } from "../schemaWords.ts";
import { type Cells, deleteCells, insertCells, readCells } from "../store/adminRows.ts";
import { idOf } from "./cell.ts";
import type { Described, Field, Id, OwnPlace, Reading, Value, Writing } from "./field.ts";

export interface ItemTable {
  readonly table: "notification_event_item" | "generic_agent_jobs";
  readonly owner: string;
  readonly key: string;
  readonly value: string;
}

type Texts = readonly string[];

function place(
  items: ItemTable,
  key: string,
  from: (reading: Reading, stored: Texts) => Promise<Value>,
  to: (writing: Writing, value: Value) => Promise<Texts>,
): OwnPlace {
  const { table, owner, value } = items;
  return {
    async read(reading, ids) {
      const rows = await readCells(reading.db, table, [owner, value], { column: items.key, values: [key] });
      const stored = Map.groupBy(rows, (row) => row[owner] as Id);
      // OTRS's forms store what was left empty, too.
      const texts = (id: Id): Texts =>
        (stored.get(id) ?? []).map((row) => String(row[value] ?? "")).filter((text) => text !== "");
      return new Map(await Promise.all(ids.map(async (id) => [id, await from(reading, texts(id))] as const)));
    },
    async write(writing, id, wanted) {
      await deleteCells(writing.tx, table, { [owner]: id, [items.key]: key });
      for (const text of await to(writing, wanted)) {
        await insertCells(writing.tx, table, { [owner]: id, [items.key]: key, [value]: text });
      }
    },
  };
}

/** Names of other things, whose ids are stored. */
export function itemReferences(items: ItemTable, key: string, to: string, about: string): Field<never> {
  return {
    kind: "references",
    to,
    about,
    at: place(
      items,
      key,
      async (reading, stored) => {
        const names = await reading.names(to);
        return stored.map((id) => names.nameOf(/^\d+$/.test(id) ? Number(id) : id) ?? `#${id}`).toSorted();
      },
      async (writing, value) => {
        const names = await writing.names(to);
        return textsOf(value).map((name) => (/^#\d+$/.test(name) ? name.slice(1) : String(idOf(names, name))));
      },
    ),
  };
}

/** The name of another thing, whose id is stored. */
export function itemReference(items: ItemTable, key: string, to: string, about: string): Field<never> {
  return {
    kind: "reference",
    to,
    none: null,
    about,
    at: place(
      items,
      key,
      async (reading, [id]) => {
        if (id === undefined) return null;
        return (await reading.names(to)).nameOf(/^\d+$/.test(id) ? Number(id) : id) ?? `#${id}`;
      },
      async (writing, value) => (value === null ? [] : [String(idOf(await writing.names(to), String(value)))]),
    ),
  };
}

/** Whole numbers. */
export function itemNumbers(items: ItemTable, key: string, about: string, min: number, max: number): Field<never> {
  const inOrder = (numbers: readonly number[]): readonly number[] => [...new Set(numbers)].toSorted((a, b) => a - b);
  const number = z.number({ error: wanted(said`Give whole numbers from ${min} to ${max}`) });
  return {
    kind: "structure",
    list: true,
    about,
    schema: z.array(number.int().min(min).max(max)).transform(inOrder),
    fromText: (word) => (/^\d+$/.test(word) ? Number(word) : word),
    toText: String,
    at: place(
      items,
      key,
      async (_, stored) => inOrder(stored.map(Number)),
      async (_, value) => textsOf(value),
    ),
  };
}

/** Texts as they are. @param schema of the list @param choices to choose from, where they are known */
export function itemTexts(
  items: ItemTable,
  key: string,
  about: string,
  schema: Extract<Field, { kind: "structure" }>["schema"],
  choices?: readonly string[],
): Field<never> {
  return {
    kind: "structure",
    list: true,
    ...(choices !== undefined && { choices }),
    about,
    schema,
    fromText: (word) => word,
    toText: String,
    at: place(
      items,
      key,
      async (_, stored) => [...new Set(stored)].toSorted(),
      async (_, value) => textsOf(value),
    ),
  };
}

/** One of a few words, each stored as something else. */
export function itemChoice(
  items: ItemTable,
  key: string,
  about: string,
  stored: Readonly<Record<string, string>>,
): Field<never> {
  const at = place(
    items,
    key,
    async (_, [first]) => Object.keys(stored).find((choice) => stored[choice] === first) ?? null,
    async (_, value) => (value === null ? [] : [stored[String(value)] ?? String(value)]),
  );
  return { kind: "choice", choices: Object.keys(stored), about, at };
}

export function itemNumber(items: ItemTable, key: string, about: string, max: number): Field<never> {
  const at = place(
    items,
    key,
    async (_, [first]) => (first !== undefined && /^\d+$/.test(first) ? Number(first) : null),
    async (_, value) => (value === null ? [] : [String(value)]),
  );
  return { kind: "integer", min: 0, max, about, at };
}

export function itemText(items: ItemTable, key: string, about: string): Field<never> {
  const at = place(
    items,
    key,
    async (_, [first = ""]) => (first === "" ? null : first),
    async (_, value) => (value === null || value === "" ? [] : [String(value)]),
  );
  return { kind: "text", max: 200, about, at };
}

export function itemFlag(items: ItemTable, key: string, about: string): Field<never> {
  const at = place(
    items,
    key,
    async (_, [first]) => first === "1",
    async (_, value) => (value === true ? ["1"] : []),
  );
  return { kind: "boolean", default: false, about, at };
}

/**
 * Every row whose key is meant: key → values.
 * @param named what a key and its values are @param prefix of the stored key, which people do not see
 */
export function otherItems(
  items: ItemTable,
  isMeant: (key: string) => boolean,
  about: string,
  schema: Extract<Field, { kind: "structure" }>["schema"],
  named: { readonly key: Described; readonly values: string },
  prefix = "",
): Field<never> {
  const { table, owner, key, value } = items;
  const rowsOf = async (db: Reading["db"], ids: readonly Id[]): Promise<readonly Cells[]> =>
    (await readCells(db, table, [owner, key, value], { column: owner, values: ids })).filter((row) =>
      isMeant(String(row[key])),
    );
  return {
    kind: "structure",
    about,
    schema,
    inner: {
      keys: ["key"],
      bare: "values",
      fields: {
        key: { ...named.key, required: true },
        values: { kind: "structure", about: named.values, schema: z.array(z.string()) },
      },
    },
    default: {},
    at: {
      async read(reading, ids) {
        const all = new Map<Id, Record<string, string[]>>(ids.map((id) => [id, {}]));
        for (const row of await rowsOf(reading.db, ids)) {
          const own = all.get(row[owner] as Id) ?? {};
          const name = String(row[key]).slice(prefix.length);
          const text = String(row[value] ?? "");
          if (text !== "") own[name] = [...(own[name] ?? []), text].toSorted();
        }
        return all;
      },
      async write(writing, id, wanted) {
        const gone = [...new Set((await rowsOf(writing.tx, [id])).map((row) => String(row[key])))];
        if (gone.length > 0) await deleteCells(writing.tx, table, { [owner]: id, [key]: gone });
        for (const [name, texts] of Object.entries(wanted ?? {})) {
          for (const text of textsOf(texts)) {
            await insertCells(writing.tx, table, { [owner]: id, [key]: `${prefix}${name}`, [value]: text });
          }
        }
      },
    },
  };
}

function textsOf(value: Value): Texts {
  return Array.isArray(value) ? value.map(String) : [];
}
