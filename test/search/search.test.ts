/** Full-text search: what is found, in which order, what is shown of it, and that nobody finds what is not theirs to read. */
import { afterAll, beforeAll, expect, it } from "vitest";
import type { SearchPage } from "../../src/api/search.ts";
import { toDbTime } from "../../src/clock.ts";
import type { Actor, Desk } from "../../src/desk.ts";
import { intake } from "../../src/intake/intake.ts";
import { rawFromBuffer } from "../../src/mail/rawSource.ts";
import { catchUp, searchState, startAnew } from "../../src/search/catchUp.ts";
import { search } from "../../src/search/search.ts";
import { insertRow } from "../../src/store/insert.ts";
import type { Store } from "../../src/store/store.ts";
import { note } from "../../src/ticket/note.ts";
import { update } from "../../src/ticket/update.ts";
import { forEachDatabase } from "../databases.ts";
import { TestClock, testDesk } from "../desk.ts";
import { addAgent, addQueue, grant } from "../ticket/people.ts";

const root: Actor = { userId: 1, login: "root@localhost" };

const letters: Readonly<Record<string, { from?: string; cc?: string; subject: string; body: string; file?: string }>> =
  {
    fire: {
      subject: "The printer is on fire",
      body: "It burns in the second floor.\nPlease send somebody with water.",
    },
    paper: { subject: "Paper", body: "The printer in the hall takes no paper.", from: "Bob Jones <bob@other.test>" },
    "M\u00fcller": {
      subject: "Gr\u00fc\u00dfe aus K\u00f6ln",
      body: "F\u00fcr Herrn M\u00fcller: das Stra\u00dfenfest f\u00e4llt aus.",
    },
    japanese: {
      subject: "\u8acb\u6c42\u66f8",
      body: "\u6771\u4eac\u90fd\u306e\u30d7\u30ea\u30f3\u30bf\u30fc\u304c\u58ca\u308c\u307e\u3057\u305f\u3002",
    },
    russian: {
      subject: "\u0421\u0447\u0451\u0442",
      body: "\u041f\u0440\u0438\u0448\u043b\u0438\u0442\u0435 \u0441\u0447\u0451\u0442, \u043f\u043e\u0436\u0430\u043b\u0443\u0439\u0441\u0442\u0430.",
    },
    invoice: { subject: "Invoice", body: "See the file.", file: "Rechnung_2026-11.pdf", cc: "boss@other.test" },
    secret: { subject: "Salaries", body: "The salaries of the printers are unspeakable." },
  };

function letterOf(name: string): Buffer {
  const {
    from = "Ann Smith <ann@customer.test>",
    cc,
    subject,
    body,
    file,
  } = letters[name] ?? { subject: "", body: "" };
  const encoded = `=?utf-8?B?${Buffer.from(subject).toString("base64")}?=`;
  return Buffer.from(
    [
      `Message-ID: <${Buffer.from(name).toString("hex")}@customer.test>`,
      `From: ${from}`,
      "To: Support <support@localhost>",
      ...(cc === undefined ? [] : [`Cc: ${cc}`]),
      `Subject: ${encoded}`,
      "MIME-Version: 1.0",
      "Content-Type: multipart/mixed; boundary=x",
      "",
      "--x",
      "Content-Type: text/plain; charset=utf-8",
      "",
      body,
      ...(file === undefined
        ? []
        : [
            "--x",
            `Content-Type: application/pdf; name="${file}"`,
            `Content-Disposition: attachment; filename="${file}"`,
            "",
            "x",
          ]),
      "--x--",
      "",
    ].join("\r\n"),
  );
}

