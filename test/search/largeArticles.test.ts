/** Mail with more words than a database's index takes of one article, or of several at once: found by how it begins. */
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Actor, Desk } from "../../src/desk.ts";
import { intake } from "../../src/intake/intake.ts";
import { rawFromBuffer } from "../../src/mail/rawSource.ts";
import { catchUp, searchState } from "../../src/search/catchUp.ts";
import { search } from "../../src/search/search.ts";
import type { Store } from "../../src/store/store.ts";
import { forEachDatabase } from "../databases.ts";
import { testDesk } from "../desk.ts";

const root: Actor = { userId: 1, login: "root@localhost" };

/** Words of 13 letters of three octets each, no two alike: 1.1 MB of them in the part of a body that is indexed. */
function hindi(mail: number): string {
  const letter = (index: number) => String.fromCodePoint(0x915 + index);
  const words = Array.from({ length: 32_000 }, (_, index) => {
    const digits = [index, index >> 5, index >> 10, mail].map((part) => letter(part & 31));
    return digits.join("") + letter(0).repeat(13 - digits.length);
  });
  return words.join(" ");
}

const different = Array.from({ length: 120_000 }, (_, index) => `w${index}`).join(" ");
/** Eight of the first kind are more than MariaDB takes in one statement. */
const mails: readonly { readonly first: string; readonly body: string; readonly to?: string }[] = [
  ...Array.from({ length: 8 }, (_, index) => ({ first: `devanagari${index}`, body: hindi(index) })),
  { first: "different", body: different },
  {
    first: "everybody",
    body: "It concerns you all.",
    // More of them than are indexed.
    to: Array.from({ length: 20_000 }, (_, index) => `somebody${index}@department${index}.customer.test`).join(
      ",\r\n ",
    ),
  },
];

forEachDatabase("the index of very large articles", (database) => {
  let store: Store;
  let desk: Desk;

  beforeAll(async () => {
    store = await database.open();
    desk = testDesk(store);
    for (const { first, body, to = "support@localhost" } of [...mails, { first: "afterwards", body: "Short." }]) {
      const lines = [
        `Message-ID: <${first}@customer.test>`,
        "From: ann@customer.test",
        `Subject: mail ${first}`,
        `To: ${to}`,
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
        "",
        `begin${first} ${body}`,
        "",
      ];
      await intake(desk, {
        raw: rawFromBuffer(Buffer.from(lines.join("\r\n"))),
        road: "smtp",
        envelope: { from: "ann@customer.test", to: ["support@localhost"] },
        trusted: false,
      });
    }
  }, 120_000);
  afterAll(() => store?.close());

  it("takes them together, and comes to an end", async () => {
    expect(await catchUp(desk, 200)).toBeGreaterThan(mails.length);
    expect(await catchUp(desk, 200)).toBe(0);
    expect(await searchState(desk)).toMatchObject({ behind: 0, gaps: 0 });
  }, 120_000);

  it("finds a field by how it begins", async () => {
    const { tickets } = await search(desk, root, { query: "to:somebody7 concerns from:ann subject:everybody" });
    expect(tickets.map(({ title }) => title)).toEqual(["mail everybody"]);
  });

  it.each([...mails.map(({ first }) => first), "afterwards"])(
    "finds the one that begins with begin%s",
    async (first) => {
      const { tickets } = await search(desk, root, { query: `begin${first} subject:${first} from:ann` });
      expect(tickets.map(({ title }) => title)).toEqual([`mail ${first}`]);
    },
  );
});
