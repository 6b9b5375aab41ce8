/** A real Postfix of a test's own: its configuration, queue and log in a temporary folder, on a port of its own. */
import { chmod, chown, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { eventually } from "./eventually.ts";
import { freePort } from "./freePort.ts";
import { runCommand } from "./process.ts";
import { tempFolder } from "./tempFolder.ts";

export interface Postfix extends AsyncDisposable {
  /** Where it takes mail by SMTP. */
  readonly host: string;
  readonly port: number;
  readonly folder: string;
  log(): Promise<string>;
  /** Waits until the log says this. */
  logged(pattern: RegExp): Promise<RegExpMatchArray>;
  /** Tries every queued mail now. */
  flush(): Promise<void>;
  /** How many mails wait in its queue. */
  queued(): Promise<number>;
}

export interface PostfixSettings {
  /** Lines of main.cf after the test's own, `name` → value. */
  readonly main?: Readonly<Record<string, string>>;
  /** Further services of master.cf, a line each. */
  readonly services?: readonly string[];
}

const daemons = [
  "pickup unix n - n 60 1 pickup",
  "cleanup unix n - n - 0 cleanup",
  "qmgr unix n - n 300 1 qmgr",
  "rewrite unix - - n - - trivial-rewrite",
  "bounce unix - - n - 0 bounce",
  "defer unix - - n - 0 bounce",
  "trace unix - - n - 0 bounce",
  "verify unix - - n - 1 verify",
  "flush unix n - n 1000? 0 flush",
  "proxymap unix - - n - - proxymap",
  "smtp unix - - n - - smtp",
  "relay unix - - n - - smtp",
  "lmtp unix - - n - - lmtp",
  "showq unix n - n - - showq",
  "error unix - - n - - error",
  "retry unix - - n - - error",
  "discard unix - - n - - discard",
  "anvil unix - - n - 1 anvil",
  "scache unix - - n - 1 scache",
  "tlsmgr unix - - n 1000? 1 tlsmgr",
  "postlog unix-dgram n - n - 1 postlogd",
];

/** Why the test cannot have one; undefined when it can. */
export async function postfixAbsent(): Promise<string | undefined> {
  const { code } = await runCommand("/bin/sh", ["-c", "command -v postfix || test -x /usr/sbin/postfix"]);
  if (code !== 0) return "postfix is not installed; apt-get install postfix";
  return process.getuid?.() === 0 ? undefined : "postfix starts only as root";
}

/** @throws Error with its log when it does not start */
export async function startPostfix({ main = {}, services = [] }: PostfixSettings = {}): Promise<Postfix> {
  const folder = await tempFolder("postfix");
  const port = await freePort();
  // Its daemons run as accounts of their own and must be able to walk to their files.
  await chmod(folder.path, 0o755);
  const [queue, data, logFile] = ["queue", "data", "log/mail"].map((name) => join(folder.path, name)) as [
    string,
    string,
    string,
  ];
  for (const path of [queue, data, join(folder.path, "log")]) await mkdir(path);
  const { stdout: owner } = await runCommand("id", ["-u", "postfix"]);
  await chown(data, Number(owner), 0);
  const settings = {
    compatibility_level: "3.6",
    queue_directory: queue,
    data_directory: data,
    maillog_file: logFile,
    maillog_file_prefixes: folder.path,
    myhostname: "mx.postfix.test",
    mydestination: "",
    alias_maps: "",
    inet_interfaces: "127.0.0.1",
    inet_protocols: "ipv4",
    mynetworks: "127.0.0.0/8",
    smtp_host_lookup: "native",
    smtp_dns_support_level: "disabled",
    smtpd_peername_lookup: "no",
    minimal_backoff_time: "600s",
    ...main,
  };
  await writeFile(
    join(folder.path, "main.cf"),
    Object.entries(settings)
      .map(([name, value]) => `${name} = ${value}\n`)
      .join(""),
  );
  await writeFile(
    join(folder.path, "master.cf"),
    [`127.0.0.1:${port} inet n - n - - smtpd`, ...daemons, ...services, ""].join("\n"),
  );
  const command = async (program: string, ...args: readonly string[]): Promise<string> => {
    const { code, stdout, stderr } = await runCommand(program, ["-c", folder.path, ...args], {
      env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` },
    });
    if (code !== 0)
      throw new Error(`${program} ${args.join(" ")} ended with ${code}:\n${stdout}${stderr}${await log()}`);
    return stdout;
  };
  const log = (): Promise<string> => readFile(logFile, "utf8").catch(() => "");
  await command("postfix", "start");
  return {
    host: "127.0.0.1",
    port,
    folder: folder.path,
    log,
    logged: (pattern) =>
      eventually(`${pattern} in Postfix's log`, async () => (await log()).match(pattern) ?? undefined).catch(
        async (error: unknown) => {
          throw new Error(`${String(error)}. It says:\n${await log()}`);
        },
      ),
    flush: async () => void (await command("postqueue", "-f")),
    queued: async () => (await command("postqueue", "-j")).split("\n").filter((line) => line !== "").length,
    async [Symbol.asyncDispose]() {
      await command("postfix", "stop");
      await folder[Symbol.asyncDispose]();
    },
  };
}
