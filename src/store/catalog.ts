/** A small table in memory, by id and by name. */

/** Names are exact, as OTRS looks them up. */
export class Catalog<Row extends { readonly id: number; readonly name: string }> {
  readonly #byId: ReadonlyMap<number, Row>;
  readonly #byName: ReadonlyMap<string, Row>;

  constructor(rows: readonly Row[]) {
    this.#byId = new Map(rows.map((row) => [row.id, row]));
    this.#byName = new Map(rows.map((row) => [row.name, row]));
  }
  get all(): readonly Row[] {
    return [...this.#byId.values()];
  }
  byId(id: number): Row | undefined {
    return this.#byId.get(id);
  }
  byName(name: string): Row | undefined {
    return this.#byName.get(name);
  }
  /** @throws Error when the database lacks a row that every OTRS database has */
  required(name: string): Row {
    const row = this.#byName.get(name);
    if (row === undefined) throw new Error(`the database has no row named "${name}"; run gotrs init`);
    return row;
  }
}
