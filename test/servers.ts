/** The three databases on this machine: whether each answers, and making and dropping scratch databases on it. */
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mysql from "mysql2/promise";
import pg from "pg";
import type { Store } from "../src/store/store.ts";

export interface Server {
  readonly product: Store["product"];
  readonly title: string;
  /** What to do where it is absent. */
  readonly mend: string;
  answers(): Promise<boolean>;
  /** A database without tables; its URL. */
  create(name: string): Promise<string>;
  drop(name: string): Promise<void>;
  /** What copies of a database are made of: nobody has it open, and it lasts as long as that is so. */
  template(name: string): Promise<string>;
  /** The copy's URL. */
  copy(template: string, name: string): Promise<string>;
  /** Removes what remains when every database is dropped. */
  readonly tidy?: () => void;
}

const postgresUrl = process.env.GOTRS_TEST_POSTGRES ?? "postgres://postgres@127.0.0.1:5432/postgres";
export const mysqlUrl = process.env.GOTRS_TEST_MYSQL ?? "mysql://root@127.0.0.1:3306/";
const withName = (url: string, name: string): string => Object.assign(new URL(url), { pathname: `/${name}` }).href;

/** Milliseconds. A server that is absent refuses at once; where one process makes all databases, one that answers may wait for SQLite. */
const connecting = 20_000;

async function onPostgres(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: postgresUrl, connectionTimeoutMillis: connecting });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

async function toMysql(): Promise<mysql.Connection> {
  return await mysql.createConnection({ uri: mysqlUrl, connectTimeout: connecting, multipleStatements: true });
}

async function onMysql(statements: string): Promise<void> {
  const connection = await toMysql();
  try {
    await connection.query(statements);
  } finally {
    await connection.end();
  }
}

/** What makes the tables of a database and takes over its rows: half the time of making them one by one. */
async function statementsOf(database: string): Promise<string> {
  const connection = await toMysql();
  try {
    const rowsOf = async (query: string): Promise<readonly mysql.RowDataPacket[]> =>
      (await connection.query<mysql.RowDataPacket[]>(query))[0];
    await connection.query(`use ${database}`);
    const statements = ["set foreign_key_checks = 0"];
    for (const table of (await rowsOf("show tables")).flatMap((row) => Object.values<string>(row))) {
      const [made] = await rowsOf(`show create table \`${table}\``);
      statements.push(made?.["Create Table"], `insert into \`${table}\` select * from ${database}.\`${table}\``);
    }
    return statements.join(";\n");
  } finally {
    await connection.end();
  }
}

async function works(attempt: Promise<void>): Promise<boolean> {
  return await attempt.then(
    () => true,
    () => false,
  );
}

let folder = "";
const pathOf = (name: string): string => {
  folder ||= mkdtempSync(join(tmpdir(), "gotrs-test-"));
  return join(folder, `${name}.db`);
};

export const servers: readonly Server[] = [
  {
    product: "sqlite",
    title: "SQLite",
    mend: "",
    answers: async () => true,
    create: async (name) => `sqlite:${pathOf(name)}`,
    drop: async (name) => {
      for (const suffix of ["", "-wal", "-shm"]) rmSync(pathOf(name) + suffix, { force: true });
    },
    template: async (name) => pathOf(name),
    copy: async (template, name) => {
      copyFileSync(template, pathOf(name));
      return `sqlite:${pathOf(name)}`;
    },
    tidy: () => {
      if (folder !== "") rmSync(folder, { recursive: true, force: true });
      folder = "";
    },
  },
  {
    product: "postgres",
    title: "PostgreSQL",
    mend: "start PostgreSQL on 127.0.0.1:5432 with trust for user postgres, or set GOTRS_TEST_POSTGRES to a URL",
    answers: () => works(onPostgres("select 1")),
    create: async (name) => {
      await onPostgres(`create database ${name}`);
      return withName(postgresUrl, name);
    },
    drop: (name) => onPostgres(`drop database if exists ${name} with (force)`),
    template: async (name) => name,
    copy: async (template, name) => {
      await onPostgres(`create database ${name} template ${template}`);
      return withName(postgresUrl, name);
    },
  },
  {
    product: "mysql",
    title: "MariaDB",
    mend: "start MariaDB on 127.0.0.1:3306 with root and no password, or set GOTRS_TEST_MYSQL to a URL",
    answers: () => works(onMysql("select 1")),
    create: async (name) => {
      await onMysql(`create database ${name} character set utf8mb4`);
      return withName(mysqlUrl, name);
    },
    drop: (name) => onMysql(`drop database if exists ${name}`),
    template: statementsOf,
    copy: async (template, name) => {
      await onMysql(`create database ${name} character set utf8mb4; use ${name}; ${template}`);
      return withName(mysqlUrl, name);
    },
  },
];
