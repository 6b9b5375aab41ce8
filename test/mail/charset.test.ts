import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { decodeBytes } from "../../src/mail/charset.ts";
import { undoubled } from "../../src/mail/mojibake.ts";
import { read } from "./letter.ts";

const german = "Schöne Grüße aus Köln, der Drucker brennt über dem Schreibtisch.";
const quotes = "He said “it’s on fire” – for €5 …";
const russian = "Добрый день! Принтер на втором этаже горит, помогите пожалуйста.";
const hungarian =
  "Kérem, küldjék el a számlát, mert a nyomtató tönkrement. Köszönöm szépen a gyors választ előre is. Üdvözlettel: Tőke Ödön";
const chinese = "您好，二楼的打印机着火了，请尽快派人来处理，谢谢。我们已经报警，等待您的回复。";
const traditional = "您好，二樓的印表機著火了，請盡快派人來處理，謝謝。我們已經報警，等待您的回覆。";
const japanese = "こんにちは。二階のプリンタが燃えています。至急対応をお願いします。よろしくお願いいたします。";
const korean = "안녕하세요. 이층의 프린터에 불이 났습니다. 빨리 도와주세요. 감사합니다.";

describe("a charset that is declared rightly is believed", () => {
  it.each([
    ["iso-8859-1", german],
    ["windows-1252", quotes],
    ["koi8-r", russian],
    ["windows-1251", russian],
    ["iso-8859-2", hungarian],
    ["gb2312", chinese],
    ["big5", traditional],
    ["shift_jis", japanese],
    ["euc-jp", japanese],
    ["euc-kr", korean],
    ["utf-16le", german],
    ["utf-8", russian],
  ])("%s", (charset, text) => {
    expect(decodeBytes(iconv.encode(text, charset), charset)).toBe(text);
  });
  it("quotation marks of Windows are read though ISO-8859-1 is declared", () => {
    expect(decodeBytes(iconv.encode(quotes, "windows-1252"), "iso-8859-1")).toBe(quotes);
    expect(decodeBytes(iconv.encode("„Zażółć”", "windows-1250"), "iso-8859-2")).toBe("„Zażółć”");
  });
  it("characters that GB2312 lacks are read under its name", () => {
    expect(decodeBytes(iconv.encode("朱镕基", "gb18030"), "gb2312")).toBe("朱镕基");
  });
});

describe("a charset that is missing or lies is found by the bytes", () => {
  const table: readonly (readonly [declared: string | undefined, real: string, text: string])[] = [
    [undefined, "utf-8", russian],
    ["iso-8859-1", "utf-8", german],
    [undefined, "windows-1252", german],
    ["utf-8", "windows-1252", quotes],
    ["us-ascii", "windows-1252", "Grüße"],
    [undefined, "koi8-r", russian],
    ["utf-8", "windows-1251", russian],
    ["us-ascii", "iso-8859-2", hungarian],
    ["utf-8", "gb18030", chinese],
    [undefined, "big5", traditional],
    ["us-ascii", "shift_jis", japanese],
    [undefined, "euc-jp", japanese],
    [undefined, "euc-kr", korean],
    ["utf-8", "utf-16le", german],
    [undefined, "utf-16be", "The printer burns."],
    ["unknown-8bit", "windows-1252", german],
    ["shift_jis", "gb18030", chinese],
  ];
  it.each(table)("%s is in truth %s", (declared, real, text) => {
    expect(decodeBytes(iconv.encode(text, real), declared)).toBe(text);
  });
  it("an undeclared ISO-2022-JP is known by its escapes", () => {
    const bytes = Buffer.from("\x1b$B%W%j%s%?\x1b(B", "latin1");
    expect(decodeBytes(bytes, undefined)).toBe("プリンタ");
  });
  it("HTML may name it", () => {
    const html = `<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1251"></head><p>Да</p>`;
    expect(decodeBytes(iconv.encode(html, "windows-1251"), undefined)).toBe(html);
  });
  it("raw 8-bit headers", async () => {
    const letter = Buffer.concat([
      Buffer.from("From: a@b.test\r\nSubject: "),
      iconv.encode("Добрый день, принтер горит", "koi8-r"),
      Buffer.from("\r\n\r\nx\r\n"),
    ]);
    expect((await read(letter)).subject).toBe("Добрый день, принтер горит");
  });
});

describe("text that was encoded twice", () => {
  const twice = (text: string) =>
    [...Buffer.from(text)]
      .map((octet) => iconv.decode(Buffer.from([octet]), "windows-1252").replace("\ufffd", String.fromCharCode(octet)))
      .join("");
  it.each([german, russian, chinese, "für Müßiggänger", "it’s “done” – really’s"])("%s is mended", (text) => {
    expect(undoubled(twice(text))).toBe(text);
  });
  it.each([
    "We see Ã¤ on the page instead of ä",
    "The page shows Ã¤",
    "Umlauts look like Ã¤ and Ã¶ and Ã¼ and ÃŸ there.",
    "São Paulo, Ângela, «où»",
    german,
    russian,
  ])("%s is left as it is", (text) => {
    expect(undoubled(text)).toBe(text);
  });
  it("is mended in the body and the subject of a mail", async () => {
    const mail = await read(
      `From: a@b.test\nSubject: =?utf-8?B?${Buffer.from(twice("Größe für Müller")).toString("base64")}?=\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n${twice(german)}\n`,
    );
    expect(mail.subject).toBe("Größe für Müller");
    expect(mail.body).toBe(`${german}\n`);
  });
});
