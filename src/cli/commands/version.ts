/** `gotrs version`. */
import type { Command } from "commander";
import type { CliCommand, Shell } from "../command.ts";
import { version as programVersion } from "../version.ts";

export const version: CliCommand = {
  register(program: Command, shell: Shell) {
    program
      .command("version")
      .description("print the version")
      .option("--json", "print JSON")
      .action(({ json }: { json?: true }) => {
        if (json) shell.printJson({ version: programVersion, node: process.versions.node });
        else shell.print(`gotrs ${programVersion}`);
      });
  },
};
