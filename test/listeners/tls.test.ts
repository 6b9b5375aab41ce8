/** TLS, logins and LMTP with the programs that users have: curl, openssl, and the daemon itself. */
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemClock } from "../../src/clock.ts";
import { hashPassword } from "../../src/people/passwords.ts";
import { initialize } from "../../src/store/init.ts";
import { openStore } from "../../src/store/open.ts";
import type { Store } from "../../src/store/store.ts";
import { type CertificateFiles, makeCertificate, shownCertificate } from "../peers/certificate.ts";
import { eventually } from "../peers/eventually.ts";
import { install } from "../peers/gotrs.ts";
import { installed, runCommand } from "../peers/process.ts";
import { type TempFolder, tempFolder } from "../peers/tempFolder.ts";
import { Wire } from "../peers/wire.ts";
import { type Asked, startListening } from "./desk.ts";

let folder: TempFolder;
let store: Store;
let files: CertificateFiles;

const required = process.env.CI === "true";
const absent = required || ((await installed("curl")) && (await installed("openssl"))) ? undefined : "absent";
const withPeers = test.skipIf(absent !== undefined);
if (absent !== undefined)
  test.skip("skipped: curl or openssl is not installed; apt-get install curl openssl", () => {});

beforeAll(async () => {
  if (absent !== undefined) return;
  folder = await tempFolder("tls");
  store = await openStore(`sqlite:${folder.path}/gotrs.db`, { clock: systemClock, create: true });
  await initialize(store, { clock: systemClock, hashPassword: async () => hashPassword("agent secret") });
  files = await makeCertificate(folder.path, "desk.test");
});
afterAll(async () => {
  if (absent !== undefined) return;
  await store.close();
  await folder[Symbol.asyncDispose]();
});

const withTls = (asked: Asked = {}) =>
  startListening(store, {
    ...asked,
    smtp: { tls: { ...files, minVersion: "TLSv1.2" }, ...asked.smtp },
  });

interface Sent {
  readonly code: number | NodeJS.Signals;
  readonly output: string;
}

/** Hands in a mail; the output is the conversation. */
async function curl(url: string, ...options: readonly string[]): Promise<Sent> {
  const { code, stderr } = await runCommand(
    "curl",
    [
      ...["--silent", "--verbose", "--insecure", "--max-time", "20", "--url", url],
      ...["--mail-from", "ann@customer.test", "--mail-rcpt", "support@localhost", "--upload-file", "-", ...options],
    ],
    { input: "From: ann@customer.test\r\nTo: support@localhost\r\nSubject: Hello\r\n\r\nHello\r\n" },
  );
  return { code, output: stderr };
}

const smtp = (address: string): string => `smtp://${address}/client.test`;
const smtps = (address: string): string => `smtps://${address}/client.test`;
const taken = { code: 0, output: expect.stringMatching(/< 250 2\.0\.0 (?:ticket|duplicate) ?/) };
/** curl's exit codes. */
const ended = { connect: 35, loginDenied: 67, send: 55 };

withPeers("mail comes in over STARTTLS and over TLS from the first octet", async () => {
  await using desk = await withTls({ smtps: "127.0.0.1:0" });
  const starttls = await curl(smtp(desk.servers.addresses.smtp), "--ssl-reqd");
  expect(starttls).toMatchObject(taken);
  expect(starttls.output).toContain("> STARTTLS");
  expect(await curl(smtps(desk.servers.addresses.smtps))).toMatchObject(taken);
});

withPeers("a client that speaks only an older TLS is refused", async () => {
  await using desk = await withTls({ smtp: { tls: { ...files, minVersion: "TLSv1.3" } } });
  const url = smtp(desk.servers.addresses.smtp);
  expect((await curl(url, "--ssl-reqd", "--tls-max", "1.2")).code).toBe(ended.connect);
  expect(await curl(url, "--ssl-reqd", "--tlsv1.3")).toMatchObject(taken);
});

withPeers.each([
  ["an agent's login", "root@localhost", "agent secret"],
  ["a login of smtp.users", "scanner", "paper"],
])("%s lets a client in where logins are required, over TLS only", async (_name, user, password) => {
  const smtpSettings = {
    tls: { ...files, minVersion: "TLSv1.2" },
    auth: "required",
    users: { scanner: "paper" },
  } as const;
  await using desk = await withTls({ smtp: smtpSettings });
  const url = smtp(desk.servers.addresses.smtp);
  for (const method of ["LOGIN", "PLAIN"]) {
    const login = ["--login-options", `AUTH=${method}`, "--user", `${user}:${password}`];
    const sent = await curl(url, "--ssl-reqd", ...login);
    expect(sent).toMatchObject(taken);
    expect(sent.output).toContain(`> AUTH ${method}`);
  }
  const wrong = await curl(url, "--ssl-reqd", "--user", `${user}:guess`);
  expect(wrong).toMatchObject({ code: ended.loginDenied, output: expect.stringContaining("< 535 5.7.8 ") });
  expect(desk.logged).toContain("a login failed");
  // Without TLS no login is offered, and none is taken.
  const plain = await curl(url, "--user", `${user}:${password}`);
  expect(plain.code).not.toBe(0);
  expect(plain.output).not.toContain("250-AUTH");
  await using wire = await Wire.open(desk.servers.addresses.smtp);
  await wire.hear(/^220 /);
  await wire.say("EHLO client.test");
  const token = Buffer.from(`\0${user}\0${password}`).toString("base64");
  expect(await wire.say(`AUTH PLAIN ${token}`)).toMatch(/^5\d\d /);
  const without = await curl(url, "--ssl-reqd");
  expect(without).toMatchObject({
    code: ended.send,
    output: expect.stringContaining("< 530 5.7.0 start TLS and log in first"),
  });
});

