/** `gotrs ticket note`. */
import { note } from "../../../ticket/note.ts";
import type { Common, TicketCli } from "./cli.ts";
import { textOf } from "./written.ts";

export function noteCommands(cli: TicketCli): void {
  cli
    .command("note", "write a note, internal unless said otherwise")
    .argument("<name>")
    .option("--body <text>", "- or nothing reads standard input")
    .option("--subject <text>", "instead of the usual one")
    .option("--visible-for-customer", "let the customer see it")
    .option("--state <name>", "the state afterwards")
    .action(async (name: string, { as, json, body, ...request }: Common & NoteOptions) => {
      const whole = { ...request, body: await textOf(body) };
      const result = await cli.act({ ...(as && { as }) }, (desk, actor) => note(desk, actor, name, whole));
      if (json) cli.shell.printJson(result);
      else cli.shell.print(`note ${result.articleId} added`);
    });
}

interface NoteOptions {
  readonly body?: string;
  readonly subject?: string;
  readonly visibleForCustomer?: boolean;
  readonly state?: string;
}
