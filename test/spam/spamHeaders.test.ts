/** What spam filters write into headers, as they write it. */
import { expect, test } from "vitest";
import { spamInHeaders } from "../../src/mail/spamHeaders.ts";

const spamAssassin = "SpamAssassin";
const found = (spam: boolean, by: string, score?: number, required?: number) => ({ spam, score, required, by });

test.each([
  ["X-Spam-Flag: YES", found(true, spamAssassin)],
  ["X-Spam-Flag: NO", found(false, spamAssassin)],
  [
    "X-Spam-Status: Yes, score=7.3 required=5.0 tests=BAYES_99,URIBL_BLACK autolearn=no",
    found(true, spamAssassin, 7.3, 5),
  ],
  ["X-Spam-Status: No, hits=-2.6 required=5.0 tests=BAYES_00", found(false, spamAssassin, -2.6, 5)],
  ["X-Spam: Yes", found(true, "rspamd")],
  ["X-Spamd-Result: default: False [1.20 / 15.00]; R_SPF_ALLOW(-0.20)[+mx]", found(false, "rspamd", 1.2, 15)],
  ["X-Spamd-Result: default: True [16.4 / 15.00]; GTUBE(0.00)[]", found(true, "rspamd", 16.4, 15)],
  ["X-Rspamd-Action: add header", found(true, "rspamd")],
  ["X-Rspamd-Action: no action", found(false, "rspamd")],
  ["X-Rspamd-Action: greylist", found(false, "rspamd")],
  ["X-Spam-Status: whatever", undefined],
  ["X-Spam-Level: *******", undefined],
  ["Subject: X-Spam-Flag: YES", undefined],
])("%s", (line, finding) => {
  const [name = "", ...rest] = line.split(": ");
  expect(spamInHeaders([[name, rest.join(": ")]])).toEqual(finding);
});

test("several headers of a filter are one finding", () => {
  expect(
    spamInHeaders([
      ["x-spam-flag", "YES"],
      ["X-Spam-Status", "Yes, score=9.1 required=5.0"],
    ]),
  ).toEqual(found(true, spamAssassin, 9.1, 5));
});

test("where filters disagree it is spam", () => {
  expect(
    spamInHeaders([
      ["X-Spam-Status", "No, score=1.0 required=5.0"],
      ["X-Spamd-Result", "default: True [20.00 / 15.00]"],
    ]),
  ).toEqual(found(true, "rspamd", 20, 15));
});
