/** SQLite through better-sqlite3: WAL, one connection that writes and one that reads, prepared statements kept. */
import { existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import Sqlite from "better-sqlite3";
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";
import { codeOf, StoreFailure } from "../../failure.ts";
import type { Connected, ConnectOptions, Translation } from "../connection.ts";
import { sqliteLower } from "../folded.ts";

/** Milliseconds to wait for another process's write before giving up; waited asynchronously, never blocking the program. */
const patience = 15_000;

/** @param url `sqlite:PATH` */
export async function connect(url: string, options: ConnectOptions): Promise<Connected> {
  const path = url.slice("sqlite:".length);
  if (!options.create && !existsSync(path))
    throw new StoreFailure("missingDatabase", url, new Error(`no file ${path}`));
  const writing = open(path, 0);
  writing.pragma("journal_mode = WAL");
  // A commit that was answered with 250 must survive a power cut.
  writing.pragma("synchronous = FULL");
  // Pages, 62 MB: what many mails touch is then written to the database file once for all of them. Below the limit that follows.
  writing.pragma("wal_autocheckpoint = 15000");
  writing.pragma("journal_size_limit = 67108864");
  // Readers of a WAL wait only for a moment of recovery after a crash.
  const reading = open(path, 2000);
  reading.pragma("query_only = ON");
  return { reader: dialect(reading), writer: dialect(writing) };
}

function open(path: string, timeout: number): Sqlite.Database {
  const database = new Sqlite(path, { timeout });
  database.pragma("foreign_keys = ON");
  database.pragma("temp_store = MEMORY");
  // Kilobytes: the system caches the file besides, and two of these count as our own memory.
  database.pragma("cache_size = -4000");
  database.function(sqliteLower, { deterministic: true }, (text) =>
    typeof text === "string" ? text.toLowerCase() : text,
  );
  return database;
}

export function translate(error: unknown): Translation {
  if (error instanceof StoreFailure) return error.kind;
  const code = codeOf(error);
  if (code === "SQLITE_CONSTRAINT_UNIQUE" || code === "SQLITE_CONSTRAINT_PRIMARYKEY") return "duplicate";
  if (code.startsWith("SQLITE_BUSY") || code.startsWith("SQLITE_LOCKED")) return "busy";
  if (code.startsWith("SQLITE_FULL") || code.startsWith("SQLITE_IOERR")) return "full";
  if (code.startsWith("SQLITE_READONLY") || code.startsWith("SQLITE_PERM")) return "readOnly";
  if (code.startsWith("SQLITE_CANTOPEN")) return "missingDatabase";
  if (code.startsWith("SQLITE_CORRUPT") || code.startsWith("SQLITE_NOTADB")) return "damaged";
  if (code.startsWith("SQLITE_TOOBIG")) return "tooLarge";
  if (error instanceof Error && error.message.startsWith("no such table")) return "missingTable";
  if (error instanceof TypeError && error.message.includes("directory does not exist")) return "missingDatabase";
  return undefined;
}

/** SQLite tells an inserted row's id by itself; RETURNING would build a table of results for it. */
class Adapter extends SqliteAdapter {
  override get supportsReturning(): boolean {
    return false;
  }
}

function dialect(database: Sqlite.Database): Dialect {
  return {
    createAdapter: () => new Adapter(),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createDriver: () => driver(database),
  };
}

function driver(database: Sqlite.Database): Driver {
  const connection = new SqliteConnection(database);
  const turns = new Turns();
  return {
    init: async () => {},
    acquireConnection: async () => {
      await turns.take();
      return connection;
    },
    releaseConnection: async () => turns.give(),
    beginTransaction: async () => await connection.begin(),
    commitTransaction: async () => connection.control("commit"),
    rollbackTransaction: async () => connection.control("rollback"),
    destroy: async () => {
      database.close();
    },
  };
}

/** One user of the connection at a time, in order of asking. */
class Turns {
  readonly #waiting: (() => void)[] = [];
  #taken = false;

  async take(): Promise<void> {
    if (this.#taken) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#taken = true;
  }
  give(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#taken = false;
    else next();
  }
}

class SqliteConnection implements DatabaseConnection {
  readonly #database: Sqlite.Database;
  readonly #statements = new Map<string, Sqlite.Statement>();

  constructor(database: Sqlite.Database) {
    this.#database = database;
  }

  /** Waits for another process to finish writing. */
  async begin(): Promise<void> {
    const giveUp = performance.now() + patience;
    for (let pause = 1; ; pause = Math.min(pause * 2, 50)) {
      try {
        this.control("begin immediate");
        return;
      } catch (error) {
        if (translate(error) !== "busy" || performance.now() > giveUp) throw error;
      }
      await sleep(pause);
    }
  }

  control(statement: string): void {
    // A full disk may have ended the transaction already; there is nothing left to roll back then.
    if (statement === "rollback" && !this.#database.inTransaction) return;
    this.#prepare(statement).run();
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const statement = this.#prepare(query.sql);
    // better-sqlite3 types rows as unknown; the shape is Kysely's knowledge.
    if (statement.reader) return { rows: statement.all(query.parameters) as Row[] };
    const { changes, lastInsertRowid } = statement.run(query.parameters);
    return { insertId: BigInt(lastInsertRowid), numAffectedRows: BigInt(changes), rows: [] };
  }

  async *streamQuery<Row>(query: CompiledQuery): AsyncIterableIterator<QueryResult<Row>> {
    for (const row of this.#database.prepare(query.sql).iterate(query.parameters)) yield { rows: [row as Row] };
  }

  #prepare(text: string): Sqlite.Statement {
    const known = this.#statements.get(text);
    if (known !== undefined) return known;
    const statement = this.#database.prepare(text);
    if (this.#statements.size >= maxStatements) this.#statements.clear();
    this.#statements.set(text, statement);
    return statement;
  }
}

const maxStatements = 500;
