/** Every real mail goes in by SMTP and comes out of the API as a reader would see it; the source kept equals what was sent. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ArticleView, TicketDetail } from "../../src/api/ticket.ts";
import { systemClock } from "../../src/clock.ts";
import { parseAddresses } from "../../src/mail/addresses.ts";
import { openStore } from "../../src/store/open.ts";
import type { Store } from "../../src/store/store.ts";
import { forEachDatabase } from "../databases.ts";
import { corpus, type Expectation, folded, folder } from "../mail/corpus.ts";
import { apiBytes, apiGet } from "../peers/api.ts";
import { type Daemon, type Installation, install } from "../peers/gotrs.ts";
import { SmtpClient, wireForm } from "../peers/smtpClient.ts";

/** Files that hold a message of another file once more. */
const again = [
  "PostMaster-PostMaster-Test23.box",
  "PostMaster-PostMaster-Test5.box",
  "PostMaster-PostMaster-Test22.box",
];

const absent = !existsSync(folder);

describe.skipIf(absent)(`real mails by SMTP${absent ? `: skipped, ${folder} is not there` : ""}`, () => {
  forEachDatabase("every mail of the corpus is kept byte for byte and shown as expected", (database) => {
    let installation: Installation;
    let daemon: Daemon;
    let store: Store;
    let client: SmtpClient;
    let last = 0;

    beforeAll(async () => {
      installation = await install(await database.empty());
      daemon = await installation.serve();
      store = await openStore(installation.databaseUrl, { clock: systemClock });
      client = await SmtpClient.open(daemon.smtp.host, daemon.smtp.port);
    });
    afterAll(async () => {
      await client?.[Symbol.asyncDispose]();
      await store?.close();
      await daemon?.[Symbol.asyncDispose]();
      await installation?.[Symbol.asyncDispose]();
    });

    it.each(Object.entries(corpus()))("%s", async (file: string, expected: Expectation) => {
      const sent = wireForm(readFileSync(join(folder, file)));
      const answer = await client.send({ from: "sender@customer.test", to: ["support@localhost"] }, sent);
      expect(answer).toMatchObject({ code: 250 });

      const mail = await newestMail(store);
      if (mail.id === last) {
        // The corpus has this message twice, with other trace headers: one article, as the contract asks.
        expect(again).toContain(file);
        return;
      }
      last = mail.id;
      expect(mail.outcome).not.toBe("quarantined");
      expect(await rawOf(store, mail.articleId)).toEqual(sent);
      expect(await apiBytes(daemon.socket, `/articles/${mail.articleId}/raw`)).toEqual(sent);

      const ticket = await apiGet<TicketDetail>(daemon.socket, `/tickets/~${mail.ticketId}`);
      const article = ticket.articles.find(({ id }) => id === mail.articleId);
      if (article === undefined) throw new Error(`ticket ${ticket.number} lacks article ${mail.articleId}`);
      compare(article, expected);
    });
  });
});

async function newestMail(store: Store): Promise<{ id: number; outcome: string; ticketId: number; articleId: number }> {
  const row = await store.db
    .selectFrom("gotrs_mail")
    .select(["id", "outcome", "ticket_id", "article_id"])
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirstOrThrow();
  return { id: row.id, outcome: row.outcome, ticketId: Number(row.ticket_id), articleId: Number(row.article_id) };
}

async function rawOf(store: Store, articleId: number): Promise<Buffer> {
  const { body } = await store.db
    .selectFrom("article_data_mime_plain")
    .select("body")
    .where("article_id", "=", articleId)
    .executeTakeFirstOrThrow();
  return store.codec.toBytes(body);
}

function compare(article: ArticleView, expected: Expectation): void {
  if (expected.subject) expect(folded(article.subject)).toBe(folded(expected.subject));
  if (expected.messageId) expect(article.messageId).toBe(expected.messageId);
  if (expected.inReplyTo) expect(article.inReplyTo).toBe(expected.inReplyTo);
  const addresses = (text: string): string =>
    parseAddresses(text)
      .map(({ address }) => address)
      .join(" ");
  if (expected.from?.address) expect(addresses(article.from)).toContain(expected.from.address);
  if (expected.from?.name) expect(folded(article.from)).toContain(folded(expected.from.name));
  for (const { address } of expected.to ?? []) expect(addresses(article.to)).toContain(address);
  for (const { address } of expected.cc ?? []) expect(addresses(article.cc)).toContain(address);
  for (const words of expected.bodyContains ?? []) expect(folded(article.body)).toContain(folded(words));
  for (const { filename, contentType, size } of expected.attachments ?? []) {
    const found = article.attachments.filter(
      (attachment) =>
        attachment.contentType.replace(/;.*/s, "") === contentType &&
        (!filename || attachment.filename === filename) &&
        (size === null || sizeByWire(attachment.size, size)),
    );
    expect(found, `${filename} among ${JSON.stringify(article.attachments)}`).not.toHaveLength(0);
  }
}

/** SMTP gives every line a CR more than the file has, in parts that are not encoded. */
function sizeByWire(size: number, inFile: number): boolean {
  return size >= inFile && size <= inFile * 1.1 + 2;
}
