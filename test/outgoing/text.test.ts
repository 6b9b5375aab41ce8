import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { composeMail } from "../../src/mail/compose.ts";
import { htmlOf } from "../../src/mail/markdown.ts";
import { parseMail } from "../../src/mail/parse.ts";
import { rawFromBuffer } from "../../src/mail/rawSource.ts";
import type { Store } from "../../src/store/store.ts";
import { replyDraft } from "../../src/ticket/replyDraft.ts";
import { forEachDatabase } from "../databases.ts";
import { emptyQueue } from "../deliver/desk.ts";
import { startSink } from "../peers/sink.ts";
import { tempFolder } from "../peers/tempFolder.ts";
import { answeringDesk, root } from "./desk.ts";

const bytes = (text: string) =>
  composeMail({
    from: { name: "Support", address: "support@desk.test" },
    to: [{ name: "", address: "ann@customer.test" }],
    cc: [],
    subject: "x",
    messageId: "<1@desk.test>",
    date: new Date("2026-11-24T10:00:00Z"),
    references: [],
    text,
    attachments: [],
    automatic: undefined,
    loopAddress: "support@desk.test",
  });

it.each([
  ["a line of ten thousand characters", `${"word ".repeat(2000)}end\n`],
  ["a quotation with an answer below", "> one\n>> two\nAnswer\n> three\n"],
  ["blanks at line ends and the dashes of a signature", "Hello   \n\t\nYours\n-- \nAnn  \n"],
  ["lines that mean something to mail servers", ".\n..\nFrom here\n=3D =\n--x\n"],
  [
    "every script",
    "\u65e5\u672c\u8a9e \u0645\u0631\u062d\u0628\u0627 Gr\u00fc\u00dfe \ud83d\ude80 e\u0301\u00a0\u200b\n",
  ],
])("%s arrives as it was written, in lines that every server passes on", async (_name, text) => {
  const raw = await bytes(text);
  expect(
    Math.max(
      ...raw
        .toString("latin1")
        .split("\r\n")
        .map(({ length }) => length),
    ),
  ).toBeLessThanOrEqual(78);
  expect(raw.every((octet) => octet < 128)).toBe(true);
  const { body } = await parseMail(rawFromBuffer(raw));
  expect(body.replace(/\n*$/, "\n")).toBe(text);
});

