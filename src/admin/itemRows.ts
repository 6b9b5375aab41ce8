/** Fields that are rows of a table of keys and values beside the thing, as OTRS keeps what it has many of; several rows are a list. */
import { type Cells, deleteCells, insertCells, readCells } from "../store/adminRows.ts";
import { idOf } from "./cell.ts";
import type { Field, Id, OwnPlace, Reading, Value, Writing } from "./field.ts";

export interface ItemTable {
  readonly table: "notification_event_item";
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
      const texts = (id: Id): Texts => (stored.get(id) ?? []).map((row) => String(row[value]));
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

/** Texts as they are. @param schema of the list */
export function itemTexts(
  items: ItemTable,
  key: string,
  about: string,
  schema: Extract<Field, { kind: "structure" }>["schema"],
): Field<never> {
  return {
    kind: "structure",
    list: true,
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

/** Every row whose key no field has: key → values. */
export function otherItems(
  items: ItemTable,
  known: ReadonlySet<string>,
  about: string,
  schema: Extract<Field, { kind: "structure" }>["schema"],
): Field<never> {
  const { table, owner, key, value } = items;
  const rowsOf = async (db: Reading["db"], ids: readonly Id[]): Promise<readonly Cells[]> =>
    (await readCells(db, table, [owner, key, value], { column: owner, values: ids })).filter(
      (row) => !known.has(String(row[key])),
    );
  return {
    kind: "structure",
    about,
    schema,
    default: {},
    at: {
      async read(reading, ids) {
        const all = new Map<Id, Record<string, string[]>>(ids.map((id) => [id, {}]));
        for (const row of await rowsOf(reading.db, ids)) {
          const own = all.get(row[owner] as Id) ?? {};
          const name = String(row[key]);
          own[name] = [...(own[name] ?? []), String(row[value])].toSorted();
        }
        return all;
      },
      async write(writing, id, wanted) {
        const gone = [...new Set((await rowsOf(writing.tx, [id])).map((row) => String(row[key])))];
        if (gone.length > 0) await deleteCells(writing.tx, table, { [owner]: id, [key]: gone });
        for (const [name, texts] of Object.entries(wanted ?? {})) {
          for (const text of textsOf(texts)) {
            await insertCells(writing.tx, table, { [owner]: id, [key]: name, [value]: text });
          }
        }
      },
    },
  };
}

function textsOf(value: Value): Texts {
  return Array.isArray(value) ? value.map(String) : [];
}
