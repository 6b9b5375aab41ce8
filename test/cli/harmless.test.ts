/** What mail says, printed by a command: shown on a terminal without being done, and unchanged for a program. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { packageRoot } from "../../src/packageRoot.ts";
import { install } from "../peers/gotrs.ts";
import { runCommand } from "../peers/process.ts";
import { openTerminal, terminalAbsent } from "../peers/terminal.ts";

const absent = await terminalAbsent();
const program = [process.execPath, join(packageRoot, "dist/src/cli/main.js")];
const subject = "Look \u202egpj.exe and \u206ethere\u206f";
const mail = [
  "From: eve@bad.test",
  "To: support@localhost",
  `Subject: =?utf-8?B?${Buffer.from(subject).toString("base64")}?=`,
  "Message-ID: <1@bad.test>",
  "Content-Type: text/plain; charset=utf-8",
  "",
  "turned \u202eround",
  "",
].join("\n");

test.skipIf(absent !== undefined)(
  `a terminal is not steered by a mail that a command prints ${absent ?? ""}`,
  async () => {
    await using gotrs = await install();
    const environment = { GOTRS_STATE_DIRECTORY: gotrs.folder, GOTRS_DATABASE_URL: gotrs.databaseUrl };
    const env = { ...process.env, ...environment };
    const file = join(gotrs.folder, "mail.eml");
    await writeFile(file, mail);
    const run = async (...words: readonly string[]): Promise<string> => {
      const { code, stdout, stderr } = await runCommand(program[0] ?? "", [...program.slice(1), ...words], { env });
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      return stdout;
    };
    await run("ingest", file);

    for (const json of [[], ["--json"]]) {
      expect(await run("ticket", "list", "--search", "Look", ...json)).toContain(subject);
      await using terminal = await openTerminal(
        [...program, "ticket", "list", "--search", "Look", ...json],
        environment,
        200,
        100,
      );
      const shown = await terminal.see("Look \ufffdgpj.exe and \ufffdthere\ufffd");
      expect(shown).not.toMatch(/[\u202a-\u202e\u2066-\u206f]/);
    }
  },
);
