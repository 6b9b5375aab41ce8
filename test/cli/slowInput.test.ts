/** Standard input that comes late and in pieces, as a mail server's pipe or a slow program gives it. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { packageRoot } from "../../src/packageRoot.ts";
import { install } from "../peers/gotrs.ts";

/** Milliseconds between the pieces; longer than the program takes to begin. */
const pause = 1500;

async function fed(environment: NodeJS.ProcessEnv, args: readonly string[], pieces: readonly string[]) {
  const child = spawn(process.execPath, [join(packageRoot, "dist/src/cli/main.js"), ...args], { env: environment });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => {
    stdout += chunk;
  });
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk;
  });
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  for (const piece of pieces) {
    await sleep(pause);
    child.stdin.write(piece);
  }
  child.stdin.end();
  return { code: await ended, stdout, stderr };
}

it("is read to its end by every command that takes a text or a mail", { timeout: 120_000 }, async () => {
  await using installation = await install();
  const environment = {
    ...process.env,
    GOTRS_STATE_DIRECTORY: installation.folder,
    GOTRS_DATABASE_URL: installation.databaseUrl,
  };
  const mail = [
    "From: ann@customer.test\r\nTo: support@localhost\r\nSubject: Late\r\n\r\n",
    "the first half, ",
    "the last word\r\n",
  ];
  for (const args of [["parse", "-"], ["explain", "-"], ["ingest"]]) {
    const { code, stdout, stderr } = await fed(environment, [...args, "--json"], mail);
    expect([args[0], code, stderr]).toEqual([args[0], 0, ""]);
    if (args[0] === "parse") expect(stdout).toContain("the first half, the last word");
  }
  const note = await fed(environment, ["ticket", "note", "#2"], ["Called ", "back."]);
  expect(note).toMatchObject({ code: 0, stderr: "" });
  const account = ["--type", "IMAPS", "--host", "mail.example", "--login", "ann", "--password-file", "-"];
  const added = await fed(environment, ["admin", "mail-account", "add", ...account], ["a long ", "secret\n"]);
  expect(added).toMatchObject({ code: 0, stderr: "" });
  const applied = await fed(environment, ["admin", "apply", "-"], ["queues:\n  - name: ", "Late\n    group: users\n"]);
  expect(applied).toMatchObject({ code: 0, stderr: "" });
  expect(applied.stdout).toContain("Late");
  const { articles } = await installation.json<{ articles: readonly { body: string }[] }>("ticket", "show", "#2");
  expect(articles.map(({ body }) => body.trim())).toEqual(["the first half, the last word", "Called back."]);
});
