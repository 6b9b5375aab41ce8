import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "../../src/clock.ts";
import { cryptoOf } from "../../src/crypto/index.ts";
import { parseMail } from "../../src/mail/parse.ts";
import { rawFromBuffer } from "../../src/mail/rawSource.ts";
import { hasProgram } from "./authority.ts";

const absent = !hasProgram("gpg");
if (absent && process.env.CI === "true") throw new Error("gpg is not installed: apt-get install gnupg");

const entity =
  "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\nDie Größe ist geheim.\r\n";
const header = (type: string, subject = "secret") =>
  `From: Ann <ann@customer.test>\r\nTo: support@desk.test\r\nSubject: ${subject}\r\nMessage-ID: <1@customer.test>\r\nMIME-Version: 1.0\r\nContent-Type: ${type}\r\n\r\n`;

describe.skipIf(absent)(`PGP as GnuPG writes it${absent ? ": skipped, apt-get install gnupg" : ""}`, () => {
  let folder: string;
  const keys = () => join(folder, "keys");
  const gpg = (input: string, ...args: readonly string[]): string =>
    execFileSync("gpg", ["--homedir", folder, "--batch", "--quiet", "--no-tty", "--trust-model", "always", ...args], {
      input,
      stdio: ["pipe", "pipe", "pipe"],
    }).toString("latin1");
  const read = async (letter: string) =>
    await parseMail(
      rawFromBuffer(Buffer.from(letter)),
      undefined,
      cryptoOf(keys(), systemClock, () => undefined),
    );

  beforeAll(() => {
    // The agent's socket wants a short path.
    folder = mkdtempSync(join(tmpdir(), "gpg-"));
    mkdirSync(keys());
    for (const name of ["Ann <ann@customer.test>", "Eve <eve@evil.test>", "Support <support@desk.test>"]) {
      gpg("", "--passphrase", "", "--quick-generate-key", name, "future-default", "default", "never");
    }
    writeFileSync(join(keys(), "ann.asc"), gpg("", "--armor", "--export", "ann@customer.test"));
    writeFileSync(join(keys(), "eve.asc"), gpg("", "--armor", "--export", "eve@evil.test"));
    writeFileSync(join(keys(), "support.asc"), gpg("", "--armor", "--export-secret-keys", "support@desk.test"));
  });
  afterAll(() => {
    execFileSync("gpgconf", ["--homedir", folder, "--kill", "all"]);
    rmSync(folder, { recursive: true, force: true });
  });

  const signed = (who: string, content = entity): string => {
    const signature = gpg(content, "--armor", "--detach-sign", "--local-user", who);
    return `${header('multipart/signed; micalg=pgp-sha512; protocol="application/pgp-signature"; boundary="b"')}--b\r\n${content}\r\n--b\r\nContent-Type: application/pgp-signature; name="signature.asc"\r\n\r\n${signature.replace(/\r?\n/g, "\r\n")}\r\n--b--\r\n`;
  };
  const encrypted = (content: string, subject?: string, ...args: readonly string[]): string => {
    const message = gpg(content, "--armor", "--encrypt", "--recipient", "support@desk.test", ...args);
    return `${header('multipart/encrypted; protocol="application/pgp-encrypted"; boundary="b"', subject)}--b\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n\r\n--b\r\nContent-Type: application/octet-stream; name="encrypted.asc"\r\n\r\n${message.replace(/\r?\n/g, "\r\n")}\r\n--b--\r\n`;
  };

  it("a signature of the sender holds; of a changed mail, or of another person, it does not", async () => {
    const mail = await read(signed("ann@customer.test"));
    expect(mail.body).toBe("Die Größe ist geheim.\n");
    expect(mail.security).toMatchObject({ method: "PGP", signed: { state: "valid", by: "Ann <ann@customer.test>" } });
    const changed = await read(signed("ann@customer.test").replace("geheim", "gemein"));
    expect(changed.security?.signed).toMatchObject({ state: "invalid" });
    expect((await read(signed("eve@evil.test"))).security?.signed).toMatchObject({
      state: "invalid",
      reason: "Eve <eve@evil.test> signed it, who is not its sender",
    });
  });

  it("an encrypted mail is opened, its true subject read, its signature checked", async () => {
    const inner = entity.replace("\r\n\r\n", '; protected-headers="v1"\r\nSubject: The true subject\r\n\r\n');
    const mail = await read(encrypted(inner, "...", "--sign", "--local-user", "ann@customer.test"));
    expect(mail).toMatchObject({ subject: "The true subject", body: "Die Größe ist geheim.\n", attachments: [] });
    expect(mail.security).toMatchObject({ encrypted: { opened: true }, signed: { state: "valid" } });
  });

  it("an encrypted mail for others is kept whole and says so", async () => {
    const others = gpg(entity, "--armor", "--encrypt", "--recipient", "eve@evil.test");
    const letter = encrypted(entity).replace(/-----BEGIN PGP MESSAGE[\s\S]*END PGP MESSAGE-----/, others.trim());
    const mail = await read(letter);
    expect(mail.security?.encrypted).toMatchObject({ opened: false });
    expect(mail.body).toContain("[This message is encrypted (PGP) and could not be opened:");
    expect(mail.attachments.map(({ filename }) => filename)).toContain("encrypted.asc");
  });

  it("armour in the text itself is taken off", async () => {
    const text = "Hello\nthis is\n- mine\n";
    const clear = gpg(text, "--armor", "--clear-sign", "--local-user", "ann@customer.test");
    const mail = await read(header("text/plain; charset=utf-8") + clear);
    expect(mail.body.trim()).toBe(text.trim());
    expect(mail.security?.signed).toMatchObject({ state: "valid" });
    const hidden = gpg(text, "--armor", "--encrypt", "--recipient", "support@desk.test");
    expect((await read(header("text/plain; charset=utf-8") + hidden)).body.trim()).toBe(text.trim());
  });

  it("a key that is new in the folder is used at once", async () => {
    const letter = signed("ann@customer.test");
    const crypto = cryptoOf(keys(), systemClock, () => undefined);
    const state = async () =>
      (await parseMail(rawFromBuffer(Buffer.from(letter)), undefined, crypto)).security?.signed?.state;
    const file = join(keys(), "ann.asc");
    const ann = readFileSync(file);
    rmSync(file);
    expect(await state()).toBe("unchecked");
    writeFileSync(file, ann);
    expect(await state()).toBe("valid");
  });
});
