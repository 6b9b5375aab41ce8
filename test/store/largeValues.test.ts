import { randomBytes } from "node:crypto";
import { afterEach, expect, it } from "vitest";
import { intake } from "../../src/intake/intake.ts";
import { rawFromBuffer } from "../../src/mail/rawSource.ts";
import type { Store } from "../../src/store/store.ts";
import { attachment, rawSource, show } from "../../src/ticket/show.ts";
import { forEachDatabase } from "../databases.ts";
import { testDesk } from "../desk.ts";

const root = { userId: 1, login: "root@localhost" };

forEachDatabase("a mail too large to be held whole", (database) => {
  let store: Store;
  afterEach(() => store.close());

  it("is stored with its attachment, octet for octet", async () => {
    store = await database.open();
    const file = randomBytes(7_000_001);
    const base64 = file.toString("base64").replace(/.{76}/g, "$&\r\n");
    const raw = Buffer.from(
      [
        "From: ann@customer.test",
        "Message-ID: <large@customer.test>",
        'Content-Type: multipart/mixed; boundary="x"',
        "",
        "--x",
        "",
        "See the file.",
        "--x",
        "Content-Type: application/octet-stream; name=film.bin",
        "Content-Transfer-Encoding: base64",
        "",
        base64,
        "--x--",
        "",
      ].join("\r\n"),
    );
    const desk = testDesk(store);
    const result = await intake(desk, {
      raw: rawFromBuffer(raw),
      road: "smtp",
      envelope: { from: "ann@customer.test", to: ["support@localhost"] },
      trusted: false,
    });
    const { articles } = await show(desk, root, result.ticketNumber ?? "");
    const [article] = articles;
    expect(article?.attachments).toMatchObject([{ filename: "film.bin", size: file.length }]);
    const { content } = await attachment(desk, root, article?.id ?? 0, article?.attachments[0]?.id ?? 0);
    expect(content.equals(file)).toBe(true);
    expect((await rawSource(desk, root, article?.id ?? 0)).equals(raw)).toBe(true);
    // Where an OTRS may share the database, it finds the value in its own column.
    const left = await store.db.selectFrom("gotrs_piece").select("id").execute();
    expect(left.length > 0).toBe(store.product === "sqlite");
  });
});
