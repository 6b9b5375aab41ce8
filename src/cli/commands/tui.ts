/** `gotrs tui`: the terminal UI, over the local socket or to a server. */
import type { Command } from "commander";
import { Exit, UserError } from "../../errors.ts";
import type { CliCommand, Shell } from "../command.ts";
import { openTui } from "../openTui.ts";

export const tui: CliCommand = {
  register(program: Command, shell: Shell) {
    program
      .command("tui")
      .description("the terminal UI")
      .option(
        "--server <url>",
        "a gotrs elsewhere, with the token in $GOTRS_TOKEN or a login; the local socket when left out",
      )
      .option("--as <login>", "the agent, over the local socket; $GOTRS_AGENT")
      .option("--screen-reader", "linear, without columns and rules, for those who hear the screen")
      .action(
        async ({ server, as, screenReader = false }: { server?: string; as?: string; screenReader?: boolean }) => {
          const url = server ?? process.env.GOTRS_SERVER;
          if (url === undefined) {
            const agent = as ?? process.env.GOTRS_AGENT;
            await openTui({ kind: "socket", path: shell.settings().socket.path, agent }, { screenReader });
            return;
          }
          if (!/^https?:$/.test(URL.parse(url)?.protocol ?? "")) {
            throw new UserError(`"${url}" is no address of a gotrs`, {
              where: "--server",
              mend: "Write it as https://desk.example.com",
              exit: Exit.usage,
            });
          }
          await openTui({ kind: "http", url, token: process.env.GOTRS_TOKEN || undefined }, { screenReader });
        },
      );
  },
};
