/** Reading and writing for modules: the database with the names of what references can point at, each list read once. */
import { readCells } from "../store/adminRows.ts";
import type { Reader, Store, Tx } from "../store/store.ts";
import type { Id, Names, Reading, Writing } from "./field.ts";
import type { AdminModule, Target } from "./module.ts";

/** Lists beside the modules, which fields choose from. */
const fixedLists: Readonly<Record<string, Target>> = {
  "state-type": { table: "ticket_state_type", id: "id", name: "name" },
  "follow-up": { table: "follow_up_possible", id: "id", name: "name" },
  lock: { table: "ticket_lock_type", id: "id", name: "name" },
  "auto-response-type": { table: "auto_response_type", id: "id", name: "name" },
};

export function isFixedList(to: string): boolean {
  return Object.hasOwn(fixedLists, to);
}

/** Where a name and an id are the same text, no list is needed. */
const itself: Names = { nameOf: String, idOf: (name) => name, all: () => [] };

class Known implements Reading {
  readonly db: Reader;
  readonly codec: Store["codec"];
  readonly #modules: ReadonlyMap<string, AdminModule>;
  readonly #lists = new Map<string, Promise<Names & { add(id: Id, name: string): void }>>();

  constructor(db: Reader, codec: Store["codec"], modules: ReadonlyMap<string, AdminModule>) {
    this.db = db;
    this.codec = codec;
    this.#modules = modules;
  }

  async names(to: string): Promise<Names> {
    const target = this.#targetOf(to);
    if (target.id === target.name) return itself;
    let list = this.#lists.get(to);
    if (list === undefined) {
      list = this.#load(target);
      this.#lists.set(to, list);
    }
    return await list;
  }

  /** An entry that was added, or has another name now. */
  async learn(to: string, id: Id, name: string): Promise<void> {
    (await this.#lists.get(to))?.add(id, name);
  }

  #targetOf(to: string): Target {
    const target = fixedLists[to] ?? this.#modules.get(to)?.target;
    if (target === undefined) throw new Error(`nothing can refer to ${to}`);
    return target;
  }

  async #load({ table, id, name }: Target): Promise<Names & { add(id: Id, name: string): void }> {
    const rows = await readCells(this.db, table, [id, name]);
    const byId = new Map<Id, string>();
    const byName = new Map<string, Id>();
    const add = (one: Id, its: string): void => {
      byId.set(one, its);
      byName.set(its, one);
    };
    for (const row of rows) add(row[id] as Id, String(row[name]));
    return { add, nameOf: (one) => byId.get(one), idOf: (its) => byName.get(its), all: () => [...byName.keys()] };
  }
}

export type Context = Reading & { learn(to: string, id: Id, name: string): Promise<void> };

export function readingIn(db: Reader, codec: Store["codec"], modules: ReadonlyMap<string, AdminModule>): Context {
  return new Known(db, codec, modules);
}

export function writingIn(context: Context, tx: Tx, now: Date, userId: number): Writing {
  return {
    db: tx,
    tx,
    codec: context.codec,
    names: (to) => context.names(to),
    now,
    userId,
  };
}
