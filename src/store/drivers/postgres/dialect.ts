/** PostgreSQL through pg: a pool, statements prepared once per connection, times as text and numbers as numbers. */
import { createHash } from "node:crypto";
import { PostgresDialect, type PostgresPool, type PostgresPoolClient } from "kysely";
import type pg from "pg";
import { codeOf, isNetworkFailure } from "../../failure.ts";
import type { Connected, Translation } from "../connection.ts";

const maxConnections = 10;
/** Statements kept prepared per connection; lists of changing length (`in (…)`) must not fill the server's memory. */
const maxPrepared = 300;

/** @param url `postgres://user:password@host:port/database` */
export async function connect(url: string): Promise<Connected> {
  // Loaded where it is needed: a pipe delivery into another database waits for no driver it does not use.
  const { Pool, types } = await import("pg");
  const pool = new Pool({
    connectionString: url,
    max: maxConnections,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    application_name: "gotrs",
    options: "-c timezone=UTC -c datestyle=ISO -c client_min_messages=warning",
    types: { getTypeParser: parsers(types) },
  });
  // An idle connection that breaks is replaced by the pool; the next query tells if the server is gone.
  pool.on("error", () => {});
  const dialect = new PostgresDialect({ pool: prepared(pool) });
  return { reader: dialect, writer: dialect };
}

function parsers(types: typeof pg.types): (id: number, format?: "text" | "binary") => (value: string) => unknown {
  const { builtins } = types;
  return (id, format) => {
    switch (id) {
      case builtins.INT8:
      case builtins.NUMERIC:
        return Number;
      case builtins.TIMESTAMP:
      case builtins.DATE:
        return (value) => value;
      default:
        return types.getTypeParser(id, format === "binary" ? "text" : format);
    }
  };
}

function prepared(pool: pg.Pool): PostgresPool {
  const clients = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  return {
    options: pool.options,
    end: () => pool.end(),
    async connect() {
      const client = await pool.connect();
      const known = clients.get(client) ?? preparing(client);
      clients.set(client, known);
      return known;
    },
  };
}

function preparing(client: pg.PoolClient): PostgresPoolClient {
  // A connection that breaks between two statements of a transaction says so here first; the next statement fails of it.
  client.on("error", () => {});
  const names = new Map<string, string>();
  const nameOf = (text: string): string | undefined => {
    const known = names.get(text);
    if (known !== undefined || names.size >= maxPrepared) return known;
    const name = createHash("md5").update(text).digest("hex");
    names.set(text, name);
    return name;
  };
  const query = async (text: string, parameters: readonly unknown[] = []): Promise<unknown> => {
    const name = parameters.length === 0 ? undefined : nameOf(text);
    const values = [...parameters];
    return await client.query(name === undefined ? { text, values } : { name, text, values });
  };
  // Kysely asks for overloads (cursors among them) that are never used.
  return { query, release: (destroy?: boolean) => client.release(destroy) } as unknown as PostgresPoolClient;
}

export function translate(error: unknown): Translation {
  if (isNetworkFailure(error)) return "unavailable";
  const code = codeOf(error);
  switch (code) {
    case "23505":
      return "duplicate";
    case "40001":
    case "40P01":
      return "deadlock";
    case "55P03":
      return "busy";
    case "25006":
      return "readOnly";
    case "3D000":
      return "missingDatabase";
    case "42P01":
      return "missingTable";
    case "42501":
      return "denied";
    case "54000":
      return "tooLarge";
  }
  if (code.startsWith("28")) return "denied";
  if (code.startsWith("08") || code.startsWith("57P")) return "unavailable";
  if (code.startsWith("53") || code.startsWith("58")) return code === "53300" ? "unavailable" : "full";
  if (
    error instanceof Error &&
    /^(?:Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/.test(
      error.message,
    )
  ) {
    return "unavailable";
  }
  return undefined;
}
