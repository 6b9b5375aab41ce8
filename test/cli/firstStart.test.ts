/** The first minutes: an empty folder, `gotrs serve`, and every printed line copied as it stands. */
import { chmod, symlink } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { TicketPage } from "../../src/api/ticket.ts";
import { packageRoot } from "../../src/packageRoot.ts";
import { install } from "../peers/gotrs.ts";
import { installed, runCommand } from "../peers/process.ts";

const program = join(packageRoot, "dist/src/cli/main.js");
const swaks = await installed("swaks");

test("the lines of the first start fit ten lines, and each works when copied", async () => {
  await using gotrs = await install(undefined, {}, { init: false });
  await using daemon = await gotrs.serve();
  const lines = daemon.child.stdout().trimEnd().split("\n");
  expect(lines.length).toBeLessThanOrEqual(10);
  expect(lines.at(-1)).toMatch(/^ready smtp=/);

  const [, login, password] = /login (\S+) {2}password (\S+)/.exec(daemon.child.stdout()) ?? [];
  const session = await fetch(new URL("/api/v1/session", daemon.http), {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ login, password }),
  });
  expect(session.status).toBeLessThan(300);

  // `gotrs` as an installation has it on the PATH: a link to the program.
  await chmod(program, 0o755);
  await symlink(program, join(gotrs.folder, "gotrs"));
  const env = {
    ...process.env,
    PATH: `${gotrs.folder}:${process.env.PATH}`,
    GOTRS_STATE_DIRECTORY: gotrs.folder,
    GOTRS_DATABASE_URL: gotrs.databaseUrl,
  };
  const printf = lines.find((line) => line.startsWith("  printf ")) ?? "";
  expect(await runCommand("/bin/sh", ["-c", printf], { env })).toMatchObject({ code: 0, stderr: "" });
  const { tickets } = await gotrs.json<TicketPage>("ticket", "list", "--search", "Hello");
  expect(tickets).toMatchObject([{ title: "Hello", customerUser: "ann@example.com", queue: "Raw" }]);

  const sending = /with swaks: {2}(.*)/.exec(daemon.child.stdout())?.[1] ?? "";
  expect(sending).toContain(`--server ${daemon.smtp.host}:${daemon.smtp.port} `);
  if (swaks) {
    expect(await runCommand("/bin/sh", ["-c", `${sending} --hide-all`], { env })).toMatchObject({ code: 0 });
    expect((await gotrs.json<TicketPage>("ticket", "list")).total).toBe(3);
  }
  expect(await daemon.child.stop()).toBe(0);

  await using again = await gotrs.serve();
  const later = again.child.stdout().trimEnd().split("\n");
  expect(later).toHaveLength(2);
  expect(later[0]).toContain(`database ${gotrs.databaseUrl}, outgoing mail to the Maildir ${gotrs.folder}/outgoing`);
  expect(later[0]).not.toContain("password");
});

test("a first start that fails at a port has told the password all the same", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  try {
    await new Promise((resolve) => taken.once("listening", resolve));
    const address = taken.address();
    const port = typeof address === "object" ? address?.port : 0;
    await using gotrs = await install(undefined, { GOTRS_SMTP_LISTEN: `127.0.0.1:${port}` }, { init: false });
    const { code, stdout, stderr } = await gotrs.run(["serve"]);
    expect(code).toBe(69);
    expect(stdout).toMatch(/login root@localhost {2}password \w{20}/);
    expect(stderr).toMatch(new RegExp(`^gotrs: smtp.listen: 127.0.0.1:${port} is in use.*set smtp.listen`));
  } finally {
    taken.close();
  }
});
