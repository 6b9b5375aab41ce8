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
  /** A copy of an initialised database, where that is quicker than making it anew. */
  readonly copy?: (template: string, name: string) => Promise<string>;
  /** Removes what remains when every database is dropped. */
  readonly tidy?: () => void;
}

const postgresUrl = process.env.GOTRS_TEST_POSTGRES ?? "postgres://postgres@127.0.0.1:5432/postgres";
export const mysqlUrl = process.env.GOTRS_TEST_MYSQL ?? "mysql://root@127.0.0.1:3306/";
const withName = (url: string, name: string): string => Object.assign(new URL(url), { pathname: `/${name}` }).href;

async function onPostgres(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: postgresUrl, connectionTimeoutMillis: 3000 });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

async function onMysql(statement: string): Promise<void> {
  const connection = await mysql.createConnection({ uri: mysqlUrl, connectTimeout: 3000 });
  try {
    await connection.query(statement);
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
    copy: async (template, name) => {
      copyFileSync(pathOf(template), pathOf(name));
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
  },
];
