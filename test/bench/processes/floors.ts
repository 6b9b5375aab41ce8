/** Floors of the bench that need no server, a process of their own: mailparser alone, and the bare nine-row transaction. */
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { simpleParser } from "mailparser";
import { tempFolder } from "../../peers/tempFolder.ts";
import { letter } from "../letter.ts";

const [what = "", warmUp = "", seconds = ""] = process.argv.slice(2);
/** Enough different mails that no cache holds the answer. */
const letters = Array.from({ length: 2000 }, (_, number) => letter("floor", number));
const at = (number: number): Buffer => letters[number % letters.length] ?? Buffer.alloc(0);

async function measured(step: (number: number) => Promise<void> | void): Promise<number> {
  let number = 0;
  const during = async (milliseconds: number) => {
    const first = number;
    const began = performance.now();
    while (performance.now() - began < milliseconds) await step(number++);
    return ((number - first) * 1000) / (performance.now() - began);
  };
  await during(Number(warmUp) * 1000);
  return await during(Number(seconds) * 1000);
}

/** What a mail costs at the very least: its source, its text and seven small rows, without a second index or a look-up. */
function nineRows(path: string): (number: number) => void {
  const database = new Sqlite(path);
  database.pragma("journal_mode = WAL");
  database.pragma("synchronous = FULL");
  const names = ["ticket", "article", "flag", "counter", "accepted", "history1", "history2"];
  for (const name of names) {
    database.exec(`create table ${name} (id integer primary key, name text, state integer, create_time text)`);
  }
  database.exec(
    "create table mime (id integer primary key, a_from text, a_subject text, a_message_id text, a_body text)",
  );
  database.exec("create table plain (id integer primary key, article_id integer, body blob)");
  const small = names.map((name) =>
    database.prepare(`insert into ${name} (name, state, create_time) values (?, ?, ?)`),
  );
  const mime = database.prepare("insert into mime (a_from, a_subject, a_message_id, a_body) values (?, ?, ?, ?)");
  const plain = database.prepare("insert into plain (article_id, body) values (?, ?)");
  return database.transaction((number: number) => {
    const raw = at(number);
    for (const statement of small)
      statement.run(`The printer prints nothing, case ${number}`, 1, "2026-11-24 09:14:07");
    mime.run(
      "customer@customer.test",
      "The printer prints nothing",
      `<${number}@customer.test>`,
      raw.toString("latin1", 600),
    );
    plain.run(number, raw);
  });
}

if (what === "parser") {
  console.log(await measured(async (number) => void (await simpleParser(at(number)))));
} else {
  await using folder = await tempFolder("bench-rows");
  const write = nineRows(join(folder.path, "rows.db"));
  console.log(await measured(write));
}
