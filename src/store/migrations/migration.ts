/** The shape of a numbered migration. Once released, one is never changed: the next one mends it. */
import type { TableNames } from "../schema/names.ts";
import type { Store, Tx } from "../store.ts";

export interface MigrationContext {
  readonly store: Store;
  /** Everything happens here; the migration and its row in gotrs_migration commit together where the database can. */
  readonly tx: Tx;
  readonly run: (statements: readonly string[]) => Promise<void>;
  /** The database is gotrs's own and without first rows; false when attached to an OTRS's. */
  readonly fresh: boolean;
  readonly names: TableNames;
  readonly now: Date;
  readonly rootPasswordHash: string;
  readonly markOrigin: (tx: Tx, fresh: boolean, names: TableNames) => Promise<void>;
}

export interface Migration {
  readonly id: number;
  readonly name: string;
  apply(context: MigrationContext): Promise<void>;
}
