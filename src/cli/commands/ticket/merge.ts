/** `gotrs ticket merge`, `split` and `link`. */
import { Option } from "commander";
import type { LinkRequest, SplitRequest } from "../../../api/requests.ts";
import { link, unlink } from "../../../ticket/link.ts";
import { merge } from "../../../ticket/merge.ts";
import { split } from "../../../ticket/split.ts";
import { whole } from "../../whole.ts";
import { withAttributes } from "./attributes.ts";
import type { Common, TicketCli } from "./cli.ts";

export function mergeCommands(cli: TicketCli): void {
  cli
    .command("merge", "put a ticket's thread into another ticket, which stays")
    .argument("<name>", "the ticket that goes")
    .argument("<into>", "the one that stays")
    .action(async (name: string, into: string, options: Common) => {
      const result = await cli.act(options, (desk, actor) => merge(desk, actor, name, into));
      if (options.json) cli.shell.printJson(result);
      else cli.shell.print(`merged into ticket ${result.ticketNumber}`);
    });

  const splitting = cli
    .command("split", "make a ticket of an article; what is not said is as on the ticket it comes from")
    .argument("<name>")
    .requiredOption("--article <id>", "the article, as `gotrs ticket show` names it", whole)
    .option("--title <text>", "instead of the article's subject")
    .option("--queue <name>", "where the new ticket goes");
  withAttributes(splitting).action(async (name: string, { as, json, article, ...request }: Common & SplitOptions) => {
    const result = await cli.act({ ...(as && { as }) }, (desk, actor) =>
      split(desk, actor, name, { ...request, articleId: article }),
    );
    if (json) cli.shell.printJson(result);
    else cli.shell.print(`ticket ${result.ticketNumber} created`);
  });

  cli
    .command("link", "link a ticket to another, or take the link away")
    .argument("<name>")
    .argument("<to>", "a ticket; with --object FAQ the id of a FAQ article")
    .addOption(new Option("--kind <kind>", "what <name> is to the other").choices(["normal", "parent", "child"]))
    .addOption(new Option("--object <kind>", "what <to> is; a ticket when left out").choices(["Ticket", "FAQ"]))
    .option("--remove", "take away what link there is")
    .action(async (name: string, to: string, options: Common & LinkOptions) => {
      const { json, remove, object, kind } = options;
      const target = { to, ...(object && { object }) };
      await cli.act(options, (desk, actor) =>
        remove ? unlink(desk, actor, name, target) : link(desk, actor, name, { ...target, ...(kind && { as: kind }) }),
      );
      if (json) cli.shell.printJson({});
      else cli.shell.print(remove ? "link taken away" : "linked");
    });
}

interface SplitOptions extends Omit<SplitRequest, "articleId"> {
  readonly article: number;
}
interface LinkOptions {
  readonly kind?: NonNullable<LinkRequest["as"]>;
  readonly object?: NonNullable<LinkRequest["object"]>;
  readonly remove?: true;
}
