/** A real Postfix in front of gotrs: by LMTP over a Unix socket, and by its pipe with gotrs's exit codes. */
import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { TicketPage } from "../../src/api/ticket.ts";
import { packageRoot } from "../../src/packageRoot.ts";
import { type Installation, install } from "../peers/gotrs.ts";
import { postfixAbsent, startPostfix } from "../peers/postfix.ts";
import { installed, runCommand } from "../peers/process.ts";
import { byNodemailer } from "../peers/send.ts";
import { type TempFolder, tempFolder } from "../peers/tempFolder.ts";

const reason = (await postfixAbsent()) ?? ((await installed("runuser")) ? undefined : "runuser is not installed");
const withPostfix = test.skipIf(reason !== undefined && process.env.CI !== "true");
if (reason !== undefined) test.skip(`skipped: ${reason}`, () => {});

const letter = (subject: string) => ({
  from: "ann@customer.test",
  to: "support@localhost",
  subject,
  body: "Hello",
});

async function titles(installation: Installation): Promise<readonly string[]> {
  const page = await installation.json<TicketPage>("ticket", "list");
  return page.tickets.map(({ title }) => title);
}

withPostfix("Postfix delivers by LMTP, and asks gotrs who is a recipient", async () => {
  await using sockets = await tempFolder("lmtp");
  await chmod(sockets.path, 0o755);
  const socket = join(sockets.path, "lmtp");
  await using installation = await install(undefined, { GOTRS_LMTP_LISTEN: socket });
  await using _daemon = await installation.serve();
  await using postfix = await startPostfix({
    main: { relay_domains: "localhost", transport_maps: `inline:{ localhost=lmtp:unix:${socket} }` },
  });
  await byNodemailer(postfix.host, postfix.port, letter("By LMTP"));
  const [, said] = await postfix.logged(/status=sent \((250 2\.0\.0 ticket \d+)\)/);
  expect(said).toMatch(/^250 2\.0\.0 ticket \d+$/);
  expect(await titles(installation)).toContain("By LMTP");
  await byNodemailer(postfix.host, postfix.port, { ...letter("Nobody"), to: "nobody@localhost" });
  await postfix.logged(/to=<nobody@localhost>.* dsn=5\.1\.1, status=bounced .*550 5\.1\.1 no such address here/);
  expect(await titles(installation)).not.toContain("Nobody");
});

/** What pipe(8) runs must not be root, so the account nobody needs the program, wherever it lies. */
async function programFor(account: string, folder: TempFolder): Promise<{ node: string; program: string }> {
  const program = join(packageRoot, "dist/src/cli/main.js");
  const { code } = await runCommand("runuser", ["-u", account, "--", process.execPath, program, "version"]);
  if (code === 0) return { node: process.execPath, program };
  const copy = join(folder.path, "program");
  const script = `mkdir ${copy} && cd ${packageRoot} && cp -al dist schema node_modules package.json ${copy}/ 2>/dev/null ||
    cp -a dist schema node_modules package.json ${copy}/ && cp ${process.execPath} ${copy}/node-program`;
  const copied = await runCommand("/bin/sh", ["-c", script]);
  if (copied.code !== 0) throw new Error(`cannot copy the program: ${copied.stderr}`);
  return { node: join(copy, "node-program"), program: join(copy, "dist/src/cli/main.js") };
}

withPostfix(
  "Postfix's pipe keeps a mail that cannot be stored now, and bounces what is no mail",
  { timeout: 90_000 },
  async () => {
    await using scratch = await tempFolder("pipe");
    await chmod(scratch.path, 0o755);
    await using installation = await install();
    const { node, program } = await programFor("nobody", scratch);
    const chowned = await runCommand("chown", ["-R", "nobody", installation.folder]);
    expect(chowned.code).toBe(0);
    const wrapper = join(scratch.path, "deliver");
    /** What a sysadmin writes into master.cf as argv, with the settings of this test. */
    const deliverWith = async (environment: Readonly<Record<string, string>>, ...args: readonly string[]) => {
      const variables = Object.entries({ GOTRS_STATE_DIRECTORY: installation.folder, ...environment })
        .map(([name, value]) => `${name}='${value}'`)
        .join(" ");
      await writeFile(
        wrapper,
        `#!/bin/sh\ncd / && exec env ${variables} ${node} ${program} ingest ${args.join(" ")}\n`,
      );
      await chmod(wrapper, 0o755);
    };
    const good = { GOTRS_DATABASE_URL: installation.databaseUrl };
    await using postfix = await startPostfix({
      main: { relay_domains: "localhost", transport_maps: "inline:{ localhost=gotrs: }" },
      services: [`gotrs unix - n n - 1 pipe flags=R user=nobody argv=${wrapper}`],
    });

    await deliverWith(good);
    await byNodemailer(postfix.host, postfix.port, letter("By pipe"));
    await postfix.logged(/status=sent \(delivered via gotrs service/);
    expect(await titles(installation)).toContain("By pipe");

    // Exit 75: the database does not answer. The mail waits, and comes when the database is back.
    await deliverWith({ GOTRS_DATABASE_URL: "postgres://nobody@127.0.0.1:9/none" });
    await byNodemailer(postfix.host, postfix.port, letter("Waits"));
    await postfix.logged(/status=deferred \(temporary failure. Command output: gotrs: /);
    expect(await titles(installation)).not.toContain("Waits");
    expect(await postfix.queued()).toBe(1);
    await deliverWith(good);
    await postfix.flush();
    await postfix.logged(/status=sent [^\n]*\n(?:.*\n)*.*status=sent /);
    expect(await titles(installation)).toContain("Waits");

    // Exit 65: what comes is not what was announced.
    await deliverWith(good, "--mbox");
    await byNodemailer(postfix.host, postfix.port, letter("No mbox"));
    await postfix.logged(/dsn=5\.6\.0, status=bounced \(data format error/);
    expect(await titles(installation)).not.toContain("No mbox");
  },
);
