/** A real OTOBO 11 database that development has beside the checkout, loaded into a scratch MariaDB database. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import mysql from "mysql2/promise";
import { packageRoot } from "../../src/packageRoot.ts";

const folder = join(packageRoot, "..", "shared", "data");
const dump = join(folder, "otobo-mysql.sql.gz");

/** Why it cannot be loaded; undefined where it is there. */
export const dumpAbsent: string | undefined = existsSync(dump) ? undefined : `${dump} is not there`;

/** Characters sent at a time, below what a server takes by default. */
const portion = 4_000_000;

/** @param url an empty MariaDB database */
export async function loadOtobo(url: string): Promise<void> {
  const text = gunzipSync(readFileSync(dump)).toString();
  const connection = await mysql.createConnection({ uri: url, multipleStatements: true, charset: "utf8mb4" });
  try {
    await connection.query("set autocommit = 0");
    for (let start = 0; start < text.length; ) {
      // In a dump only the end of a statement has a semicolon before a line end.
      const end = start + portion >= text.length ? text.length : text.lastIndexOf(";\n", start + portion) + 2;
      await connection.query(text.slice(start, end));
      start = end;
    }
    await connection.query("commit");
  } finally {
    await connection.end();
  }
}

/** Rows by table at the moment of the dump. */
export function rowCounts(): ReadonlyMap<string, number> {
  const lines = readFileSync(join(folder, "otobo-mysql.counts.tsv"), "utf8").trim().split("\n");
  return new Map(lines.map((line) => line.split("\t")).map(([table = "", count]) => [table, Number(count)]));
}
