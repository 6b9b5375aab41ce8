/** `gotrs ticket update` and `move`. */
import { Option } from "commander";
import type { UpdateRequest } from "../../../api/types.ts";
import { update } from "../../../ticket/update.ts";
import type { Common, TicketCli } from "./cli.ts";
import { listLine } from "./lines.ts";

export function updateCommands(cli: TicketCli): void {
  cli
    .command("update", "change state, queue, priority, owner, lock, title or type")
    .argument("<name>")
    .option("--state <name>", "as `open`")
    .option("--pending-until <time>", "2026-12-31T09:00:00Z; needed by pending states")
    .option("--queue <name>", "the new queue")
    .option("--priority <name>", "as `3 normal`")
    .option("--owner <login>", "the agent it belongs to")
    .option("--responsible <login>", "the agent who answers for it")
    .addOption(new Option("--lock <name>", "yours to work on, or anybody's").choices(["lock", "unlock"]))
    .option("--title <text>", "the new title")
    .option("--type <name>", "as `Unclassified`")
    .action(async (name: string, { as, json, ...request }: Common & UpdateRequest) => {
      const result = await cli.act({ ...(as && { as }) }, (desk, actor) => update(desk, actor, name, request));
      if (json) cli.shell.printJson(result);
      else cli.shell.print(listLine(result));
    });

  cli
    .command("move", "put a ticket into another queue")
    .argument("<name>")
    .argument("<queue>")
    .action(async (name: string, queue: string, options: Common) => {
      const result = await cli.act(options, (desk, actor) => update(desk, actor, name, { queue }));
      if (options.json) cli.shell.printJson(result);
      else cli.shell.print(listLine(result));
    });
}
