/** `gotrs ticket bulk` and `templates`. */
import { Option } from "commander";
import type { BulkRequest, UpdateRequest } from "../../../api/requests.ts";
import type { FieldValues } from "../../../api/ticket.ts";
import { UserError } from "../../../errors.ts";
import { bulk } from "../../../ticket/bulk.ts";
import { type TemplateType, templates, templateTypes } from "../../../ticket/templates.ts";
import { fieldValue } from "./amount.ts";
import type { Common, TicketCli } from "./cli.ts";

export function bulkCommands(cli: TicketCli): void {
  cli
    .command("bulk", "do the same to many tickets, each as a whole or not at all")
    .argument("<name...>")
    .option("--state <name>", "as `closed successful`")
    .option("--pending-until <time>", "2026-12-31T09:00:00Z; needed by pending states")
    .option("--queue <name>", "the new queue")
    .option("--priority <name>", "as `3 normal`")
    .option("--owner <login>", "the agent they belong to")
    .option("--responsible <login>", "the agent who answers for them")
    .addOption(new Option("--lock <name>", "yours to work on, or anybody's").choices(["lock", "unlock"]))
    .option("--type <name>", "as `Unclassified`")
    .option("--service <name>", 'what they concern; "" for none')
    .option("--sla <name>", 'one that is for the service; "" for none')
    .option("--customer-user <login>", 'whose tickets they are: a login or a mail address; "" for nobody')
    .option("--customer-id <id>", "the company, where it is another than the customer's")
    .option("--field <name=value>", "a dynamic field, several times; without a value it is emptied", fieldValue)
    .option("--archive", "keep them out of lists")
    .option("--no-archive", "bring them back into lists")
    .option("--note <text>", "a note on each of them")
    .option("--watch", "watch them")
    .option("--merge-into <name>", "the ticket that they go into; alone")
    .action(async (names: readonly string[], options: Common & BulkOptions) => {
      const { as, json, note, watch, mergeInto, field, archive, ...rest } = options;
      const update = {
        ...rest,
        ...(field && { dynamicFields: field }),
        ...(archive === undefined ? {} : { archived: archive }),
      };
      const request: BulkRequest = {
        tickets: names,
        ...(Object.keys(update).length === 0 ? {} : { update }),
        ...(note === undefined ? {} : { note: { body: note } }),
        ...(watch && { watch }),
        ...(mergeInto === undefined ? {} : { mergeInto }),
      };
      const results = await cli.act({ ...(as && { as }) }, (desk, actor) => bulk(desk, actor, request));
      if (json) cli.shell.printJson({ results });
      else for (const { ticket, ok, error } of results) cli.shell.print(`${ticket}  ${ok ? "done" : error}`);
      const failed = results.filter(({ ok }) => !ok).length;
      if (failed > 0) {
        throw new UserError(`${failed} of ${results.length} tickets are as they were`, { mend: "See above why" });
      }
    });

  cli
    .command("templates", "text templates for a ticket's queue")
    .argument("<name>")
    .addOption(new Option("--type <kind>", "only those").choices(templateTypes))
    .action(async (name: string, options: Common & { readonly type?: TemplateType }) => {
      const found = await cli.act(options, (desk, actor) => templates(desk, actor, name, options.type));
      if (options.json) cli.shell.printJson({ templates: found });
      else for (const one of found) cli.shell.print(`${one.type}  ${one.name}`);
    });
}

interface BulkOptions extends Omit<UpdateRequest, "dynamicFields" | "archived" | "version"> {
  readonly note?: string;
  readonly watch?: true;
  readonly mergeInto?: string;
  readonly field?: FieldValues;
  readonly archive?: boolean;
}
