import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseMail } from "../../src/mail/parse.ts";
import { rawFromBuffer } from "../../src/mail/rawSource.ts";
import { corpus, type Expectation, folded, folder, shown } from "./corpus.ts";

const absent = existsSync(folder) ? "" : `: skipped, ${folder} is not there`;

describe.skipIf(absent !== "")(`real mails are read as a person sees them${absent}`, () => {
  it.each(Object.entries(corpus()))("%s", async (file: string, expected: Expectation) => {
    const mail = await parseMail(rawFromBuffer(readFileSync(join(folder, file))));
    if (expected.subject) expect(folded(mail.subject)).toBe(folded(expected.subject));
    if (expected.messageId) expect(mail.messageId).toBe(expected.messageId);
    if (expected.inReplyTo) expect(mail.inReplyTo.join(" ")).toBe(expected.inReplyTo);
    if (expected.from?.address) expect(mail.from.slice(0, 1).map(shown)).toEqual([expected.from].map(shown));
    if (expected.to?.length) expect(mail.to.map(shown)).toEqual(expected.to.map(shown));
    if (expected.cc?.length) expect(mail.cc.map(shown)).toEqual(expected.cc.map(shown));
    if (expected.contentType) expect(mail.contentType.replace(/;.*/s, "")).toBe(expected.contentType);
    for (const words of expected.bodyContains ?? []) expect(folded(mail.body)).toContain(folded(words));
    const found = mail.attachments.map(({ filename, contentType, size }) => ({ filename, contentType, size }));
    for (const { filename, contentType, size } of expected.attachments ?? []) {
      const wanted = { ...(filename ? { filename } : {}), contentType, ...(size === null ? {} : { size }) };
      expect(found).toContainEqual(expect.objectContaining(wanted));
    }
    for (const attachment of mail.attachments) expect(attachment.read()).toHaveLength(attachment.size);
    expect(mail.defects).toEqual([]);
  });
});
