/** `gotrs ticket create`. */
import { Option } from "commander";
import type { CreateRequest } from "../../../api/requests.ts";
import type { FieldValues } from "../../../api/ticket.ts";
import { create } from "../../../ticket/create.ts";
import { newTicketTemplate } from "../../../ticket/templates.ts";
import { amount, fieldValue } from "./amount.ts";
import { withAttributes } from "./attributes.ts";
import type { Common, TicketCli } from "./cli.ts";
import { withTemplate } from "./written.ts";

export function createCommands(cli: TicketCli): void {
  const command = cli
    .command("create", "open a ticket: by a mail to the customer, by a call, or by a note")
    .requiredOption("--title <text>", "what it is about")
    .requiredOption("--queue <name>", "where it goes")
    .addOption(
      new Option("--by <kind>", "what it begins with; a mail with --to, else a note").choices([
        "mail",
        "phone",
        "note",
      ]),
    )
    .option("--body <text>", "- or nothing reads standard input")
    .option("--to <addresses>", "comma between several")
    .option("--cc <addresses>", "comma between several")
    .option("--bcc <addresses>", "comma between several")
    .option("--visible-for-customer", "let the customer see the note")
    .option("--no-visible-for-customer", "the customer does not see the call")
    .option("--send-at <time>", "a mail not before, as 2026-12-31T09:00:00Z")
    .option("--field <name=value>", "a dynamic field, several times", fieldValue)
    .option("--time <units>", "time spent on it", amount)
    .option("--attach <file...>", "files to send along")
    .option(
      "--template <name>",
      "one of the queue's of the type Create: its files, and its text where no other is given",
    );
  withAttributes(command).action(
    async ({ as, json, body, attach, template, field, time, ...rest }: Common & CreateOptions) => {
      const request = {
        ...rest,
        ...(field && { dynamicFields: field }),
        ...(time === undefined ? {} : { timeUnits: time }),
      };
      const filled =
        template === undefined
          ? undefined
          : await cli.act({ ...(as && { as }) }, (desk, actor) => newTicketTemplate(desk, actor, request, template));
      const whole = { ...request, ...(await withTemplate(filled, body, attach)) };
      const result = await cli.act({ ...(as && { as }) }, (desk, actor) => create(desk, actor, whole));
      if (json) cli.shell.printJson(result);
      else cli.shell.print(`ticket ${result.ticketNumber} created`);
    },
  );
}

interface CreateOptions extends Omit<CreateRequest, "body" | "attachments"> {
  readonly body?: string;
  readonly attach?: readonly string[];
  readonly template?: string;
  readonly field?: FieldValues;
  readonly time?: number;
}
