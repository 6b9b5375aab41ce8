/** A real dovecot of the tests' own: IMAP and POP3 with and without TLS, on free ports, with its files in a temporary folder. */
import { chmod, chown, mkdir, writeFile } from "node:fs/promises";
import { userInfo } from "node:os";
import { join } from "node:path";
import { ImapFlow } from "imapflow";

import { eventually } from "./eventually.ts";
import { freePort } from "./freePort.ts";
import { type Child, installed, runCommand, startChild } from "./process.ts";
import { type CertificateKind, serverCertificate } from "./serverCertificate.ts";
import { tempFolder } from "./tempFolder.ts";

export async function dovecotAbsent(): Promise<string | undefined> {
  if (process.env.CI === "true" || (await installed("/usr/sbin/dovecot"))) return undefined;
  return "dovecot is not installed; apt-get install dovecot-imapd dovecot-pop3d";
}

export interface Dovecot extends AsyncDisposable {
  readonly ports: { readonly imap: number; readonly imaps: number; readonly pop3: number; readonly pop3s: number };
  /** PEM of its certificate, which is signed by itself. */
  readonly certificateFile: string;
  /** Appends a mail, made as this user sees it. */
  deliver(user: string, raw: Buffer | string, folder?: string): Promise<void>;
  deliverAll(user: string, mails: readonly (Buffer | string)[], folder?: string): Promise<void>;
  /** What lies in a folder: uid and flags, in order. */
  messages(
    user: string,
    folder?: string,
  ): Promise<readonly { readonly uid: number; readonly flags: readonly string[] }[]>;
  /** A conversation of the test's own. */
  client(user: string): Promise<ImapFlow>;
  stop(signal?: NodeJS.Signals): Promise<void>;
  start(): Promise<void>;
  /** Everything that it logged. */
  log(): string;
}

export interface DovecotOptions {
  /** Further settings, as lines of dovecot.conf. */
  readonly settings?: string;
  /** SASL mechanisms. */
  readonly mechanisms?: string;
  /** URL that tells whose a token is (RFC 7662); with it XOAUTH2 and OAUTHBEARER work. */
  readonly introspection?: string;
  /** Instead of a certificate for localhost that is valid. */
  readonly certificate?: CertificateKind;
}

/** The password of every user. */
export const mailPassword = "geheim";

export async function startDovecot({
  settings = "",
  mechanisms = "plain login",
  introspection,
  certificate: kind = {},
}: DovecotOptions = {}): Promise<Dovecot> {
  const folder = await tempFolder("dovecot");
  const { path } = folder;
  await chmod(path, 0o755);
  const { certFile, keyFile } = await serverCertificate(path, kind);
  const ports = { imap: await freePort(), imaps: await freePort(), pop3: await freePort(), pop3s: await freePort() };
  const root = process.getuid?.() === 0;
  // dovecot never reads mail as root; the account of Debian's package may.
  const owner = root ? { uid: 65534, gid: 65534 } : userInfo();
  await mkdir(join(path, "mail"));
  await chown(join(path, "mail"), owner.uid, owner.gid);
  const config = join(path, "dovecot.conf");
  const oauth2 = introspection === undefined ? "" : await tokens(path, introspection);
  await writeFile(
    config,
    configuration({ path, ports, certFile, keyFile, owner, root, mechanisms, settings: oauth2 + settings }),
  );

  let child: Child | undefined;
  let logged = "";
  const start = async (): Promise<void> => {
    const running = startChild("/usr/sbin/dovecot", ["-F", "-c", config]);
    child = running;
    await eventually("dovecot to answer", async () => {
      const client = open(ports.imap, "probe");
      await client.connect();
      client.close();
      return true;
    }).catch((error: unknown) => {
      throw new Error(`dovecot does not start: ${running.output()}`, { cause: error });
    });
  };
  const stop = async (signal?: NodeJS.Signals): Promise<void> => {
    // Otherwise it gives idling clients ten seconds.
    await runCommand("doveadm", ["-c", config, "kick", "*"]);
    await child?.stop(signal);
    logged += child?.output() ?? "";
    child = undefined;
  };
  const client = async (user: string): Promise<ImapFlow> => {
    const made = open(ports.imap, user);
    made.on("error", () => undefined);
    await made.connect();
    return made;
  };
  const deliverAll: Dovecot["deliverAll"] = async (user, mails, into = "INBOX") => {
    const writing = await client(user);
    try {
      if (into !== "INBOX") await writing.mailboxCreate(into);
      for (const raw of mails) await writing.append(into, raw, []);
    } finally {
      await writing.logout();
    }
  };
  await start();
  return {
    ports,
    certificateFile: certFile,
    client,
    deliverAll,
    deliver: (user, raw, into) => deliverAll(user, [raw], into),
    async messages(user, from = "INBOX") {
      const reading = await client(user);
      try {
        await reading.mailboxOpen(from, { readOnly: true });
        const list = await reading.fetchAll("1:*", { uid: true, flags: true });
        return list.map(({ uid, flags }) => ({ uid, flags: [...(flags ?? [])].filter((flag) => flag !== "\\Recent") }));
      } finally {
        await reading.logout();
      }
    },
    stop,
    start,
    log: () => logged + (child?.output() ?? ""),
    [Symbol.asyncDispose]: async () => {
      await stop();
      await folder[Symbol.asyncDispose]();
    },
  };
}

