/** A real OpenLDAP server of the tests' own, with TLS, on free ports, with its directory in a temporary folder. */
import { appendFile, mkdir, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { eventually } from "./eventually.ts";
import { freePort } from "./freePort.ts";
import { type Child, installed, runCommand, startChild } from "./process.ts";
import { type CertificateKind, serverCertificate } from "./serverCertificate.ts";
import { tempFolder } from "./tempFolder.ts";

export async function slapdAbsent(): Promise<string | undefined> {
  if (process.env.CI === "true" || (await installed("/usr/sbin/slapd"))) return undefined;
  return "slapd is not installed; apt-get install slapd";
}

export const baseDn = "dc=example,dc=com";
/** The account that may search. */
export const searcher = { dn: `cn=gotrs,${baseDn}`, password: "searcher's secret" };

export interface Slapd extends AsyncDisposable {
  /** `ldap://…` and `ldaps://…`. */
  readonly url: string;
  readonly secureUrl: string;
  /** PEM of its certificate, which is signed by itself. */
  readonly certificateFile: string;
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Takes entries over, in LDIF without the base and the searcher, in place of those before. */
  load(ldif: string): Promise<void>;
}

export async function startSlapd(ldif: string, certificate: CertificateKind = {}): Promise<Slapd> {
  const folder = await tempFolder("slapd");
  const { path } = folder;
  const { certFile, keyFile } = await serverCertificate(path, certificate);
  const ports = { plain: await freePort(), secure: await freePort() };
  const config = join(path, "slapd.conf");
  let generation = 0;
  let child: Child | undefined;

  const load = async (entries: string): Promise<void> => {
    await stop();
    generation += 1;
    const data = join(path, `data-${generation}`);
    await mkdir(data);
    await writeFile(config, configuration({ path, data, certFile, keyFile }));
    const file = join(path, "directory.ldif");
    await writeFile(file, first);
    await appendFile(file, entries);
    const { code, stderr } = await runCommand("/usr/sbin/slapadd", ["-f", config, "-l", file]);
    if (code !== 0) throw new Error(`slapadd: ${stderr}`);
    await start();
  };
  const start = async (): Promise<void> => {
    const urls = `ldap://127.0.0.1:${ports.plain} ldaps://127.0.0.1:${ports.secure}`;
    const running = startChild("/usr/sbin/slapd", ["-d", "0", "-f", config, "-h", urls]);
    child = running;
    await eventually("slapd to answer", () => answers(ports.plain)).catch((error: unknown) => {
      throw new Error(`slapd does not start: ${running.output()}`, { cause: error });
    });
  };
  const stop = async (): Promise<void> => {
    await child?.stop();
    child = undefined;
  };
  await load(ldif);
  return {
    url: `ldap://localhost:${ports.plain}`,
    secureUrl: `ldaps://localhost:${ports.secure}`,
    certificateFile: certFile,
    stop,
    start,
    load,
    [Symbol.asyncDispose]: async () => {
      await stop();
      await folder[Symbol.asyncDispose]();
    },
  };
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => resolve(true));
    socket.on("error", () => resolve(false)).on("connect", () => socket.destroy());
  });
}

const first = `dn: ${baseDn}
objectClass: dcObject
objectClass: organization
dc: example
o: Example

dn: ${searcher.dn}
objectClass: organizationalRole
objectClass: simpleSecurityObject
cn: gotrs
userPassword: ${searcher.password}

`;

interface Paths {
  readonly path: string;
  readonly data: string;
  readonly certFile: string;
  readonly keyFile: string;
}

/** Anonymous clients may bind and see nothing, as in Active Directory; binds without a password succeed, as RFC 4513 has it. */
function configuration({ path, data, certFile, keyFile }: Paths): string {
  return `
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/nis.schema
include /etc/ldap/schema/inetorgperson.schema
modulepath /usr/lib/ldap
moduleload back_mdb
pidfile ${path}/slapd.pid
allow bind_anon_cred bind_anon_dn
TLSCertificateFile ${certFile}
TLSCertificateKeyFile ${keyFile}
database mdb
maxsize 33554432
suffix "${baseDn}"
directory ${data}
access to attrs=userPassword by anonymous auth by * none
access to * by dn.exact="${searcher.dn}" read by * none
`;
}
