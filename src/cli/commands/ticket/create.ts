/** `gotrs ticket create`. */
import { create } from "../../../ticket/create.ts";
import type { Common, TicketCli } from "./cli.ts";
import { filesOf, textOf } from "./written.ts";

export function createCommands(cli: TicketCli): void {
  cli
    .command("create", "open a ticket; with --to it is a mail to the customer")
    .requiredOption("--title <text>", "what it is about")
    .requiredOption("--queue <name>", "where it goes")
    .option("--body <text>", "- or nothing reads standard input")
    .option("--to <addresses>", "comma between several")
    .option("--cc <addresses>", "comma between several")
    .option("--customer-user <login>", "whose ticket it is")
    .option("--state <name>", "as `open`")
    .option("--priority <name>", "as `3 normal`")
    .option("--type <name>", "as `Unclassified`")
    .option("--attach <file...>", "files to send along")
    .action(async ({ as, json, body, attach, ...request }: Common & CreateOptions) => {
      const whole = { ...request, body: await textOf(body), ...(await filesOf(attach)) };
      const result = await cli.act({ ...(as && { as }) }, (desk, actor) => create(desk, actor, whole));
      if (json) cli.shell.printJson(result);
      else cli.shell.print(`ticket ${result.ticketNumber} created`);
    });
}

interface CreateOptions {
  readonly body?: string;
  readonly title: string;
  readonly queue: string;
  readonly attach?: readonly string[];
}
