/** `gotrs ticket delete`. */
import { deleteTicket } from "../../../ticket/delete.ts";
import type { Common, TicketCli } from "./cli.ts";

export function deleteCommands(cli: TicketCli): void {
  cli
    .command("delete", "delete a ticket for good, its mails and history too; for administrators")
    .argument("<name>")
    .option("--yes", "confirm that it cannot be undone")
    .action(async (name: string, options: Common & { readonly yes?: true }) => {
      const result = await cli.act(options, (desk, actor) => deleteTicket(desk, actor, name, options.yes));
      if (options.json) cli.shell.printJson(result);
      else cli.shell.print(`ticket ${result.ticketNumber} deleted`);
    });
}