withPeers("where logins are optional, mail comes in without one", async () => {
  await using desk = await withTls({ smtp: { tls: { ...files, minVersion: "TLSv1.2" }, auth: "optional" } });
  expect(await curl(smtp(desk.servers.addresses.smtp), "--ssl-reqd")).toMatchObject(taken);
});

withPeers("commands sent with STARTTLS never run inside TLS", async () => {
  await using desk = await withTls({
    smtp: { tls: { ...files, minVersion: "TLSv1.2" }, localNetworks: ["127.0.0.1"] },
  });
  await using wire = await Wire.open(desk.servers.addresses.smtp);
  await wire.hear(/^220 /);
  await wire.say("EHLO client.test");
  wire.write("STARTTLS\r\nRSET\r\n");
  expect(await wire.hear(/\r\n$/)).toMatch(/^220 .*\r\n$/);
});

withPeers("a renewed certificate is shown without a restart, a broken one is not", async () => {
  await using daemonFolder = await tempFolder("renewal");
  const own = await makeCertificate(daemonFolder.path, "old.test");
  await using installation = await install(undefined, {
    GOTRS_SMTP_TLS_CERT_FILE: own.certFile,
    GOTRS_SMTP_TLS_KEY_FILE: own.keyFile,
    GOTRS_SMTPS_LISTEN: "127.0.0.1:0",
  });
  await using daemon = await installation.serve();
  const address = `${daemon.smtp.host}:${daemon.smtp.port}`;
  const shown = async () => (await shownCertificate(address, "-starttls", "smtp")).name;
  const [, smtps = ""] = await daemon.child.waitFor(/"protocol":"smtps","address":"([^"]+)"/);
  expect(await shown()).toBe("old.test");
  expect((await shownCertificate(smtps)).name).toBe("old.test");

  // On SIGHUP at once.
  const broken = await makeCertificate(daemonFolder.path, "broken.test", "broken");
  await runCommand("cp", [broken.certFile, own.certFile]);
  process.kill(daemon.child.pid, "SIGHUP");
  await daemon.child.waitFor(/the certificate in use stays: smtp\.tls: .* are no certificate and its key/);
  expect(await shown()).toBe("old.test");

  // And by itself, when both files are there.
  await makeCertificate(daemonFolder.path, "new.test");
  await daemon.child.waitFor(/the certificate of SMTP was read again/);
  expect(await eventually("the new certificate", async () => (await shown()) === "new.test")).toBe(true);
  expect((await shownCertificate(smtps)).name).toBe("new.test");
});

test("LMTP answers for each recipient, over a socket with the permissions that were set", async () => {
  if (absent !== undefined) return;
  await using desk = await startListening(store, { lmtp: "lmtp.sock", lmtpMode: 0o620 });
  const path = join(desk.folder, "lmtp.sock");
  expect(statSync(path).mode & 0o777).toBe(0o620);
  await using wire = await Wire.open(path);
  expect(await wire.hear(/^220 .*\r\n/)).toBe("220 desk.test LMTP gotrs\r\n");
  expect(await wire.say("EHLO client.test")).toMatch(/^500 /);
  expect(await wire.say("LHLO client.test")).not.toContain("AUTH");
  await wire.say("MAIL FROM:<ann@customer.test>");
  expect(await wire.say("RCPT TO:<support@localhost>")).toMatch(/^250 /);
  expect(await wire.say("RCPT TO:<nobody@localhost>")).toMatch(/^550 5\.1\.1 /);
  expect(await wire.say("RCPT TO:<support+two@localhost>")).toMatch(/^250 /);
  await wire.say("DATA");
  wire.write("From: ann@customer.test\r\nSubject: Hello\r\nMessage-ID: <lmtp@tls.test>\r\n\r\nHello\r\n.\r\n");
  const answers = await wire.hear(/^(?:250 .*\r\n){2}$/);
  expect(new Set(answers.trim().split("\r\n")).size).toBe(1);
  expect(answers).toMatch(/^250 2\.0\.0 ticket \d+\r\n/);
});

test("contradictions of the configuration are told before anything listens", async () => {
  await using installation = await install();
  const { code, stderr } = await installation.run(["serve"], {
    environment: { GOTRS_SMTP_AUTH: "required", GOTRS_SMTPS_LISTEN: "127.0.0.1:0", GOTRS_SMTP_PROXY_FROM: "here" },
  });
  expect(code).toBe(78);
  expect(stderr).toContain("$GOTRS_SMTP_PROXY_FROM");
  const again = await installation.run(["serve"], {
    environment: { GOTRS_SMTP_AUTH: "required", GOTRS_SMTPS_LISTEN: "127.0.0.1:0" },
  });
  expect(again.code).toBe(78);
  expect(again.stderr).toMatch(/smtps\.listen: needs a certificate/);
  expect(again.stderr).toMatch(/smtp\.auth: is "required", but passwords travel only over TLS/);
});

test("a certificate and a key of another are told at the start", async () => {
  if (absent !== undefined) return;
  const other = await makeCertificate(folder.path, "other.test", "other");
  await expect(
    withTls({ smtp: { tls: { certFile: files.certFile, keyFile: other.keyFile, minVersion: "TLSv1.2" } } }),
  ).rejects.toMatchObject({ exit: 78 });
  expect(readFileSync(other.keyFile, "utf8")).toContain("PRIVATE KEY");
});
