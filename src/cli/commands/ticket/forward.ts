/** `gotrs ticket forward` and `bounce`: mail to others. */
import type { BounceRequest, ForwardRequest } from "../../../api/requests.ts";
import { bounce } from "../../../ticket/bounce.ts";
import { forward, forwardDraft } from "../../../ticket/forward.ts";
import { whole } from "../../whole.ts";
import type { Common, TicketCli } from "./cli.ts";
import { templateOf, textOf, withTemplate } from "./written.ts";

export function forwardCommands(cli: TicketCli): void {
  cli
    .command("forward", "send an article on to somebody else; neither that nor the answer is for the customer")
    .argument("<name>")
    .requiredOption("--to <addresses>", "comma between several")
    .option("--cc <addresses>", "comma between several")
    .option("--bcc <addresses>", "comma between several")
    .option("--article <id>", "the newest when left out", whole)
    .option("--body <text>", "what stands above the forwarded text; - reads standard input")
    .option("--subject <text>", "instead of the usual one")
    .option("--without-attachments", "leave the article's files out")
    .option("--visible-for-customer", "let the customer see it")
    .option("--send-at <time>", "not before, as 2026-12-31T09:00:00Z; until then it can be recalled")
    .option("--state <name>", "the state afterwards")
    .option("--pending-until <time>", "2026-12-31T09:00:00Z; needed by pending states")
    .option("--attach <file...>", "files to send along")
    .option("--template <name>", "one of the type Forward: its files, and its text above where no other is given")
    .action(async (name: string, options: Common & ForwardOptions) => {
      const { as, json, body, article, attach, withoutAttachments, template, ...rest } = options;
      const filled = await templateOf(cli, { ...(as && { as }) }, name, template, "Forward");
      const { body: above, ...files } = await withTemplate(filled, filled === undefined ? (body ?? "") : body, attach);
      // What a template says ends without a blank line; what is given has the one it wants.
      const gap = filled !== undefined && body === undefined ? "\n\n" : "";
      const result = await cli.act({ ...(as && { as }) }, async (desk, actor) => {
        const draft = await forwardDraft(desk, actor, name, article);
        return await forward(desk, actor, name, {
          ...rest,
          ...files,
          articleId: draft.articleId,
          body: `${above}${gap}${draft.body}`,
          withAttachments: !withoutAttachments,
        });
      });
      if (json) cli.shell.printJson(result);
      else cli.shell.print(`forward queued as ${result.messageId}`);
    });

  cli
    .command("bounce", "send a mail on to others as it came, its sender unchanged")
    .argument("<name>")
    .requiredOption("--to <addresses>", "comma between several")
    .option("--article <id>", "the customer's newest mail when left out", whole)
    .option("--inform <text>", "text of a mail that tells the sender; - reads standard input")
    .option("--state <name>", "the state afterwards")
    .option("--pending-until <time>", "2026-12-31T09:00:00Z; needed by pending states")
    .action(async (name: string, { as, json, article, inform, ...rest }: Common & BounceOptions) => {
      const request = {
        ...rest,
        ...(article === undefined ? {} : { articleId: article }),
        ...(inform === undefined ? {} : { inform: await textOf(inform) }),
      };
      const result = await cli.act({ ...(as && { as }) }, (desk, actor) => bounce(desk, actor, name, request));
      if (json) cli.shell.printJson(result);
      else cli.shell.print(`article ${result.articleId} bounced to ${result.recipients.join(", ")}`);
    });
}

interface ForwardOptions extends Omit<ForwardRequest, "articleId" | "body" | "withAttachments" | "attachments"> {
  readonly article?: number;
  readonly body?: string;
  readonly withoutAttachments?: true;
  readonly attach?: readonly string[];
  readonly template?: string;
}
interface BounceOptions extends Omit<BounceRequest, "articleId"> {
  readonly article?: number;
}
