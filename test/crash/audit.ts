/** Looks through a database after crashes for anything lost, doubled or half written. */
import { CompiledQuery } from "kysely";
import { rawOf, wholeBytes } from "../../src/store/largeValues.ts";
import type { Store } from "../../src/store/store.ts";
import type { Captured } from "../peers/sink.ts";
import type { Letter } from "./letters.ts";

export interface Evidence {
  /** Every letter that somebody was told is stored. */
  readonly accepted: readonly Letter[];
  /** What the smarthost got. */
  readonly delivered: readonly Captured[];
}

export interface Findings {
  /** Sentences; empty when all is well. */
  readonly faults: readonly string[];
  readonly articles: number;
  readonly answers: number;
  /** Deliveries beyond the first of the same mail. */
  readonly repeated: number;
}

export async function audit(store: Store, { accepted, delivered }: Evidence): Promise<Findings> {
  const { db } = store;
  const faults: string[] = [];
  const articles = await db
    .selectFrom("article as a")
    .leftJoin("article_data_mime as m", "m.article_id", "a.id")
    .leftJoin("article_data_mime_plain as p", "p.article_id", "a.id")
    .leftJoin("article_sender_type as s", "s.id", "a.article_sender_type_id")
    .select(["a.id", "a.ticket_id as ticketId", "m.a_message_id as messageId", "p.id as plainId", "s.name as sender"])
    .where("a.id", "!=", welcome)
    .orderBy("a.id")
    .execute();
  const byMessageId = Map.groupBy(articles, ({ messageId }) => messageId ?? "");

  for (const { id, raw } of accepted) {
    const found = byMessageId.get(id) ?? [];
    if (found.length !== 1) faults.push(`${id} was accepted and is there ${found.length} times`);
    for (const { plainId } of found) {
      if (plainId === null) continue;
      const { body } = await db
        .selectFrom("article_data_mime_plain")
        .select("body")
        .where("id", "=", plainId)
        .executeTakeFirstOrThrow();
      const kept = await wholeBytes(db, store.codec, rawOf(plainId), body);
      if (!kept.equals(raw)) faults.push(`${id} is kept with ${kept.length} octets that are not its ${raw.length}`);
    }
  }
  for (const { id, messageId, plainId } of articles) {
    if (messageId === null || plainId === null) faults.push(`article ${id} lacks its data`);
  }
  for (const [id, found] of byMessageId) {
    if (found.length > 1) faults.push(`${id} is there ${found.length} times`);
  }
  faults.push(...(await looseRows(store)));

  // Automatic answers: each reaches the smarthost under its own Message-ID, and nothing else does.
  const answers = articles.filter(({ sender }) => sender === "system");
  const sent = new Map<string, number>();
  for (const { raw } of delivered) {
    const id = /^message-id:\s*(<[^>]+>)/im.exec(raw.toString("latin1"))?.[1] ?? "";
    sent.set(id, (sent.get(id) ?? 0) + 1);
  }
  for (const { id, messageId } of answers) {
    if (!sent.has(messageId ?? "")) faults.push(`the answer of article ${id}, ${messageId}, was never delivered`);
  }
  for (const id of sent.keys()) {
    if (!byMessageId.has(id)) faults.push(`${id} was delivered and has no article`);
  }
  const repeated = [...sent.values()].reduce((sum, times) => sum + times - 1, 0);
  return { faults, articles: articles.length, answers: answers.length, repeated };
}

/** The article of a fresh installation, which was never a mail. */
const welcome = 1;

/** Rows that only make sense together, found alone; and what must be unique by more than a key. */
async function looseRows({ db, product }: Store): Promise<readonly string[]> {
  const faults: string[] = [];
  const expectNone = (what: string, rows: readonly object[]): void => {
    if (rows.length > 0) faults.push(`${what}: ${JSON.stringify(rows.slice(0, 5))}`);
  };
  expectNone(
    "tickets without article",
    await db
      .selectFrom("ticket as t")
      .leftJoin("article as a", "a.ticket_id", "t.id")
      .select(["t.id", "t.tn"])
      .where("a.id", "is", null)
      .execute(),
  );
  expectNone(
    "articles without history",
    await db
      .selectFrom("article as a")
      .leftJoin("ticket_history as h", "h.article_id", "a.id")
      .select("a.id")
      .where("h.id", "is", null)
      .execute(),
  );
  expectNone(
    "tickets without NewTicket in their history",
    await db
      .selectFrom("ticket as t")
      .select("t.id")
      .where((where) =>
        where.not(
          where.exists(
            where
              .selectFrom("ticket_history as h")
              .innerJoin("ticket_history_type as y", "y.id", "h.history_type_id")
              .select("h.id")
              .whereRef("h.ticket_id", "=", "t.id")
              .where("y.name", "=", "NewTicket"),
          ),
        ),
      )
      .execute(),
  );
  expectNone(
    "attachments announced and not there",
    await db
      .selectFrom("article_data_mime_attachment")
      .select(["id", "content_size"])
      .where("content_size", "is", null)
      .execute(),
  );
  expectNone(
    "accepted mails whose article is gone",
    await db
      .selectFrom("gotrs_mail as g")
      .leftJoin("article as a", "a.id", "g.article_id")
      .select(["g.id", "g.message_id"])
      .where("a.id", "is", null)
      .execute(),
  );
  expectNone(
    "customers' articles that no accepted mail explains",
    await db
      .selectFrom("article as a")
      .innerJoin("article_sender_type as s", "s.id", "a.article_sender_type_id")
      .leftJoin("gotrs_mail as g", "g.article_id", "a.id")
      .select("a.id")
      .where("a.id", "!=", welcome)
      .where("s.name", "=", "customer")
      .where("g.id", "is", null)
      .execute(),
  );
  expectNone("mail still queued", await db.selectFrom("mail_queue").select(["id", "recipient"]).execute());
  expectNone("mail given up", await db.selectFrom("gotrs_dead_mail").select(["id", "recipient"]).execute());
  const counters = await db.selectFrom("ticket_number_counter").select(["id", "counter", "create_time"]).execute();
  const values = counters.map(({ counter, create_time }) => `${(create_time ?? "").slice(0, 10)} ${counter}`);
  if (new Set(values).size !== values.length) faults.push("two rows of ticket_number_counter have one value");
  if (product === "sqlite") faults.push(...(await integrity(db)));
  return faults;
}

async function integrity(db: Store["db"]): Promise<readonly string[]> {
  const { rows } = await db.executeQuery<{ readonly integrity_check: string }>(
    CompiledQuery.raw("pragma integrity_check"),
  );
  return rows.flatMap(({ integrity_check }) => (integrity_check === "ok" ? [] : [integrity_check]));
}
