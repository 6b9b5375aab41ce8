/** `gotrs ticket reply`. */
import { reply } from "../../../ticket/reply.ts";
import { replyDraft } from "../../../ticket/replyDraft.ts";
import { whole } from "../../whole.ts";
import type { Common, TicketCli } from "./cli.ts";
import { filesOf, textOf } from "./written.ts";

export function replyCommands(cli: TicketCli): void {
  cli
    .command("reply", "answer the customer by mail")
    .argument("<name>")
    .option("--body <text>", "- or nothing reads standard input")
    .option("--article <id>", "the article that is answered; the customer's newest when left out", whole)
    .option("--to <addresses>", "comma between several")
    .option("--cc <addresses>", "comma between several")
    .option("--bcc <addresses>", "comma between several")
    .option("--subject <text>", "instead of the usual one")
    .option("--state <name>", "the state afterwards")
    .option("--all", "also to those who got the answered mail")
    .option("--separately", "a mail of their own to each recipient")
    .option("--send-at <time>", "not before, as 2026-12-31T09:00:00Z; until then it can be recalled")
    .option("--attach <file...>", "files to send along")
    .option("--draft", "print what a reply would be, and send nothing")
    .action(async (name: string, options: Common & ReplyOptions) => {
      const { as, json, body, attach, article, draft, ...rest } = options;
      const articleId = article === undefined ? {} : { articleId: article };
      if (draft) {
        const text = await cli.act(options, (desk, actor) => replyDraft(desk, actor, name, article, rest.all));
        if (json) cli.shell.printJson(text);
        else
          cli.shell.print(
            `To: ${text.to}\n${text.cc === "" ? "" : `Cc: ${text.cc}\n`}Subject: ${text.subject}\n\n${text.body}`,
          );
        return;
      }
      const request = { ...rest, ...articleId, body: await textOf(body), ...(await filesOf(attach)) };
      const result = await cli.act(options, (desk, actor) => reply(desk, actor, name, request));
      if (json) cli.shell.printJson(result);
      else cli.shell.print(`reply queued as ${result.messageId}`);
    });
}

interface ReplyOptions {
  readonly body?: string;
  readonly article?: number;
  readonly all?: true;
  readonly separately?: true;
  readonly sendAt?: string;
  readonly draft?: true;
  readonly attach?: readonly string[];
}
