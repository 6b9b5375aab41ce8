/** Fills a database with tickets of four articles each, inside the database: a desk that has been at work for years. */
import { sql } from "kysely";
import type { Store } from "../../src/store/store.ts";

const articlesPerTicket = 4;

/** One ticket in so many is open; without a divisor in common with queues and priorities, so that each of them has some. */
const openEvery = 39;

/** What each product calls a digest of a number, as 32 hexadecimal digits. */
const digests = {
  sqlite: "lower(hex(randomblob(16)))",
  postgres: "md5(cast(i as text))",
  mysql: "md5(i)",
} as const;

/** Tickets in one statement: a transaction that is larger than memory helps nobody. */
const chunk = 50_000;

/** Adds old tickets, ids and numbers above all others, until there are so many articles. */
export async function fill(store: Store, articles: number): Promise<void> {
  const { db, product } = store;
  const count = await db
    .selectFrom("article")
    .select((select) => [select.fn.countAll<number>().as("rows"), select.fn.max("id").as("last")])
    .executeTakeFirstOrThrow();
  const { last } = await db
    .selectFrom("ticket")
    .select((select) => select.fn.max("id").as("last"))
    .executeTakeFirstOrThrow();
  let ticket = Number(last);
  let article = Number(count.last);
  let missing = Math.ceil((articles - Number(count.rows)) / articlesPerTicket);
  for (; missing > 0; missing -= chunk) {
    const tickets = Math.min(missing, chunk);
    await store.transaction(async (tx) => {
      const run = (text: string) => sql.raw(text).execute(tx);
      await run(ticketRows(ticket, tickets));
      await run(articleRows(ticket, article, tickets));
      await run(mimeRows(article, tickets, digests[product]));
    });
    ticket += tickets;
    article += tickets * articlesPerTicket;
  }
  const analyze = product === "mysql" ? "analyze table ticket, article, article_data_mime" : "analyze";
  await store.transaction((tx) => sql.raw(analyze).execute(tx));
}

const stamp = "'2020-01-01 00:00:00', 1, '2020-01-01 00:00:00', 1";

/** A table n of the numbers i from 0 to below `count`: digits crossed, for want of a series that all three know. */
function numbers(count: number): string {
  const places = Math.max(1, Math.ceil(Math.log10(count)));
  const digits = Array.from({ length: 10 }, (_, digit) => `select ${digit} as d`).join(" union all ");
  const names = Array.from({ length: places }, (_, place) => `t${place}`);
  const value = names.map((name, place) => `${name}.d * ${10 ** place}`).join(" + ");
  const joined = names.map((name) => `(${digits}) ${name}`).join(" cross join ");
  return `(select ${value} as i from ${joined} where ${value} < ${count}) n`;
}

function ticketRows(last: number, count: number): string {
  return `insert into ticket (id, tn, title, queue_id, ticket_lock_id, type_id, user_id, responsible_user_id,
      ticket_priority_id, ticket_state_id, customer_id, customer_user_id, timeout, until_time, escalation_time,
      escalation_update_time, escalation_response_time, escalation_solution_time, archive_flag,
      create_time, create_by, change_time, change_by)
    select ${last + 1} + i, cast(${900_000_000_000_000 + last} + i as char(15)), 'An old matter', 1 + i % 4, 1, 1, 1, 1, 1 + i % 5,
      case when i % ${openEvery} = 0 then 4 else 2 end,
      'old', 'old@customer.test', 0, 0, 0, 0, 0, 0, 0, ${stamp}
    from ${numbers(count)} order by i`;
}

function articleRows(lastTicket: number, last: number, tickets: number): string {
  return `insert into article (id, ticket_id, article_sender_type_id, communication_channel_id, is_visible_for_customer,
      search_index_needs_rebuild, create_time, create_by, change_time, change_by)
    select ${last + 1} + i, ${lastTicket + 1} + floor(i / ${articlesPerTicket}), 3, 1, 1, 1, ${stamp}
    from ${numbers(tickets * articlesPerTicket)} order by i`;
}

function mimeRows(last: number, tickets: number, digest: string): string {
  return `insert into article_data_mime (article_id, a_from, a_to, a_subject, a_message_id, a_message_id_md5, a_body,
      incoming_time, create_time, create_by, change_time, change_by)
    select ${last + 1} + i, 'old@customer.test', 'support@localhost', 'An old matter', concat('<old', ${last} + i, '@customer.test>'),
      ${digest}, concat('What was said long ago about matter', i % 5003, ' and case', i % 97, '.'), 0, ${stamp}
    from ${numbers(tickets * articlesPerTicket)} order by i`;
}
