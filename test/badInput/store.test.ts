import { afterAll, beforeAll, expect, it } from "vitest";
import type { Desk } from "../../src/desk.ts";
import { intake } from "../../src/intake/intake.ts";
import { rawFromBuffer } from "../../src/mail/rawSource.ts";
import type { Store } from "../../src/store/store.ts";
import { forEachDatabase } from "../databases.ts";
import { testDesk } from "../desk.ts";
import { bindAutoResponses } from "../intake/autoResponses.ts";
import { keptSource } from "../intake/kept.ts";
import { hostileMails } from "./hostile.ts";

forEachDatabase("what no program wants to get is stored whole", (database) => {
  let store: Store;
  let desk: Desk;
  beforeAll(async () => {
    store = await database.open();
    desk = testDesk(store);
    await bindAutoResponses(store);
  });
  afterAll(async () => {
    await store.close();
  });

  it.each(hostileMails)("a mail $name", async ({ bytes }) => {
    const raw = bytes();
    const envelope = { from: "ann@customer.test", to: ["support@localhost"] };
    const result = await intake(desk, { raw: rawFromBuffer(raw), road: "smtp", envelope, trusted: false });
    expect(result).toMatchObject({ outcome: "new", ticketNumber: expect.stringMatching(/^\d+$/) });

    expect((await keptSource(store, Number(result.articleId))).equals(raw)).toBe(true);
    const article = await store.db
      .selectFrom("article_data_mime")
      .select("article_id")
      .where("article_id", "=", Number(result.articleId))
      .execute();
    expect(article).toHaveLength(1);
  });

  it("and nobody is answered automatically because a mail named thousands", async () => {
    const answered = await store.db.selectFrom("mail_queue").select("recipient").execute();
    const most = Math.max(...answered.map(({ recipient }) => recipient.split(",").length));
    expect(most).toBeLessThanOrEqual(2);
    expect(answered.length).toBeLessThan(hostileMails.length * 2);
  });
});