describe("the HTML form", () => {
  const html = (text: string, ids: Readonly<Record<string, string>> = {}) => htmlOf(text, new Map(Object.entries(ids)));

  it("shows what people mean by their Markdown", () => {
    const shown = html(
      "Please try **this**:\n\n1. off\n2. on\n\n`reboot -f` or see https://desk.test/a?b=1&c=2\nthanks\n",
    );
    expect(shown).toContain("<strong>this</strong>");
    expect(shown).toContain("<li>off</li>");
    expect(shown).toContain("<code>reboot -f</code>");
    expect(shown).toContain('<a href="https://desk.test/a?b=1&amp;c=2">');
    expect(shown).toContain("<br>\nthanks");
  });

  it("leaves quotations and signature as they were, and an answer between quotations is no quotation", () => {
    const shown = html("> # not a *heading*\n> > deeper\nMy answer\n> - more\n\n-- \n*Ann*\nDesk\n");
    expect(shown).not.toMatch(/<h1|<em>|<ul>/);
    expect(shown.match(/<blockquote/g)).toHaveLength(3);
    expect(shown).toMatch(/<\/blockquote>\n<p>My answer<\/p>/);
    expect(shown).toContain("# not a *heading*");
    expect(shown).toMatch(/--&nbsp;<br>\*Ann\*<br>\nDesk/);
  });

  it("keeps an indented log line and a line above dashes what they are", () => {
    const shown = html("    at line 3\nTotal\n-----\nEnd\n");
    expect(shown).not.toMatch(/<pre|<h2/);
  });

  it.each([
    ["<script>alert(1)</script>"],
    ['<img src=x onerror="alert(1)">'],
    ["[x](javascript:alert(1))"],
    ["[x](JaVaScRiPt:alert(1))"],
    ["![x](data:text/html,<script>1</script>)"],
    ["> <iframe src=//evil.test>"],
    ['![" onerror="alert(1)](a.png)'],
    ["-- \n<b onmouseover=alert(1)>"],
  ])("never lets through %s", (text) => {
    const shown = html(`Hello\n${text}\n`, { "a.png": "1@desk.test" });
    expect(shown).not.toMatch(/<(?:script|iframe|b)\b|href="javascript|src="(?!cid:)/i);
    expect(shown.replace(/"[^"]*"/g, "")).not.toMatch(/<[^>]*\son\w+=/i);
  });

  it("sets no colour of text or background, so that it is read in dark mode too", () => {
    expect(html("> q\n\n| a |\n|---|\n| b |\n\n```\ncode\n```\n")).not.toMatch(
      /(?:^|[;"\s])(?:background[\w-]*|color)\s*:/,
    );
  });
});

const png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

forEachDatabase("an agent's mail", (database) => {
  let store: Store;
  beforeAll(async () => {
    store = await database.open();
  });
  beforeEach(() => emptyQueue(store));
  afterAll(() => store.close());

  it("has an HTML form with its images beside the text, by setting, in the queue's own template", async () => {
    await using folder = await tempFolder("templates");
    await using sink = await startSink();
    const templates = join(folder.path, "mail");
    await mkdir(templates);
    await writeFile(join(templates, "Raw.eta"), "<p>From <%= it.queue %></p><%= it.body %>");
    const { ticket, answer, articles, deliverer } = answeringDesk(store, {
      smarthost: sink.url,
      html: true,
      templates,
    });
    const number = await ticket();
    const body = "Look **here**:\n\n![the cable](cable.png)\n";
    await answer(number, {
      body,
      attachments: [
        { filename: "cable.png", contentBase64: png },
        { filename: "notes.txt", contentBase64: "bm90ZXM=" },
      ],
    });
    await deliverer.round();
    const parsed = await parseMail(rawFromBuffer(sink.mails[0]?.raw ?? Buffer.alloc(0)));
    expect(parsed.body).toContain("Look **here**");
    expect(parsed.bodyHtml).toContain("<p>From Raw</p>");
    const id = /src="cid:([^"]+)"/.exec(parsed.bodyHtml ?? "")?.[1];
    expect(
      parsed.attachments.map(({ filename, contentType, contentId, disposition }) => [
        filename,
        contentType,
        contentId,
        disposition,
      ]),
    ).toEqual([
      ["cable.png", "image/png", `<${id}>`, "inline"],
      ["notes.txt", "text/plain", undefined, "attachment"],
    ]);
    const article = (await articles(number)).at(-1);
    expect(article).toMatchObject({ body, bodyHtml: expect.stringContaining("<strong>here</strong>") });
    await deliverer.stop();
  });

  it("is plain text alone as it comes, with the types of its attachments by their names", async () => {
    await using sink = await startSink();
    const { ticket, answer, deliverer } = answeringDesk(store, { smarthost: sink.url });
    await answer(await ticket(), {
      body: "Look **here**\n",
      attachments: [{ filename: "report.pdf", contentType: "application/octet-stream", contentBase64: "JVBERg==" }],
    });
    await deliverer.round();
    const parsed = await parseMail(rawFromBuffer(sink.mails[0]?.raw ?? Buffer.alloc(0)));
    expect(parsed.bodyHtml).toBeUndefined();
    expect(parsed.attachments).toMatchObject([{ filename: "report.pdf", contentType: "application/pdf" }]);
    await deliverer.stop();
  });

  it("opens no new conversation in any mail program: its own Message-ID, In-Reply-To and the whole References", async () => {
    await using sink = await startSink();
    const { ticket, answer, take, articles, deliverer } = answeringDesk(store, { smarthost: sink.url });
    const number = await ticket();
    const first = (await articles(number))[0]?.messageId ?? "";
    const one = await answer(number);
    await take(
      `Message-ID: <again@customer.test>\r\nFrom: ann@customer.test\r\nTo: support@localhost\r\nSubject: Re: that\r\nIn-Reply-To: ${one.messageId}\r\nReferences: ${first} ${one.messageId}\r\n\r\nStill burning.\r\n`,
      { from: "ann@customer.test", to: ["support@localhost"] },
    );
    const two = await answer(number);
    await deliverer.round();
    const field = (raw: string, name: string) =>
      new RegExp(`^${name}:((?:.|\\r\\n[ \\t])*)`, "im").exec(raw)?.[1]?.split(/\s+/).filter(Boolean) ?? [];
    const mails = sink.mails.map(({ raw }) => raw.toString());
    const last = mails.find((raw) => field(raw, "Message-ID")[0] === two.messageId) ?? "";
    expect(two.messageId).not.toBe(one.messageId);
    expect(field(last, "In-Reply-To")).toEqual(["<again@customer.test>"]);
    const references = field(last, "References");
    expect(references.filter((id) => [first, one.messageId, "<again@customer.test>"].includes(id))).toEqual([
      first,
      one.messageId,
      "<again@customer.test>",
    ]);
    // A person's mail is no list's and no robot's.
    expect(last).not.toMatch(/^(?:List-|Precedence|Auto-Submitted|X-Auto-Response-Suppress)/im);
    await deliverer.stop();
  });

  it("goes to all who got the answered mail, or to each apart, as asked", async () => {
    await using sink = await startSink();
    const { desk, take, answer, articles, deliverer } = answeringDesk(store, { smarthost: sink.url });
    const { ticketNumber } = await take(
      [
        "Message-ID: <all@customer.test>",
        "From: Ann <ann@customer.test>",
        "To: Support <support@localhost>, Bob <bob@customer.test>",
        "Cc: ANN@customer.test, support+x@localhost, carl@elsewhere.test",
        "Subject: All of us",
        "",
        "Please help.",
        "",
      ].join("\r\n"),
      { from: "ann@customer.test", to: ["support@localhost"] },
    );
    const number = ticketNumber ?? "";
    expect((await replyDraft(desk, root, number)).cc).toBe("");
    expect((await replyDraft(desk, root, number, { all: true })).cc).toBe(
      "Bob <bob@customer.test>, carl@elsewhere.test",
    );
    await answer(number, { all: true, bcc: "boss@customer.test" });
    await deliverer.round();
    expect(sink.mails[0]?.to).toEqual([
      "ann@customer.test",
      "bob@customer.test",
      "carl@elsewhere.test",
      "boss@customer.test",
    ]);
    expect(sink.mails[0]?.raw.toString()).not.toContain("boss@");

    const { articleId } = await answer(number, { all: true, bcc: "boss@customer.test", separately: true });
    const delivery = async () => (await articles(number)).find(({ id }) => id === articleId)?.delivery?.state;
    expect(await delivery()).toBe("queued");
    await deliverer.round();
    expect(await delivery()).toBe("sent");
    const apart = sink.mails.slice(1);
    expect(apart.map(({ to }) => to).toSorted()).toEqual([
      ["ann@customer.test"],
      ["bob@customer.test"],
      ["boss@customer.test"],
      ["carl@elsewhere.test"],
    ]);
    for (const { to, raw } of apart) {
      const text = raw.toString();
      expect(text).toMatch(new RegExp(`^To: .*${to[0]}`, "m"));
      for (const other of apart) if (other.to[0] !== to[0]) expect(text).not.toContain(other.to[0]);
    }
    await deliverer.stop();
  });
});
