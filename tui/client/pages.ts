/** What is here of a list of any length: rows by pages, and how many there are in all. Fetches nothing. */

export interface Fetched<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
  /** There are no more than `total`. */
  readonly exact: boolean;
  /** No better count is to be had. */
  readonly isFinal?: boolean;
}

/** Rows fetched at once; a screen has fewer. */
export const pageRows = 100;
/** So many pages to both sides of the cursor are held. */
const held = 20;

/** The page that a row is on. */
export function pageOf(index: number): number {
  return Math.floor(index / pageRows);
}

/** The pages of these rows; none where the last is before the first. */
export function pagesOf(first: number, last: number): readonly number[] {
  return Array.from({ length: pageOf(last) - pageOf(first) + 1 }, (_, index) => pageOf(first) + index);
}

export class Pages<Row extends { readonly id: number }> {
  #pages = new Map<number, readonly Row[]>();
  #total: number | undefined;
  #exact = true;
  #isFinal = false;

  /** undefined until the first answer. */
  get total(): number | undefined {
    return this.#total;
  }
  /** False: there are more than were counted. */
  get exact(): boolean {
    return this.#exact;
  }
  /** There are more than were counted, and they can be. */
  get isCountable(): boolean {
    return !this.#exact && !this.#isFinal;
  }
  /** All that are here, in their order. */
  get rows(): readonly Row[] {
    return [...this.#pages.keys()].toSorted((one, other) => one - other).flatMap((page) => this.#pages.get(page) ?? []);
  }

  has(page: number): boolean {
    return this.#pages.has(page);
  }

  row(index: number): Row | undefined {
    return this.#pages.get(pageOf(index))?.[index % pageRows];
  }

  indexOf(id: number): number | undefined {
    for (const [page, rows] of this.#pages) {
      const index = rows.findIndex((row) => row.id === id);
      if (index >= 0) return page * pageRows + index;
    }
    return undefined;
  }

  /** The nearest index that there is a row for; 0 for none. */
  within(index: number): number {
    return Math.max(0, Math.min(index, (this.#total ?? 1) - 1));
  }

  /**
   * In the place of all others; the last one knows best how many there are.
   * @param counted all of the same list were counted meanwhile, perhaps
   */
  replace(pages: readonly (readonly [page: number, fetched: Fetched<Row>])[], counted: boolean): void {
    this.#pages = new Map(pages.map(([page, { rows }]) => [page, rows]));
    const last = pages.at(-1)?.[1] ?? { total: 0, exact: true };
    if (!counted) this.#total = undefined;
    this.#count(last);
  }

  /** @param here the page of the cursor: who scrolls through everything does not hold everything */
  add(page: number, fetched: Fetched<Row>, here: number): void {
    this.#pages.set(page, fetched.rows);
    for (const other of this.#pages.keys()) if (Math.abs(other - here) > held) this.#pages.delete(other);
    this.#count(fetched);
  }

  #count({ total, exact, isFinal = false }: Omit<Fetched<Row>, "rows">): void {
    // A count that stopped early knows less than one that went on.
    if (!exact && this.#exact && this.#total !== undefined) return;
    this.#total = total;
    this.#exact = exact;
    this.#isFinal = isFinal;
  }

  clear(): void {
    this.#pages = new Map();
    this.#total = undefined;
  }
}
