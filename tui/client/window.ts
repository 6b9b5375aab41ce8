/** A list of any length of which only what is on the screen, and its neighbourhood, is fetched. Draws nothing. */
import { type Fetched, Pages, pageOf, pageRows, pagesOf } from "./pages.ts";

/** @param exact all of them are to be counted, however long it takes */
type Fetch<Row> = (offset: number, limit: number, exact: boolean) => Promise<Fetched<Row>>;

/** Milliseconds for which the rows of before stay while others are fetched. */
const keptWhileWaiting = 400;
/** What is fetched anew when the rows may have changed reaches so far to both sides of the cursor. */
const around = 40;
/** What is fetched before it is needed reaches so far: two large screens. */
const ahead = 120;
/** So near to the end of what was counted the rest is counted, which takes longer. */
const countAhead = 500;

export class Window<Row extends { readonly id: number }> {
  readonly #fetch: Fetch<Row>;
  readonly #failed: (error: unknown) => void;
  readonly #listeners = new Set<() => void>();
  readonly #pages = new Pages<Row>();
  readonly #asked = new Map<number, Promise<void>>();
  /** Grows when what was fetched before is no longer wanted. */
  #generation = 0;
  /** The rows are of something else than is wanted by now. */
  #outdated = false;
  /** Who waits for others. */
  readonly #waiting: (() => void)[] = [];
  /** The agent goes beyond what was counted. */
  #countAll = false;
  #counting: Promise<void> | undefined;
  #at = 0;
  /** The row that the cursor stays on, whatever comes in above. */
  #anchor: number | undefined;
  #version = 0;
  /** A row was looked for that is not here. */
  #missed = false;
  /** Where the agent wants to go, beyond what is counted yet. */
  #wanted: number | undefined;

  constructor(fetch: Fetch<Row>, failed: (error: unknown) => void) {
    this.#fetch = fetch;
    this.#failed = failed;
  }

