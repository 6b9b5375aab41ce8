/** `gotrs completion bash|zsh|fish`: a script for the shell, made from the commands as they are. */
import { Argument, type Command } from "commander";
import type { CliCommand, Shell } from "../command.ts";
import { bash } from "../completion/bash.ts";
import { fish } from "../completion/fish.ts";
import { placesOf, type Script } from "../completion/words.ts";
import { zsh } from "../completion/zsh.ts";

const shells: Readonly<Record<string, Script>> = { bash, zsh, fish };

export const completion: CliCommand = {
  register(program: Command, shell: Shell) {
    program
      .command("completion")
      .description("print a script that completes commands and options in your shell")
      .addArgument(new Argument("<shell>", "its name").choices(Object.keys(shells)))
      .addHelpText(
        "after",
        "\nFor this shell: source <(gotrs completion bash). For good: put that line into ~/.bashrc.",
      )
      .action(async (name: string) => {
        const script = shells[name];
        if (script !== undefined) shell.print(script(placesOf(await shell.program())).trimEnd());
      });
  },
};
