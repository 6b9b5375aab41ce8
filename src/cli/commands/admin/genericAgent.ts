/** `gotrs admin generic-agent`: the commands of every thing, and a dry run of a job. */
import type { Command } from "commander";
import { genericAgent as module } from "../../../admin/modules/genericAgent.ts";
import { selectedByJob } from "../../../automation/selection.ts";
import { rootActor } from "../../../people/administrators.ts";
import { inColumns } from "../../columns.ts";
import type { Shell } from "../../command.ts";
import { thingCommand } from "./thing.ts";

/** Tickets that are told at most. */
const listed = 1000;

export const genericAgent = thingCommand(module, registerTest);

function registerTest(group: Command, shell: Shell): void {
  group
    .command("test")
    .description("tell which tickets a job would select now; nothing is changed")
    .argument("<name>")
    .option("--json", "print JSON")
    .action(async (name: string, { json }: { json?: true }) => {
      const { tickets, total } = await shell.withDesk((desk) => selectedByJob(desk, rootActor, name, listed));
      if (json) return shell.printJson({ tickets, total });
      if (total === 0) return shell.print("it would select no ticket");
      const rows = tickets.map(({ number, queue, state, title }) => [number, queue, state, title]);
      for (const line of inColumns([["NUMBER", "QUEUE", "STATE", "TITLE"], ...rows], process.stdout.columns ?? 120)) {
        shell.print(line);
      }
      if (total > tickets.length) shell.print(`and ${total - tickets.length} more`);
    });
}
