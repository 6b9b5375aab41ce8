import { afterEach, beforeEach, expect, it } from "vitest";
import type { Actor, Desk } from "../../src/desk.ts";
import { intake } from "../../src/intake/intake.ts";
import { rawFromBuffer } from "../../src/mail/rawSource.ts";
import type { Store } from "../../src/store/store.ts";
import { show } from "../../src/ticket/show.ts";
import { forEachDatabase } from "../databases.ts";
import { testDesk } from "../desk.ts";

const root: Actor = { userId: 1, login: "root@localhost" };

const letter = `From: Ann Smith <ann@customer.test>
To: support@localhost
Subject: Re: The printer is on fire
Message-ID: <1@customer.test>
MIME-Version: 1.0
Content-Type: multipart/related; boundary=r

--r
Content-Type: text/html; charset=utf-8

<div>Look: <img src="cid:fire@customer.test"></div>
<div class="moz-cite-prefix">On 11/23/26 10:00, Support wrote:</div><blockquote type="cite">What burns?</blockquote>
--r
Content-Type: image/png; name="fire.png"
Content-ID: <fire@customer.test>
Content-Disposition: inline; filename="fire.png"
Content-Transfer-Encoding: base64

iVBORw0KGgo=
--r
Content-Type: image/png; name="other.png"
Content-ID: <other@customer.test>
Content-Disposition: inline; filename="other.png"
Content-Transfer-Encoding: base64

iVBORw0KGgo=
--r--
`.replaceAll("\n", "\r\n");

forEachDatabase("an agent who reads an answer", (database) => {
  let store: Store;
  let desk: Desk;
  beforeEach(async () => {
    store = await database.open();
    desk = testDesk(store);
  });
  afterEach(() => store.close());

  it("can tell the new from the old, and files from the images that stand in the text", async () => {
    const envelope = { from: "ann@customer.test", to: ["support@localhost"] };
    const raw = rawFromBuffer(Buffer.from(letter));
    const { ticketNumber } = await intake(desk, { raw, road: "smtp", envelope, trusted: false });
    const [article] = (await show(desk, root, ticketNumber ?? "")).articles;
    expect(article?.segments.map(({ kind, text }) => `${kind}: ${text.trim()}`)).toEqual([
      "text: Look: [image]",
      "header: On 11/23/26 10:00, Support wrote:",
      "quote: > What burns?",
    ]);
    expect(article?.segments.map(({ text }) => text).join("")).toBe(article?.body);
    expect(article?.attachments.map(({ filename, inline }) => [filename, inline])).toEqual([
      ["fire.png", true],
      ["other.png", false],
    ]);
  });

  it("is told beside the article that a mail is encrypted, and why it could not be opened", async () => {
    const encrypted = `From: ann@customer.test
To: support@localhost
Subject: secret
Message-ID: <2@customer.test>
MIME-Version: 1.0
Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m
Content-Transfer-Encoding: base64

AAAA
`.replaceAll("\n", "\r\n");
    const envelope = { from: "ann@customer.test", to: ["support@localhost"] };
    const raw = rawFromBuffer(Buffer.from(encrypted));
    const { ticketNumber } = await intake(desk, { raw, road: "smtp", envelope, trusted: false });
    const [article] = (await show(desk, root, ticketNumber ?? "")).articles;
    expect(article?.warnings).toMatchObject([
      {
        code: "encrypted",
        message:
          "This message is encrypted (S/MIME) and could not be opened: no keys are configured (crypto.directory).",
      },
    ]);
    expect(article?.body).toContain("could not be opened");
  });
});
