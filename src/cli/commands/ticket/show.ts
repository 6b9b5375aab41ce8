/** `gotrs ticket show` and `history`. */
import { show } from "../../../ticket/show.ts";
import type { Common, TicketCli } from "./cli.ts";
import { detailText } from "./lines.ts";

export function showCommands(cli: TicketCli): void {
  cli
    .command("show", "one ticket with its thread")
    .argument("<name>")
    .action(async (name: string, options: Common) => {
      const detail = await cli.act(options, (desk, actor) => show(desk, actor, name));
      if (options.json) cli.shell.printJson(detail);
      else cli.shell.print(detailText(detail));
    });

  cli
    .command("history", "what happened to a ticket")
    .argument("<name>")
    .action(async (name: string, options: Common) => {
      const { history } = await cli.act(options, (desk, actor) => show(desk, actor, name));
      if (options.json) cli.shell.printJson({ history });
      else for (const entry of history) cli.shell.print(`${entry.created} ${entry.by} ${entry.type} ${entry.name}`);
    });
}
