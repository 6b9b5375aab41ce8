import { describe, expect, it } from "vitest";
import { inflateRtf } from "../../../src/mail/unpack/compressedRtf.ts";
import { readRtf } from "../../../src/mail/unpack/rtf.ts";
import { unpackTnef } from "../../../src/mail/unpack/tnef.ts";
import { read } from "../letter.ts";
import { attribute, file, properties, tnef } from "./tnefWriter.ts";

const rtf = (text: string): Buffer => {
  const bytes = Buffer.from(text, "latin1");
  const header = Buffer.alloc(16);
  header.writeUInt32LE(bytes.length + 12, 0);
  header.writeUInt32LE(bytes.length, 4);
  header.write("MELA", 8, "latin1");
  return Buffer.concat([header, bytes]);
};

describe("compressed rich text", () => {
  it("is inflated as in the examples of MS-OXRTFCP", () => {
    const plain = "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0";
    expect(inflateRtf(Buffer.from(plain, "hex"))?.toString()).toBe("{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n");
    const crossing = "1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0";
    expect(inflateRtf(Buffer.from(crossing, "hex"))?.toString()).toBe("{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}");
  });
  it("becomes text without its looks", () => {
    const text = String.raw`{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}}{\colortbl;\red0;}{\*\generator Msft;}\uc1\pard Gr\'fc\'dfe \b bold\b0\par Second\line \u8364? 5 \{x\}\par}`;
    expect(readRtf(Buffer.from(text, "latin1"))).toEqual({ kind: "text", text: "Grüße bold\nSecond\n€ 5 {x}\n" });
  });
  it("gives back the HTML that Outlook wrapped into it", () => {
    const text = String.raw`{\rtf1\ansi\ansicpg1252\fromhtml1 \deff0{\fonttbl{\f0 Arial;}}{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 Gr\'fc\'dfe {\*\htmltag84 <b>}\htmlrtf \b\htmlrtf0 bold{\*\htmltag92 </b>}\htmlrtf }\htmlrtf0 {\*\htmltag72 </p>}}`;
    expect(readRtf(Buffer.from(text, "latin1"))).toEqual({ kind: "html", text: "<p>Grüße <b>bold</b></p>" });
  });
});

describe("winmail.dat", () => {
  const letter = tnef(
    attribute(1, 0x00069007, Buffer.from([0xe4, 4, 0, 0, 0, 0, 0, 0])),
    attribute(
      1,
      0x00069003,
      properties({ 55: "Bericht", 4105: rtf("{\\rtf1\\ansi\\ansicpg1252 Gr\\'fc\\'dfe\\par}") }),
    ),
    file("Übersicht 2026.txt", Buffer.from("content")),
    file("picture.png", Buffer.from("png"), { 14094: "image/png", 14098: "img1@x" }),
  );

  it("is unpacked into its text and its files under their long names", () => {
    const unpacked = unpackTnef(letter);
    expect(unpacked?.text).toBe("Grüße\n");
    expect(unpacked?.files.map((one) => [one.filename, one.contentType, one.contentId, one.read().toString()])).toEqual(
      [
        ["Übersicht 2026.txt", "text/plain", undefined, "content"],
        ["picture.png", "image/png", "<img1@x>", "png"],
      ],
    );
  });

  it("fills a mail that has no text of its own, and stays among its attachments", async () => {
    const mail = (text: string) => `From: a@b.test
Subject: Bericht
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=x

--x
Content-Type: text/plain

${text}
--x
Content-Type: application/ms-tnef; name="winmail.dat"
Content-Disposition: attachment; filename="winmail.dat"
Content-Transfer-Encoding: base64

${letter.toString("base64").replace(/.{76}/g, "$&\n")}
--x--
`;
    const empty = await read(mail(""));
    expect(empty.body).toBe("Grüße\n");
    expect(empty.attachments.map(({ filename }) => filename)).toEqual([
      "winmail.dat",
      "Übersicht 2026.txt",
      "picture.png",
    ]);
    expect((await read(mail("Own words"))).body.trim()).toBe("Own words");
  });

  it("with HTML gives the HTML", () => {
    const html = tnef(attribute(1, 0x00069003, properties({ 4115: Buffer.from("<p>Hi</p>") })));
    expect(unpackTnef(html)?.html).toBe("<p>Hi</p>");
  });

  it("holds messages in messages", () => {
    const inner = tnef(
      attribute(1, 0x00069003, properties({ 4096: "Inner text" })),
      file("deep.txt", Buffer.from("deep")),
    );
    const outer = tnef(
      file("Inner mail", Buffer.alloc(0), { 14085: 5, 14081: Buffer.concat([Buffer.alloc(16), inner]) }),
    );
    expect(unpackTnef(outer)?.files.map(({ filename }) => filename)).toEqual(["Inner mail.txt", "deep.txt"]);
  });

  it("that is cut off or scrambled anywhere gives what can be read and never fails", () => {
    for (let length = 0; length < letter.length; length += 1) unpackTnef(letter.subarray(0, length));
    for (let at = 6; at < letter.length; at += 1) {
      const scrambled = Buffer.from(letter);
      scrambled[at] = 0xff;
      unpackTnef(scrambled);
    }
    expect(unpackTnef(Buffer.from("no TNEF at all"))).toBeUndefined();
  });
});
