/** `gotrs ticket list` and `search`. */
import type { Command } from "commander";
import { Option } from "commander";
import { type ListRequest, list } from "../../../ticket/list.ts";
import { whole } from "../../whole.ts";
import type { Common, TicketCli } from "./cli.ts";
import { listLine } from "./lines.ts";

export function listCommands(cli: TicketCli): void {
  const listed = async ({ as, json, ...request }: Common & ListRequest): Promise<void> => {
    const page = await cli.act({ ...(as && { as }) }, (desk, actor) => list(desk, actor, request));
    if (json) cli.shell.printJson(page);
    else {
      for (const line of page.tickets.map(listLine)) cli.shell.print(line);
      cli.shell.print(`${page.tickets.length} of ${page.total} tickets`);
    }
  };
  const filtered = (listing: Command): Command =>
    listing
      .option("--queue <name>", "with its sub-queues")
      .option("--state <name>", "as `open`")
      .option("--state-type <type>", "a state type, viewable or all")
      .option("--owner <login>", "the agent it belongs to")
      .option("--lock <name>", "lock or unlock")
      .addOption(new Option("--sort <order>", "which first").choices(["newest", "oldest", "changed", "priority"]))
      .option("--limit <count>", "at most so many", whole)
      .option("--cursor <cursor>", "nextCursor of the page before");
  filtered(cli.command("list", "tickets you may see, those to be worked on unless told otherwise"))
    .option("--search <text>", "in title, number and customer")
    .action(listed);

  filtered(cli.command("search", "tickets in any state whose title, number or customer has the words"))
    .argument("<text>", "what to look for")
    .action((search: string, options: Common & ListRequest) => listed({ stateType: "all", ...options, search }));
}
