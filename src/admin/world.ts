/** Everything administered as it is and as it shall be: what checks ask. Reads each list once; large ones only where asked. */

import type { Settings } from "../config/settings.ts";
import type { Actor, Desk } from "../desk.ts";
import type { Id, Reading, Values } from "./field.ts";
import { type AdminModule, type Asking, type Entry, keyField, type Planned } from "./module.ts";

export class World implements Asking {
  readonly desk: Desk;
  readonly actor: Actor;
  readonly settings: Settings;
  readonly reading: Reading;
  readonly modules: ReadonlyMap<string, AdminModule>;
  readonly #lists = new Map<string, Promise<readonly Entry[]>>();
  /** Of large modules: field → value in lower case → entries that have it. */
  readonly #found = new Map<string, Map<string, readonly Entry[]>>();
  readonly #planned = new Map<string, Planned[]>();

  constructor(desk: Desk, actor: Actor, reading: Reading, modules: ReadonlyMap<string, AdminModule>) {
    this.desk = desk;
    this.actor = actor;
    this.settings = desk.settings;
    this.reading = reading;
    this.modules = modules;
  }

  /** As they are, by id. */
  async all(module: AdminModule): Promise<readonly Entry[]> {
    let list = this.#lists.get(module.thing);
    if (list === undefined) {
      list = module.rows.read(this.reading);
      this.#lists.set(module.thing, list);
    }
    return await list;
  }

  /** Looks entries of a large module up at once that will be asked for one by one. */
  async lookUp(module: AdminModule, field: string, values: readonly string[]): Promise<void> {
    if (!module.large || this.#lists.has(module.thing)) return;
    const found = this.#foundIn(module, field);
    const missing = [...new Set(values)].filter((value) => !found.has(value.toLowerCase()));
    if (missing.length === 0) return;
    for (const value of missing) found.set(value.toLowerCase(), []);
    for (const entry of await module.rows.read(this.reading, { field, values: missing })) {
      const value = String(entry.values[field]).toLowerCase();
      found.set(value, [...(found.get(value) ?? []), entry]);
    }
  }

  /** As they are now: those whose field has this value, whatever its case. */
  async having(module: AdminModule, field: string, value: string): Promise<readonly Entry[]> {
    const wanted = value.toLowerCase();
    if (module.large && !this.#lists.has(module.thing)) {
      await this.lookUp(module, field, [value]);
      return this.#foundIn(module, field).get(wanted) ?? [];
    }
    return (await this.all(module)).filter(({ values }) => String(values[field] ?? "").toLowerCase() === wanted);
  }

  /** As it is now. Names are exact; addresses have no case. */
  async entry(module: AdminModule, key: string): Promise<Entry | undefined> {
    const candidates = await this.having(module, module.key, key);
    if (keyField(module).kind === "email") return candidates[0];
    return candidates.find(({ values }) => values[module.key] === key);
  }

  plan(planned: Planned): void {
    const { thing } = planned.module;
    this.#planned.set(thing, [...this.plannedOf(planned.module), planned]);
  }

  plannedOf({ thing }: AdminModule): readonly Planned[] {
    return this.#planned.get(thing) ?? [];
  }

  /** As it shall be. */
  async find(thing: string, key: string): Promise<Values | undefined> {
    const module = this.modules.get(thing);
    if (module === undefined) return undefined;
    const planned = this.plannedOf(module);
    const next = planned.find(({ after }) => after[module.key] === key);
    if (next !== undefined) return next.after;
    const entry = await this.entry(module, key);
    return entry === undefined || planned.some(({ before }) => before?.id === entry.id) ? undefined : entry.values;
  }

  async every(thing: string): Promise<readonly Values[]> {
    const module = this.modules.get(thing);
    return module === undefined ? [] : await this.future(module);
  }

  /** All as they shall be. */
  async future(module: AdminModule): Promise<readonly Values[]> {
    const planned = this.plannedOf(module);
    const touched = new Set<Id>(planned.flatMap(({ before }) => (before === undefined ? [] : [before.id])));
    const stay = (await this.all(module)).filter(({ id }) => !touched.has(id));
    return [...stay.map(({ values }) => values), ...planned.map(({ after }) => after)];
  }

  #foundIn({ thing }: AdminModule, field: string): Map<string, readonly Entry[]> {
    const name = `${thing} ${field}`;
    const found = this.#found.get(name) ?? new Map<string, readonly Entry[]>();
    this.#found.set(name, found);
    return found;
  }
}
