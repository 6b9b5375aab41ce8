/** A real rspamd of a test's own, with one rule: a mail says by X-Wanted-Action what is to become of it. */
import { chmod, chown, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { eventually } from "./eventually.ts";
import { freePort } from "./freePort.ts";
import { installed, runCommand, startChild } from "./process.ts";
import { tempFolder } from "./tempFolder.ts";

export interface Rspamd extends AsyncDisposable {
  readonly url: string;
}

export async function rspamdAbsent(): Promise<string | undefined> {
  return (await installed("rspamd")) ? undefined : "rspamd is not installed; apt-get install rspamd";
}

/** Its message to the sender tells what it was told about the client. */
const rule = `
rspamd_config:register_symbol({
  name = "WANTED", type = "prefilter", score = 0, priority = 10,
  callback = function(task)
    local wanted = task:get_header("X-Wanted-Action")
    if not wanted then return end
    local from = task:get_from("smtp")
    local to = task:get_recipients("smtp")
    task:set_pre_result(wanted, string.format("%s %s %s %s", tostring(task:get_ip()), task:get_helo() or "-",
      from and from[1] and from[1].addr or "-", to and to[1] and to[1].addr or "-"))
  end
})
`;

const configuration = (folder: string, port: number): string => `
options {
  filters = "";
  dns { nameserver = ["127.0.0.1"]; timeout = 1s; retransmits = 1; }
  control_socket = "${folder}/control mode=0600";
  hs_cache_dir = "${folder}";
  tempdir = "${folder}";
  disable_monitoring = true;
  url_tld = "${folder}/suffixes";
}
# The real lists of languages and of public suffixes take long to load.
lang_detection { languages = ["en"]; }
logging { type = "console"; level = "warning"; }
actions { reject = 15; add_header = 6; greylist = 4; }
worker "normal" { bind_socket = "127.0.0.1:${port}"; count = 1; }
lua = "${folder}/rule.lua";
`;

/** @throws Error with what it printed when it does not come up */
export async function startRspamd(): Promise<Rspamd> {
  const folder = await tempFolder("rspamd");
  const port = await freePort();
  // It gives up root where it has it.
  await chmod(folder.path, 0o755);
  const own = join(folder.path, "own");
  await mkdir(own);
  const { stdout } = await runCommand("id", ["-u", "nobody"]);
  if (process.getuid?.() === 0) await chown(own, Number(stdout), 0);
  await writeFile(join(own, "rule.lua"), rule);
  await writeFile(join(own, "suffixes"), "test\n");
  const file = join(folder.path, "rspamd.conf");
  await writeFile(file, configuration(own, port));
  const unprivileged = process.getuid?.() === 0 ? ["-u", "nobody", "-g", "nogroup"] : [];
  const child = startChild("rspamd", ["-f", ...unprivileged, "-c", file]);
  const url = `http://127.0.0.1:${port}`;
  try {
    await eventually("rspamd's pong", async () => (await fetch(`${url}/ping`)).ok, 45_000);
  } catch (error) {
    await child.stop("SIGKILL");
    throw new Error(`rspamd did not come up. It printed:\n${child.output()}`, { cause: error });
  }
  return {
    url,
    async [Symbol.asyncDispose]() {
      await child.stop();
      await folder[Symbol.asyncDispose]();
    },
  };
}