function open(port: number, user: string): ImapFlow {
  return new ImapFlow({
    host: "127.0.0.1",
    port,
    secure: false,
    doSTARTTLS: false,
    auth: { user, pass: mailPassword },
    logger: false,
  });
}

interface Parts {
  readonly path: string;
  readonly ports: Dovecot["ports"];
  readonly certFile: string;
  readonly keyFile: string;
  readonly owner: { readonly uid: number; readonly gid: number; readonly username?: string };
  readonly root: boolean;
  readonly mechanisms: string;
  readonly settings: string;
}

/** The settings by which dovecot asks whose a token is. */
async function tokens(path: string, introspection: string): Promise<string> {
  const file = join(path, "oauth2.conf");
  await writeFile(
    file,
    `introspection_mode = post\nintrospection_url = ${introspection}\nusername_attribute = username\nactive_attribute = active\nactive_value = true\n`,
  );
  await chmod(file, 0o644);
  return `passdb {\n  driver = oauth2\n  mechanisms = xoauth2 oauthbearer\n  args = ${file}\n}\n`;
}

function configuration({ path, ports, certFile, keyFile, owner, root, mechanisms, settings }: Parts): string {
  const users = root ? "" : `default_internal_user = ${owner.username}\ndefault_login_user = ${owner.username}\n`;
  const listener = (name: string, port: number, secure: boolean): string =>
    `inet_listener ${name} {\n    address = 127.0.0.1\n    port = ${port}\n    ssl = ${secure ? "yes" : "no"}\n  }`;
  return `
base_dir = ${path}/run
state_dir = ${path}/state
log_path = /dev/stderr
auth_verbose = yes
protocols = imap pop3
listen = 127.0.0.1
${users}
disable_plaintext_auth = no
auth_mechanisms = ${mechanisms}
ssl = yes
ssl_cert = <${certFile}
ssl_key = <${keyFile}
mail_location = maildir:${path}/mail/%u
first_valid_uid = 1
first_valid_gid = 1
mailbox_idle_check_interval = 1 secs
mail_max_userip_connections = 100
auth_failure_delay = 0
service imap-login {
  chroot =
  ${listener("imap", ports.imap, false)}
  ${listener("imaps", ports.imaps, true)}
}
service pop3-login {
  chroot =
  ${listener("pop3", ports.pop3, false)}
  ${listener("pop3s", ports.pop3s, true)}
}
service anvil {
  chroot =
  # No waiting after a wrong password.
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
namespace inbox {
  inbox = yes
  separator = /
}
userdb {
  driver = static
  args = uid=${owner.uid} gid=${owner.gid} home=${path}/mail/%u
}
passdb {
  driver = static
  args = password=${mailPassword}
  mechanisms = plain login
}
${settings}
`;
}