forEachDatabase("a search", (database) => {
  let store: Store;
  let desk: Desk;
  let clock: TestClock;
  let ann: Actor;
  const numbers = new Map<string, string>();

  const send = async (name: string) => {
    clock.advance(60);
    const result = await intake(desk, {
      raw: rawFromBuffer(letterOf(name)),
      road: "smtp",
      envelope: { from: "ann@customer.test", to: ["support@localhost"] },
      trusted: false,
    });
    numbers.set(name, result.ticketNumber ?? "");
  };
  const find = (query: string, actor = root): Promise<SearchPage> => search(desk, actor, { query });
  const nameOf = (number: string) => [...numbers].find(([, one]) => one === number)?.[0] ?? "?";
  const names = async (query: string, actor = root) =>
    (await find(query, actor)).tickets.map(({ number }) => nameOf(number));
  const snippet = ({ tickets: [hit] }: SearchPage): string =>
    (hit?.snippet ?? []).map((part) => (part.hit ? `[${part.text}]` : part.text)).join("");

  beforeAll(async () => {
    store = await database.open();
    clock = new TestClock();
    desk = testDesk(store, {}, clock);
    for (const name of Object.keys(letters)) await send(name);
    await addQueue(desk, "Board");
    ann = await addAgent(desk, "ann.agent");
    await grant(desk, ann, 1, "rw");
    await update(desk, root, numbers.get("secret") ?? "", { queue: "Board", priority: "5 very high" });
    await update(desk, root, numbers.get("paper") ?? "", { state: "closed successful" });
  });
  afterAll(() => store?.close());

  it.each<[string, readonly string[]]>([
    // What has it in its subject comes first, then the newest.
    ["printer", ["fire", "paper"]],
    ["PRINTER -fire", ["paper"]],
    ["printer fire", ["fire"]],
    ['"on fire"', ["fire"]],
    ['"fire on"', []],
    ['"printer in the hall"', ["paper"]],
    ["print*", ["fire", "secret", "paper"]],
    ["prin", []],
    ["subject:p*", ["paper", "fire"]],
    ["-ne* printer", ["fire", "paper"]],
    ["2*", ["secret", "invoice", "russian", "japanese", "M\u00fcller", "paper", "fire", "?"]],
    ["subject:printer", ["fire"]],
    ['subject:"the printer"', ["fire"]],
    ["grusse", ["M\u00fcller"]],
    ["gr\u00fc\u00dfe m\u00fcller", ["M\u00fcller"]],
    ["strassenfest", ["M\u00fcller"]],
    ["koln", ["M\u00fcller"]],
    ["\u8acb\u6c42\u66f8", ["japanese"]],
    ["\u6771\u4eac", ["japanese"]],
    ["\u4eac\u90fd", ["japanese"]],
    ["\u30d7\u30ea\u30f3\u30bf\u30fc", ["japanese"]],
    ["\u90fd", ["japanese"]],
    ["\u66f8", ["japanese"]],
    ["\u4eac\u6771", []],
    ["\u0441\u0447\u0435\u0442", ["russian"]],
    ["\u0421\u0427\u0401\u0422 \u043f\u0440\u0438\u0448*", ["russian"]],
    ["rechnung", ["invoice"]],
    ["attachment:rechnung_2026", ["invoice"]],
    ["has:attachment", ["invoice"]],
    ["from:bob", ["paper"]],
    ["from:bob@other.test", ["paper"]],
    ["to:boss", ["invoice"]],
    ["cc:boss@other.test has:attachment", ["invoice"]],
    ["customer:other.test", ["paper"]],
    ["printer is:closed", ["paper"]],
    ["printer is:open", ["fire"]],
    ["printer queue:Raw -paper", ["fire"]],
    ["print* queue:Board", ["secret"]],
    ['print* priority:"5 very high"', ["secret"]],
    ["printer owner:me state:new", ["fire"]],
    ["printer before:2026-11-24T10:01:30Z", ["fire"]],
    ["printer after:2026-11-24T10:01:30Z", ["paper"]],
    ["printer sender:agent", []],
    ["salaries unspeakable", ["secret"]],
    ["zzz", []],
    ["w_printer", []],
    ["'; drop table ticket; -- printer", []],
    ["100% printer", []],
    ['a (b) "c" & | ! <-> : * printer', []],
  ])("for %s", async (query, expected) => {
    expect(await names(query)).toEqual(expected);
  });

  it("finds a ticket by its number, and by the beginning of it", async () => {
    const number = numbers.get("fire") ?? "";
    expect(await names(number)).toEqual(["fire"]);
    expect(await names(`number:${number}`)).toEqual(["fire"]);
    expect((await names(`${number.slice(0, 8)}*`)).length).toBeGreaterThanOrEqual(7);
  });

  it("shows where the words stand", async () => {
    expect(snippet(await find("water"))).toBe("It burns in the second floor. Please send somebody with [water].");
    expect(snippet(await find("m\u00fcller strassenfest"))).toBe(
      "F\u00fcr Herrn [M\u00fcller]: das [Stra\u00dfenfest] f\u00e4llt aus.",
    );
    expect(snippet(await find("\u30d7\u30ea\u30f3\u30bf\u30fc"))).toContain("[\u30d7\u30ea\u30f3\u30bf\u30fc]");
    const [hit] = (await find("printer")).tickets;
    expect(hit).toMatchObject({
      rank: 1,
      foundIn: "subject",
      queue: "Raw",
      from: "Ann Smith <ann@customer.test>",
      sender: "customer",
    });
  });

  it("lists tickets by what they are where no word is looked for, the newest first", async () => {
    const all = (await names("queue:Raw is:open")).filter((name) => name !== "?");
    expect(all.length).toBeGreaterThan(1);
    expect(all).toEqual([...numbers.keys()].filter((name) => all.includes(name)).toReversed());
    expect((await names("owner:root@localhost state:new queue:Raw")).filter((name) => name !== "?")).toEqual(all);
    expect(await find("is:watched")).toMatchObject({ tickets: [], total: 0, more: false, marked: [] });
    const limited = await search(desk, root, { query: "is:open", limit: 1 });
    expect(limited).toMatchObject({ total: 1, more: true, tickets: [{ rank: 1, snippet: expect.any(Array) }] });
  });

  it.each<[string, RegExp]>([
    ["", /there is no word to look for/],
    ["is:open after:3d", /there is no word to look for.*ticket list/],
    ["\u{1f600}", /there is no word to look for. Give a word of letters or digits/],
    // As the marks of the index begin: every article has a number.
    ["printer -n*", /n\* is too little to look for. Give two letters at least, or a field such as subject:n\*/],
    ["F*", /F\* is too little to look for/],
    ["-printer", /there is no word to look for/],
    ['"on fire', /the quote that begins at "on fire has no end/],
    ["subjet:fire", /there is no field subjet:. Did you mean subject:\?.*quote it: "subjet:fire"/],
    ["fire is:opne", /there is no is:opne. Did you mean is:open\?/],
    ["fire queue:Raww", /no queue "Raww". Did you mean "Raw"\?/],
    ["fire before:soon", /before: "soon" is no time/],
    ["fire -queue:Raw", /-queue: cannot be left out/],
    ["fire has:virus", /there is no has:virus/],
  ])("says what is wrong with %j", async (query, message) => {
    await expect(find(query)).rejects.toThrow(message);
  });

  it("shows an agent neither hit, count nor snippet of what is not theirs", async () => {
    expect(await names("print*", ann)).toEqual(["fire", "paper"]);
    for (const query of ["salaries", "unspeakable", "salar*", "from:ann salaries", `number:${numbers.get("secret")}`]) {
      expect(await find(query, ann), query).toMatchObject({ tickets: [], total: 0, more: false });
      expect(await names(query), query).toEqual(["secret"]);
    }
    await expect(find("salaries queue:Nowhere", ann)).rejects.toThrow(/no queue/);
    // An agent's own tickets are theirs wherever they are; and are not any more when they are given away.
    await update(desk, root, numbers.get("secret") ?? "", { owner: "ann.agent" });
    expect(await names("salaries", ann)).toEqual(["secret"]);
    await update(desk, root, numbers.get("secret") ?? "", { owner: root.login });
    expect(await names("salaries", ann)).toEqual([]);
    const nobody = await addAgent(desk, "nobody.agent");
    expect(await find("printer", nobody)).toMatchObject({ tickets: [], total: 0 });
  });

  it("finds what was written a moment ago, and a ticket by its new title", async () => {
    await note(desk, root, numbers.get("fire") ?? "", { subject: "Phone", body: "She mentioned a flamingo." });
    expect(await names("flamingo sender:agent")).toEqual(["fire"]);
    await update(desk, root, numbers.get("fire") ?? "", { title: "Rhinoceros" });
    expect(await names("subject:rhinoceros burns")).toEqual(["fire"]);
    await update(desk, root, numbers.get("fire") ?? "", { title: "The printer is on fire" });
    expect(await names("rhinoceros")).toEqual([]);
  });

  it("finds articles of other programs, also those that come late with a small number", async () => {
    const stamp = {
      create_time: toDbTime(clock.now()),
      create_by: 1,
      change_time: toDbTime(clock.now()),
      change_by: 1,
    };
    const { id: ticket } = await store.db
      .selectFrom("ticket")
      .select("id")
      .where("tn", "=", numbers.get("fire") ?? "")
      .executeTakeFirstOrThrow();
    const { newest } = await searchState(desk);
    const add = (id: number, body: string) =>
      store.transaction(async (tx) => {
        await insertRow(tx, "article", {
          id,
          ticket_id: ticket,
          article_sender_type_id: 1,
          communication_channel_id: 3,
          is_visible_for_customer: 0,
          search_index_needs_rebuild: 1,
          insert_fingerprint: null,
          ...stamp,
        } as never);
        await insertRow(tx, "article_data_mime", {
          article_id: id,
          a_subject: "-",
          a_body: body,
          incoming_time: 0,
          ...stamp,
        });
      });
    await add(newest + 4, "ocelot");
    expect(await names("ocelot")).toEqual(["fire"]);
    expect((await searchState(desk)).gaps).toBe(3);
    await add(newest + 2, "armadillo");
    expect(await names("armadillo")).toEqual(["fire"]);
    expect((await searchState(desk)).gaps).toBe(2);
    // Numbers of transactions that were rolled back are not awaited for ever.
    clock.advance(90_000);
    expect(await names("armadillo")).toEqual(["fire"]);
    expect(await searchState(desk)).toMatchObject({ gaps: 0, behind: 0 });
  });

  it("is the same after the index was made anew, step by step, by several at a time", async () => {
    const before = await Promise.all(["print*", "armadillo", "m\u00fcller", "from:ann"].map((query) => names(query)));
    await startAnew(desk);
    const first = await searchState(desk);
    expect(first.position).toBe(0);
    expect(first.behind).toBeGreaterThan(7);
    const other = testDesk(await database.reopen(), {}, clock);
    for (let some = 1; some > 0; ) {
      const done = await Promise.all([catchUp(desk, 2), catchUp(other, 2)]);
      some = Math.max(...done);
    }
    await other.store.close();
    expect(await searchState(desk)).toMatchObject({ behind: 0 });
    expect(await Promise.all(["print*", "armadillo", "m\u00fcller", "from:ann"].map((query) => names(query)))).toEqual(
      before,
    );
  });
});
