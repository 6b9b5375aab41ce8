/** `gotrs ticket update`, `article` and `move`. */
import { Option } from "commander";
import type { UpdateRequest } from "../../../api/requests.ts";
import type { FieldValues } from "../../../api/ticket.ts";
import { changeArticleFields } from "../../../ticket/fields.ts";
import { update } from "../../../ticket/update.ts";
import { whole } from "../../whole.ts";
import { fieldValue } from "./amount.ts";
import type { Common, TicketCli } from "./cli.ts";
import { listLine } from "./lines.ts";

export function updateCommands(cli: TicketCli): void {
  cli
    .command("update", "change what a ticket is: all of it or nothing")
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
    .option("--service <name>", 'what it concerns; "" for none')
    .option("--sla <name>", 'one that is for the service; "" for none')
    .option("--customer-user <login>", 'whose ticket it is: a login or a mail address; "" for nobody')
    .option("--customer-id <id>", "the company, where it is another than the customer's")
    .option("--field <name=value>", "a dynamic field, several times; without a value it is emptied", fieldValue)
    .option("--archive", "keep it out of lists")
    .option("--no-archive", "bring it back into lists")
    .option(
      "--if-version <version>",
      "as `show --json` gave it: nothing is done when others changed the ticket since",
      whole,
    )
    .action(async (name: string, { as, json, field, archive, ifVersion, ...rest }: Common & UpdateOptions) => {
      const request: UpdateRequest = {
        ...rest,
        ...(ifVersion === undefined ? {} : { version: ifVersion }),
        ...(field && { dynamicFields: field }),
        ...(archive === undefined ? {} : { archived: archive }),
      };
      const result = await cli.act({ ...(as && { as }) }, (desk, actor) => update(desk, actor, name, request));
      if (json) cli.shell.printJson(result);
      else cli.shell.print(listLine(result));
    });

  cli
    .command("article", "change an article's dynamic fields")
    .argument("<id>", "as `gotrs ticket show` names it", whole)
    .requiredOption("--field <name=value>", "several times; without a value it is emptied", fieldValue)
    .action(async (id: number, { field, ...options }: Common & { readonly field: FieldValues }) => {
      await cli.act(options, (desk, actor) => changeArticleFields(desk, actor, id, field));
      if (options.json) cli.shell.printJson({});
      else cli.shell.print("changed");
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

interface UpdateOptions extends Omit<UpdateRequest, "dynamicFields" | "archived" | "version"> {
  readonly field?: FieldValues;
  readonly archive?: boolean;
  readonly ifVersion?: number;
}