  /** undefined until the first answer. */
  get total(): number | undefined {
    return this.#pages.total;
  }
  get exact(): boolean {
    return this.#pages.exact;
  }
  get at(): number {
    return this.#at;
  }
  get current(): Row | undefined {
    return this.row(this.#at);
  }
  /** Another one after each change, for React. */
  get version(): number {
    return this.#version;
  }
  /** Every row that is there at the moment. */
  get loaded(): readonly Row[] {
    return this.#pages.rows;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** undefined: there is none, or it is not here yet. */
  row(index: number): Row | undefined {
    const row = this.#pages.row(index);
    if (row === undefined) this.#missed = true;
    return row;
  }

  indexOf(id: number): number | undefined {
    return this.#pages.indexOf(id);
  }

  /** Beyond what was counted the cursor goes on when the rest is. */
  moveTo(index: number): void {
    this.#wanted = this.#pages.isCountable && index >= (this.#pages.total ?? 0) ? index : undefined;
    this.#at = this.#pages.within(index);
    this.#anchor = this.current?.id;
    this.#changed();
    this.#fetchMissing();
  }

  /** To the last row of all, which may have to be counted first; where they cannot be, it stays. */
  async toEnd(): Promise<void> {
    await this.#countAllOf();
    if (!this.#pages.isCountable) this.moveTo((this.#pages.total ?? 1) - 1);
  }

  async #countAllOf(): Promise<void> {
    if (!this.#pages.isCountable) return;
    this.#countAll = true;
    this.#counting ??= this.#count().finally(() => {
      this.#counting = undefined;
    });
    await this.#counting;
  }

  async #count(): Promise<void> {
    const generation = this.#generation;
    await this.#take(pageOf(this.#at), true);
    // The rows came anew meanwhile, so that their count was not believed.
    if (generation !== this.#generation && this.#countAll && this.#pages.isCountable) await this.#count();
  }

  /** Waits until the row is there, too: for what needs it. */
  async reach(index: number): Promise<Row | undefined> {
    this.moveTo(index);
    if (this.current === undefined && this.#pages.total !== 0) await this.#load(pageOf(this.#at));
    return this.current;
  }

  /** Rows from one on, also those that are not here yet; fewer where the list ends. */
  async rows(first: number, count: number): Promise<readonly Row[]> {
    const end = this.#pages.isCountable ? first + count : Math.min(first + count, this.#pages.total ?? 0);
    const missing = pagesOf(first, end - 1).filter((page) => !this.#pages.has(page));
    await Promise.all(missing.map((page) => this.#load(page)));
    return Array.from({ length: count }, (_, index) => this.row(first + index)).filter((row) => row !== undefined);
  }

  /** The first rows of all, no more than `most`. */
  async first(most: number): Promise<readonly Row[]> {
    const wanted = Math.min(this.#pages.total ?? most, most);
    const rows: Row[] = [];
    while (rows.length < wanted) {
      const page = await this.#fetch(rows.length, pageRows, false);
      rows.push(...page.rows);
      if (page.rows.length < pageRows) break;
    }
    return rows.slice(0, wanted);
  }

  stay(id: number): void {
    this.#anchor = id;
  }

  /**
   * Other rows are wanted than those that are here, from the start; the next `refresh` fetches them. What is typed after
   * that is meant for them, so that it waits for this.
   * @param staysOn the row for the cursor, if it is near the start
   */
  async restart(staysOn?: number): Promise<void> {
    this.#at = 0;
    this.#anchor = staysOn;
    this.#wanted = undefined;
    this.#countAll = false;
    this.#outdated = true;
    this.#generation += 1;
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** The rows may have changed: what is near the cursor is fetched again, the rest when it is needed. */
  async refresh(): Promise<void> {
    this.#generation += 1;
    this.#asked.clear();
    const generation = this.#generation;
    const wanted = this.#near(around);
    // Counting takes long, and once is enough.
    const counted = this.#countAll ? wanted.at(-1) : undefined;
    // At once they would flicker; for long they would be taken for what was asked for.
    const emptying = this.#outdated ? setTimeout(() => this.#empty(generation), keptWhileWaiting) : undefined;
    try {
      const pages = await Promise.all(
        wanted.map(async (page) => [page, await this.#fetch(page * pageRows, pageRows, page === counted)] as const),
      );
      if (generation !== this.#generation) return;
      this.#outdated = false;
      this.#pages.replace(pages, this.#countAll);
      this.#follow();
      this.#changed();
      this.#goOn();
    } catch (error) {
      if (this.#outdated) this.#empty(generation);
      if (generation === this.#generation) this.#failed(error);
    } finally {
      clearTimeout(emptying);
      if (generation === this.#generation) for (const resolve of this.#waiting.splice(0)) resolve();
    }
  }

  #empty(generation: number): void {
    if (generation !== this.#generation) return;
    this.#pages.clear();
    this.#changed();
  }

  /** The cursor goes where its row went; is it gone, the next one takes its place. */
  #follow(): void {
    const index = this.#anchor === undefined ? undefined : this.indexOf(this.#anchor);
    this.#at = this.#pages.within(index ?? this.#at);
    this.#anchor = this.current?.id ?? this.#anchor;
  }

  /** Pages of the rows up to so far from the cursor. */
  #near(distance: number): readonly number[] {
    return pagesOf(this.#pages.within(this.#at - distance), this.#pages.within(this.#at + distance));
  }

  #fetchMissing(): void {
    const nearEnd = this.#at + countAhead >= (this.total ?? 0);
    if (this.#pages.isCountable && !this.#countAll && nearEnd) void this.#countAllOf();
    for (const page of this.#near(ahead)) if (!this.#pages.has(page)) void this.#load(page);
  }

  /** To where the agent wanted to go before it was counted; else only what is near. */
  #goOn(): void {
    if (this.#wanted !== undefined && !this.#pages.isCountable) this.moveTo(this.#wanted);
    else this.#fetchMissing();
  }

  #load(page: number): Promise<void> {
    const asked = this.#asked.get(page) ?? this.#take(page, false);
    this.#asked.set(page, asked);
    return asked;
  }

  async #take(page: number, all: boolean): Promise<void> {
    const generation = this.#generation;
    try {
      const fetched = await this.#fetch(page * pageRows, pageRows, all);
      if (generation !== this.#generation) return;
      const { total, exact, at } = this;
      this.#pages.add(page, fetched, pageOf(this.#at));
      this.#at = this.#pages.within(this.#at);
      this.#anchor ??= this.current?.id;
      // What comes ahead of the agent is no reason to draw the screen anew.
      const counted = total !== this.total || exact !== this.exact;
      if (this.#missed || counted || at !== this.#at) this.#changed();
      if (counted) this.#goOn();
    } catch (error) {
      if (generation === this.#generation) this.#failed(error);
    } finally {
      if (generation === this.#generation) this.#asked.delete(page);
    }
  }

  #changed(): void {
    this.#version += 1;
    this.#missed = false;
    for (const listener of this.#listeners) listener();
  }
}
