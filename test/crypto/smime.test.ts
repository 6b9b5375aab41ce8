import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "../../src/clock.ts";
import { cryptoOf } from "../../src/crypto/index.ts";
import { parseMail } from "../../src/mail/parse.ts";
import { rawFromBuffer } from "../../src/mail/rawSource.ts";
import { Authority, hasProgram } from "./authority.ts";

const absent = !hasProgram("openssl");
if (absent && process.env.CI === "true") throw new Error("openssl is not installed: apt-get install openssl");

const entity = `Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nDie Gr=C3=B6=C3=9Fe ist geheim.\r\n`;
const header =
  "From: Ann <ann@customer.test>\r\nTo: support@desk.test\r\nSubject: secret\r\nMessage-ID: <1@customer.test>\r\n";

describe.skipIf(absent)(`S/MIME${absent ? ": skipped, apt-get install openssl" : ""}`, () => {
  let folder: string;
  let authority: Authority;
  let warnings: string[];
  const keys = (): string => join(folder, "keys");
  const read = async (letter: string, crypto = cryptoOf(keys(), systemClock, (fault) => warnings.push(fault))) =>
    await parseMail(rawFromBuffer(Buffer.from(letter, "latin1")), undefined, crypto);

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "gotrs-smime-"));
    warnings = [];
    mkdirSync(keys());
    authority = new Authority(folder, "Test Issuer");
    authority.person("ann", "ann@customer.test");
    authority.person("eve", "eve@evil.test");
    writeFileSync(join(keys(), "issuer.pem"), authority.certificate);
    writeFileSync(join(keys(), "support.pem"), authority.person("support", "support@desk.test"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const sign = (who: string, ...args: readonly string[]) =>
    header + authority.cms(entity, "-sign", "-signer", `${who}.pem`, ...args).replace(/\r?\n/g, "\r\n");
  const encrypt = (inner: string, to: string) =>
    header + authority.cms(inner, "-encrypt", "-aes256", `${to}.crt`).replace(/\r?\n/g, "\r\n");

  it("a signature of the sender holds, and its text is read as usual", async () => {
    const mail = await read(sign("ann", "-binary"));
    expect(mail.body).toBe("Die Größe ist geheim.\n");
    expect(mail.security).toEqual({
      method: "S/MIME",
      signed: { state: "valid", by: "ann <ann@customer.test>", reason: "the signature is good" },
      encrypted: undefined,
    });
    expect(mail.attachments.map(({ contentType }) => contentType)).toEqual(["application/pkcs7-signature"]);
  });

  it("of a mail that was changed on its way does not hold", async () => {
    const mail = await read(sign("ann", "-binary").replace("geheim", "gemein"));
    expect(mail.security?.signed).toMatchObject({ state: "invalid" });
    expect(mail.body).toBe("Die Größe ist gemein.\n");
  });

  it("of somebody else than the sender proves nothing", async () => {
    expect((await read(sign("eve", "-binary"))).security?.signed).toEqual({
      state: "invalid",
      by: "eve <eve@evil.test>",
      reason: "eve <eve@evil.test> signed it, who is not its sender",
    });
  });

  it("by an issuer that nobody trusts, or without any keys, is not checked", async () => {
    const empty = join(folder, "empty");
    mkdirSync(empty);
    const stranger = await read(
      sign("ann", "-binary"),
      cryptoOf(empty, systemClock, () => undefined),
    );
    expect(stranger.security?.signed).toMatchObject({ state: "unchecked", by: "ann <ann@customer.test>" });
    const { security } = await parseMail(rawFromBuffer(Buffer.from(sign("ann", "-binary"), "latin1")));
    expect(security?.signed).toMatchObject({ state: "unchecked", reason: "no keys are configured (crypto.directory)" });
  });

  it("a mail that is wrapped in its signature is read all the same", async () => {
    const mail = await read(sign("ann", "-nodetach", "-binary"));
    expect(mail.body).toBe("Die Größe ist geheim.\n");
    expect(mail.security?.signed).toMatchObject({ state: "valid" });
  });

  it("a mail encrypted for us is opened", async () => {
    const mail = await read(encrypt(entity, "support"));
    expect(mail.body).toBe("Die Größe ist geheim.\n");
    expect(mail.subject).toBe("secret");
    expect(mail.security).toMatchObject({ method: "S/MIME", encrypted: { opened: true }, signed: undefined });
    expect(mail.attachments).toEqual([]);
  });

  it("a mail signed and then encrypted is opened and checked", async () => {
    const signed = authority.cms(entity, "-sign", "-signer", "ann.pem", "-binary");
    const mail = await read(encrypt(signed, "support"));
    expect(mail.body).toBe("Die Größe ist geheim.\n");
    expect(mail.security).toMatchObject({ encrypted: { opened: true }, signed: { state: "valid" } });
  });

  it("a mail encrypted for somebody else is kept whole and says so", async () => {
    const mail = await read(encrypt(entity, "eve"));
    expect(mail.security?.encrypted).toEqual({
      opened: false,
      reason: "it is for none of the keys in crypto.directory",
    });
    expect(mail.body).toContain(
      "[This message is encrypted (S/MIME) and could not be opened: it is for none of the keys",
    );
    expect(mail.attachments).toHaveLength(1);
  });

  it("keys that cannot be read are told and stand in no mail's way", async () => {
    writeFileSync(join(keys(), "broken.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
    expect((await read(encrypt(entity, "support"))).body).toBe("Die Größe ist geheim.\n");
    expect(warnings.join("\n")).toContain("broken.pem");
    const gone = cryptoOf(join(folder, "gone"), systemClock, (fault) => warnings.push(fault));
    expect((await read(encrypt(entity, "support"), gone)).security?.encrypted).toMatchObject({ opened: false });
  });
});
