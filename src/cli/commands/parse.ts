/** `gotrs parse FILE`: the parsed message as JSON; stores nothing. */
import type { Command } from "commander";
import { mailToJson } from "../../mail/json.ts";
import { parseMail } from "../../mail/parse.ts";
import { rawFromBuffer } from "../../mail/rawSource.ts";
import type { CliCommand, Shell } from "../command.ts";
import { cryptoIn } from "../cryptoIn.ts";
import { readWhole } from "../input.ts";

export const parse: CliCommand = {
  register(program: Command, shell: Shell) {
    program
      .command("parse")
      .description("print a mail as gotrs reads it, as JSON; nothing is stored")
      .argument("<file>", "the raw message, or - for standard input")
      .option("--json", "accepted for symmetry; the output is always JSON")
      .action(async (file: string) => {
        const bytes = await readWhole(file);
        const { crypto } = await cryptoIn(shell.settings(), (fault) => void process.stderr.write(`gotrs: ${fault}\n`));
        shell.printJson(mailToJson(await parseMail(rawFromBuffer(bytes), undefined, crypto)));
      });
  },
};
