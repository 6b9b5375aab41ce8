/** `gotrs ticket watch`, `seen`, `flag` and `time`. */

import { flag } from "../../../ticket/flag.ts";
import { seen, unseen } from "../../../ticket/seen.ts";
import { accountTime } from "../../../ticket/time.ts";
import { unwatch, watch } from "../../../ticket/watch.ts";
import { whole } from "../../whole.ts";
import { amount } from "./amount.ts";
import type { Common, TicketCli } from "./cli.ts";

export function watchCommands(cli: TicketCli): void {
  cli
    .command("watch", "watch a ticket, or no longer")
    .argument("<name>")
    .option("--agent <login>", "a colleague instead of yourself")
    .option("--remove", "watch it no longer")
    .action(async (name: string, options: Common & { readonly agent?: string; readonly remove?: true }) => {
      const { agent, remove, json } = options;
      await cli.act(options, (desk, actor) => (remove ? unwatch : watch)(desk, actor, name, agent));
      if (json) cli.shell.printJson({});
      else cli.shell.print(remove ? "watched no longer" : "watched");
    });

  cli
    .command("seen", "it is read, or counts as unread again")
    .argument("<name>")
    .option("--remove", "it counts as unread")
    .option("--article <id>", "with --remove: this article instead of the newest", whole)
    .action(async (name: string, options: Common & { readonly remove?: true; readonly article?: number }) => {
      const { remove, article, json } = options;
      await cli.act(options, (desk, actor) =>
        remove ? unseen(desk, actor, name, article === undefined ? undefined : [article]) : seen(desk, actor, name),
      );
      if (json) cli.shell.printJson({});
      else cli.shell.print(remove ? "unread" : "read");
    });

  cli
    .command("flag", "put your own mark on a ticket or an article, or take it away")
    .argument("<name>")
    .argument("<flag>", "as `Important`")
    .option("--value <text>", "instead of 1")
    .option("--article <id>", "on this article instead of the ticket", whole)
    .option("--remove", "take it away")
    .action(async (name: string, key: string, options: Common & FlagOptions) => {
      const { value, article, remove, json } = options;
      const request = {
        flag: key,
        ...(remove ? { value: null } : value === undefined ? {} : { value }),
        ...(article === undefined ? {} : { articleId: article }),
      };
      await cli.act(options, (desk, actor) => flag(desk, actor, name, request));
      if (json) cli.shell.printJson({});
      else cli.shell.print(remove ? "mark taken away" : "marked");
    });

  cli
    .command("time", "account time on a ticket")
    .argument("<name>")
    .argument("<units>", "with up to two decimals", amount)
    .action(async (name: string, units: number, options: Common) => {
      const result = await cli.act(options, (desk, actor) => accountTime(desk, actor, name, units));
      if (options.json) cli.shell.printJson(result);
      else cli.shell.print(`${result.timeUnits} units in all`);
    });
}

interface FlagOptions {
  readonly value?: string;
  readonly article?: number;
  readonly remove?: true;
}
