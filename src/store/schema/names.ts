/** Tables that an existing database holds under another name: which ones, and queries that find them there. */
import { type IdentifierNode, type KyselyPlugin, OperationNodeTransformer } from "kysely";
import { StoreFailure } from "../failure.ts";
import type { Reader } from "../store.ts";
import type { Table } from "./model.ts";

/** Our name → the database's name, only where they differ. */
export type TableNames = ReadonlyMap<string, string>;

/** Names of gotrs_setting rows that keep them. */
const settingPrefix = "table.";

/** @param found every table that the database has */
export function detectNames(tables: readonly Table[], found: ReadonlySet<string>): TableNames {
  const names = new Map<string, string>();
  for (const { name, formerly } of tables) {
    const other = formerly.find((candidate) => found.has(candidate));
    if (!found.has(name) && other !== undefined) names.set(name, other);
  }
  return names;
}

export function nameSettings(names: TableNames): readonly { readonly name: string; readonly value: string }[] {
  return [...names].map(([ours, theirs]) => ({ name: settingPrefix + ours, value: theirs }));
}

/** What init noted; none in a database that was never initialised. */
export async function readNames(db: Reader): Promise<TableNames> {
  try {
    const rows = await db
      .selectFrom("gotrs_setting")
      .select(["name", "value"])
      .where("name", "like", `${settingPrefix}%`)
      .execute();
    return new Map(rows.map(({ name, value }) => [name.slice(settingPrefix.length), value]));
  } catch (error) {
    if (error instanceof StoreFailure && error.kind === "missingTable") return new Map();
    throw error;
  }
}

/** Writes the database's name wherever a query says ours. */
export function withNames(names: TableNames): KyselyPlugin {
  const transformer = new Renaming(names);
  return {
    transformQuery: ({ node, queryId }) => transformer.transformNode(node, queryId),
    transformResult: async ({ result }) => result,
  };
}

class Renaming extends OperationNodeTransformer {
  readonly #names: TableNames;
  constructor(names: TableNames) {
    super();
    this.#names = names;
  }
  protected override transformIdentifier(node: IdentifierNode): IdentifierNode {
    const name = this.#names.get(node.name);
    return name === undefined ? node : { ...node, name };
  }
}
