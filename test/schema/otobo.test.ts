/** gotrs attached to a real OTOBO's database: nothing there is changed, and both can work on it. */
import { createHash, randomUUID } from "node:crypto";
import mysql from "mysql2/promise";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TicketDetail, TicketPage } from "../../src/api/ticket.ts";
import type { InitReport } from "../../src/store/init.ts";
import { migrations } from "../../src/store/migrations/index.ts";
import type { Inspection } from "../../src/store/schemaState.ts";
import { forEachDatabase } from "../databases.ts";
import { type Installation, install } from "../peers/gotrs.ts";
import { sendLetter } from "../peers/send.ts";
import { dumpAbsent, loadOtobo, rowCounts } from "./otoboDump.ts";

const every = migrations.map(({ id, name }) => `${id} ${name}`);

describe.skipIf(dumpAbsent !== undefined)(`an OTOBO's database ${dumpAbsent ?? ""}`, () => {
  forEachDatabase(
    "attached",
    (database) => {
      let gotrs: Installation;
      let connection: mysql.Connection;
      let before: ReadonlyMap<string, string>;

      beforeAll(async () => {
        const url = await database.empty();
        await loadOtobo(url);
        connection = await mysql.createConnection(url);
        before = await checksums(connection);
        gotrs = await install(url, {}, { init: false });
      });
      afterAll(async () => {
        await connection?.end();
        await gotrs?.[Symbol.asyncDispose]();
      });

      it("is told from an empty one, and --check says what init would do without doing it", async () => {
        const served = await gotrs.run(["serve"]);
        expect(served).toMatchObject({ code: 78, stdout: "" });
        expect(served.stderr).toMatch(/^gotrs: database.url: the database is an OTRS's.* Run: gotrs init\n$/);
        const text = await gotrs.run(["init", "--check"]);
        expect(text.code).toBe(78);
        expect(text.stderr).toBe(
          `gotrs: database.url: gotrs is not attached to this OTRS's database yet. Run: gotrs init (migrations ${every.join(", ")})\n`,
        );
        expect(text.stdout.split("\n").length).toBeLessThan(20);
        for (const line of [
          "Table permission_groups is called groups_table here.",
          "  49 columns of type varchar(191) where OTRS has varchar(200): ",
          "  1 column missing that this OTRS would not fill: acl_sync.id",
        ])
          expect(text.stdout).toContain(line);
        const { stdout } = await gotrs.run(["init", "--check", "--json"]);
        const inspection: Inspection = JSON.parse(stdout);
        expect(inspection).toMatchObject({ state: "foreign", renamed: { permission_groups: "groups_table" } });
        expect(inspection.differences).toContainEqual({
          kind: "other type",
          table: "queue",
          column: "name",
          action: "leave",
          text: "queue.name is varchar(191), OTRS has varchar(200)",
        });
        expect(await checksums(connection)).toEqual(before);
      });

      it("gets only the tables it lacks and two indexes; not a row of its own changes, and a second run does nothing", async () => {
        const report = await gotrs.json<InitReport>("init");
        expect(report).toMatchObject({ fresh: false, applied: every });
        expect(report).not.toHaveProperty("credentials");
        const added = report.differences.filter(({ action }) => action === "add").map(({ table }) => table);
        const after = await checksums(connection);
        expect([...after.keys()].filter((table) => !before.has(table)).toSorted()).toEqual(
          // No YAML tells of the full-text index: each driver makes it.
          [...added, "gotrs_search_text"].toSorted(),
        );
        for (const [table, sum] of before) expect(`${table} ${after.get(table)}`).toBe(`${table} ${sum}`);
        for (const [table, count] of rowCounts()) {
          const row = await firstRow(connection, `select count(*) as rows_there from \`${table}\``);
          expect(`${table} ${row.rows_there}`).toBe(`${table} ${count}`);
        }
        const again = await gotrs.run(["init"]);
        expect(again).toMatchObject({ code: 0, stderr: "" });
        expect(again.stdout).toMatch(
          /^The database is up to date; \d+ differences from OTRS's are left as they are .*\n$/,
        );
        expect(await gotrs.run(["init", "--check"])).toMatchObject({ code: 0, stderr: "" });
        expect(await checksums(connection)).toEqual(after);
      });

      it("is administered: what it has is exported, and nothing of it is left to change", async () => {
        type Times = { workingTimes: readonly { calendar: string; name: string | null; hours: object }[] };
        const { workingTimes } = await gotrs.json<Times>("admin", "working-time", "list");
        expect(workingTimes.map(({ calendar }) => calendar)).toEqual(["default", ..."123456789"]);
        expect(workingTimes[1]).toMatchObject({ name: "Calendar Name 1", hours: { Sun: [] } });
        const { stdout } = await gotrs.run(["admin", "holiday", "list"]);
        expect(stdout).toMatch(/^2004-01-01 +test/m);
        const { configuration: config } = await gotrs.json<{ configuration: object }>(
          "admin",
          "web-service",
          "show",
          "Elasticsearch",
        );
        expect(config).toMatchObject({ Debugger: { DebugThreshold: "error" }, Requester: { Transport: {} } });
        const file = await gotrs.run(["admin", "export", "--without", "customer-user"]);
        expect(file).toMatchObject({ code: 0, stderr: "" });
        const applied = await gotrs.run(["admin", "apply", "-", "--dry-run"], { input: file.stdout });
        expect(applied).toEqual({ code: 0, stdout: "nothing to change\n", stderr: "" });
      });

      it("is worked on: its tickets are read, mail makes tickets and follow-ups, and OTOBO can go on", async () => {
        const all = await gotrs.json<TicketPage>("ticket", "list", "--state-type", "all", "--limit", "1");
        expect(all.total).toBe(rowCounts().get("ticket"));
        const known = await firstRow(
          connection,
          `select t.tn, count(*) as files from ticket t join article a on a.ticket_id = t.id
         join article_data_mime_attachment f on f.article_id = a.id where f.disposition = 'attachment'
         group by t.tn order by files desc limit 1`,
        );
        const old = await gotrs.json<TicketDetail>("ticket", "show", String(known.tn));
        expect(old.articles.flatMap(({ attachments }) => attachments).length).toBeGreaterThanOrEqual(
          Number(known.files),
        );
        expect(old.articles[0]?.body).not.toBe("");

        await using daemon = await gotrs.serve();
        const { host, port } = daemon.smtp;
        const address = await firstRow(
          connection,
          "select a.value0, q.name from system_address a join queue q on q.id = a.queue_id order by a.id limit 1",
        );
        const letter = {
          from: "ann@customer.test",
          to: String(address.value0),
          subject: "Sent after the attaching",
          body: "New here.",
        };
        await sendLetter(host, port, letter);
        await sendLetter(host, port, { ...letter, subject: `Re: [Ticket#${known.tn}] that`, body: "And more." });
        const { tickets } = await gotrs.json<TicketPage>("ticket", "list", "--search", "after the attaching");
        expect(tickets).toMatchObject([{ queue: address.name, customerUser: "ann@customer.test" }]);
        const followed = await gotrs.json<TicketDetail>("ticket", "show", String(known.tn));
        expect(followed.articles.at(-1)?.body).toContain("And more.");
        expect(followed.articles).toHaveLength(old.articles.length + 1);

        const next = await numberAsOtrsTakesIt(connection);
        const counter = (number: string): number => Number(number.slice(10, -1));
        expect(counter(next)).toBe(counter(tickets[0]?.number ?? "") + 1);
      });
    },
    ["mysql"],
  );
});

/** The first row a statement finds. */
async function firstRow(connection: mysql.Connection, statement: string): Promise<Readonly<Record<string, unknown>>> {
  const [[row]] = await connection.query<mysql.RowDataPacket[]>(statement);
  if (row === undefined) throw new Error(`no row: ${statement}`);
  return row;
}

/** A checksum a table over its rows and its definition. */
async function checksums(connection: mysql.Connection): Promise<ReadonlyMap<string, string>> {
  const [tables] = await connection.query<mysql.RowDataPacket[]>({ sql: "show tables", rowsAsArray: true });
  const sums = new Map<string, string>();
  for (const [table] of tables as unknown as string[][]) {
    const sum = await firstRow(connection, `checksum table \`${table}\``);
    const made = await firstRow(connection, `show create table \`${table}\``);
    const definition = String(made["Create Table"])
      .replace(/ AUTO_INCREMENT=\d+/, "")
      // The indexes of schema/indexes.yaml, which an OTOBO need not know.
      .replace(/,\n\s+KEY `gotrs_\w+` \([^)]*\)/g, "");
    sums.set(String(table), `${sum.Checksum} ${createHash("md5").update(definition).digest("hex")}`);
  }
  return sums;
}

/** OTRS's own steps (behaviour §1): a row of counter 0, then every unset row of today gets the one after its forerunner's. */
async function numberAsOtrsTakesIt(connection: mysql.Connection): Promise<string> {
  const uid = randomUUID().replaceAll("-", "");
  await connection.query(
    "insert into ticket_number_counter (counter, counter_uid, create_time) values (0, ?, utc_timestamp())",
    [uid],
  );
  const [rows] = await connection.query<mysql.RowDataPacket[]>(
    "select id, counter, counter_uid from ticket_number_counter where create_time >= utc_date() order by id",
  );
  let counter = 0;
  for (const row of rows) {
    counter = row.counter === 0 ? counter + 1 : row.counter;
    if (row.counter_uid === uid) break;
  }
  await connection.query("update ticket_number_counter set counter = ? where counter_uid = ?", [counter, uid]);
  const day = new Date().toISOString().slice(0, 10).replaceAll("-", "");
  return `${day}10${String(counter).padStart(5, "0")}0`;
}
