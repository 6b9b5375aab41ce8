/** `gotrs ticket note` and `call`. */
import { Option } from "commander";
import { note } from "../../../ticket/note.ts";
import { phone } from "../../../ticket/phone.ts";
import { amount } from "./amount.ts";
import type { Common, TicketCli } from "./cli.ts";
import { templateOf, withTemplate } from "./written.ts";

export function noteCommands(cli: TicketCli): void {
  cli
    .command("note", "write a note, internal unless said otherwise")
    .argument("<name>")
    .option("--body <text>", "- or nothing reads standard input")
    .option("--subject <text>", "instead of the usual one")
    .option("--visible-for-customer", "let the customer see it")
    .option("--state <name>", "the state afterwards")
    .option("--pending-until <time>", "2026-12-31T09:00:00Z; needed by pending states")
    .option("--time <units>", "time spent on it", amount)
    .option("--attach <file...>", "files to keep with it")
    .option("--template <name>", "one of the type Note: its files, and its text where no other is given")
    .action(async (name: string, { as, json, body, attach, time, template, ...request }: Common & NoteOptions) => {
      const filled = await templateOf(cli, { ...(as && { as }) }, name, template, "Note");
      const whole = {
        ...request,
        ...(time === undefined ? {} : { timeUnits: time }),
        ...(await withTemplate(filled, body, attach)),
      };
      const result = await cli.act({ ...(as && { as }) }, (desk, actor) => note(desk, actor, name, whole));
      if (json) cli.shell.printJson(result);
      else cli.shell.print(`note ${result.articleId} added`);
    });

  cli
    .command("call", "write down a call about a ticket")
    .argument("<name>")
    .addOption(new Option("--caller <who>", "who called whom").choices(["customer", "agent"]).default("customer"))
    .option("--body <text>", "what was said; - or nothing reads standard input")
    .option("--subject <text>", "instead of the usual one")
    .option("--no-visible-for-customer", "the customer does not see it")
    .option("--state <name>", "the state afterwards")
    .option("--pending-until <time>", "2026-12-31T09:00:00Z; needed by pending states")
    .option("--time <units>", "time spent on it", amount)
    .option("--attach <file...>", "files to keep with it")
    .option("--template <name>", "one of the type PhoneCall: its files, and its text where no other is given")
    .action(async (name: string, { as, json, body, attach, time, template, ...request }: Common & CallOptions) => {
      const filled = await templateOf(cli, { ...(as && { as }) }, name, template, "PhoneCall");
      const whole = {
        ...request,
        ...(time === undefined ? {} : { timeUnits: time }),
        ...(await withTemplate(filled, body, attach)),
      };
      const result = await cli.act({ ...(as && { as }) }, (desk, actor) => phone(desk, actor, name, whole));
      if (json) cli.shell.printJson(result);
      else cli.shell.print(`call ${result.articleId} added`);
    });
}

interface NoteOptions {
  readonly body?: string;
  readonly subject?: string;
  readonly visibleForCustomer?: boolean;
  readonly state?: string;
  readonly pendingUntil?: string;
  readonly time?: number;
  readonly attach?: readonly string[];
  readonly template?: string;
}
interface CallOptions {
  readonly caller: "customer" | "agent";
  readonly body?: string;
  readonly subject?: string;
  readonly visibleForCustomer: boolean;
  readonly state?: string;
  readonly pendingUntil?: string;
  readonly time?: number;
  readonly attach?: readonly string[];
  readonly template?: string;
}
